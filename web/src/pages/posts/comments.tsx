import { clsx } from 'clsx';
import { useState } from 'react';
import { Link } from 'react-router';
import { IconDelete, IconEdit, IconReopen } from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { HiddenNote } from '@/components/moderation/hidden-note';
import { useReport } from '@/components/moderation/use-report';
import { Avatar, nameOf } from '@/components/people/avatar';
import { profilePath } from '@/components/people/person-row';
import { RichText } from '@/components/rich-text';
import { ActionMenu } from '@/components/ui/action-menu';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { Listing } from '@/components/ui/listing';
import { More } from '@/components/ui/more-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { commonTexts } from '@/i18n/common';
import { moderationTexts } from '@/i18n/moderation';
import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import { isOnItsWay, useComments, useDeleteComment } from '@/lib/apiPosts';
import { mayManage } from '@/lib/groupRights';
import type { Comment, Post } from '@/models';
import { CommentForm } from './comment-form';
import { CommentHistory, EditComment } from './edit-comment';

/** Deeper answers are not moved further in: a phone has no room for it. */
const deepestIndent = 4;

export function Comments({ post }: { readonly post: Post }) {
  const t = useTexts(postsTexts);
  const { data, problem, retry, more } = useComments(post.id, null);
  return (
    <Section title={t.commentsTitle}>
      <Listing
        items={data}
        problem={problem}
        retry={retry}
        skeleton={{ count: 3, className: 'h-16' }}
        empty={<p className="text-ink-soft">{t.noComments}</p>}
      >
        {(comments) => <CommentList comments={comments} post={post} />}
      </Listing>
      <More more={more} />
      <div className="mt-5 border-t border-line pt-5">
        {post.answerable ? (
          <CommentForm post={post} parent={null} />
        ) : (
          <p className="text-ink-soft">{t.membersAnswer}</p>
        )}
      </div>
    </Section>
  );
}

interface CommentListProps {
  readonly comments: readonly Comment[];
  readonly post: Post;
}

function CommentList({ comments, post }: CommentListProps) {
  return (
    <ul className="grid grid-cols-1 gap-4">
      {comments.map((comment) => (
        <li key={comment.id}>
          <CommentLine comment={comment} post={post} />
        </li>
      ))}
    </ul>
  );
}

interface CommentLineProps {
  readonly comment: Comment;
  readonly post: Post;
}

function CommentLine({ comment, post }: CommentLineProps) {
  const t = useTexts(postsTexts);
  const moderation = useTexts(moderationTexts);
  const [answering, setAnswering] = useState(false);
  const [opened, setOpened] = useState(false);
  const { author } = comment;
  const waits = isOnItsWay(comment);
  return (
    <div className={clsx('transition-opacity', waits && 'opacity-60')}>
      <div className="flex gap-3">
        {author ? (
          <Avatar person={author} size="small" />
        ) : (
          <span className="size-9 shrink-0 rounded-full bg-sunken" />
        )}
        <div className="min-w-0 flex-1">
          {author && !comment.deleted ? (
            <>
              <p className="flex flex-wrap items-baseline gap-x-2">
                <Link to={profilePath(author)} className="rounded font-semibold hover:underline">
                  {nameOf(author)}
                </Link>
                <span className="text-sm text-ink-soft">
                  {waits ? t.sending : <RelativeTime at={comment.createdAt} />}
                  {comment.editedAt !== null && ` · ${t.edited}`}
                </span>
              </p>
              <RichText text={comment.text} mentions={comment.mentions} />
              {comment.hidden && <HiddenNote>{moderation.hiddenComment}</HiddenNote>}
            </>
          ) : (
            <p className="py-1.5 text-ink-soft italic">{t.deletedComment}</p>
          )}
          {!waits && (
            <div className="-ml-3 flex flex-wrap">
              {author && !comment.deleted && (
                <>
                  {post.answerable && (
                    <Button
                      look="plain"
                      size="small"
                      className="text-ink-soft!"
                      aria-label={`${t.reply} ${nameOf(author)}`}
                      aria-expanded={answering}
                      onClick={() => {
                        setAnswering(!answering);
                      }}
                    >
                      {t.reply}
                    </Button>
                  )}
                  <CommentMenu comment={comment} post={post} name={nameOf(author)} />
                </>
              )}
              {comment.replyCount > 0 && (
                <Button
                  look="plain"
                  size="small"
                  className="text-blaze-ink!"
                  aria-expanded={opened}
                  onClick={() => {
                    setOpened(!opened);
                  }}
                >
                  {opened ? t.hideReplies : t.replies(comment.replyCount)}
                </Button>
              )}
            </div>
          )}
        </div>
      </div>
      <div className={clsx(comment.depth < deepestIndent && 'ml-4 border-l-2 border-line pl-4')}>
        {opened && <Replies comment={comment} post={post} />}
        {answering && (
          <div className="mt-3">
            <CommentForm
              post={post}
              parent={comment}
              onSend={() => {
                setOpened(true);
              }}
              onSent={() => {
                setAnswering(false);
              }}
            />
          </div>
        )}
      </div>
    </div>
  );
}

function Replies({ comment, post }: CommentLineProps) {
  const { data, problem, retry, more } = useComments(post.id, comment.id);
  return (
    <div className="mt-3">
      <Listing
        items={data}
        problem={problem}
        retry={retry}
        skeleton={{ count: Math.min(3, comment.replyCount), className: 'h-12' }}
        empty={null}
      >
        {(comments) => <CommentList comments={comments} post={post} />}
      </Listing>
      <More more={more} />
    </div>
  );
}

/** It goes by who wrote it, whose post it stands under, or who looks after the post's group; anybody else's can be reported. */
function CommentMenu({ comment, post, name }: CommentLineProps & { readonly name: string }) {
  const t = useTexts(postsTexts);
  const common = useTexts(commonTexts);
  const { me } = useViewer();
  const remove = useDeleteComment();
  const report = useReport({ kind: 'COMMENT', id: comment.id });
  const [open, setOpen] = useState<'edit' | 'history' | null>(null);
  const close = () => {
    setOpen(null);
  };
  const own = comment.author?.id === me.id;
  const looksAfter = post.group !== null && mayManage(post.group);
  return (
    <>
      <ActionMenu
        label={t.moreComment(name)}
        className="size-9! text-ink-soft"
        actions={[
          own && {
            text: common.edit,
            Icon: IconEdit,
            onSelect: () => {
              setOpen('edit');
            },
          },
          comment.editedAt !== null && {
            text: t.history,
            Icon: IconReopen,
            onSelect: () => {
              setOpen('history');
            },
          },
          (own || post.author.id === me.id || looksAfter) && {
            text: common.delete,
            Icon: IconDelete,
            danger: true,
            asks: { title: t.deleteComment, text: t.deleteCommentText },
            act: () => remove({ id: comment.id }),
          },
          !own && report.action,
        ]}
      />
      <EditComment comment={comment} open={open === 'edit'} onClose={close} />
      {open === 'history' && <CommentHistory comment={comment} onClose={close} />}
      {report.dialog}
    </>
  );
}
