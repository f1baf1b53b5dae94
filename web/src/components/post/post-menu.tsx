import { useState } from 'react';
import { commonTexts } from '@/i18n/common';
import { groupsTexts } from '@/i18n/groups';
import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import { useDeletePost, useNewestPost, usePostHistory, useUpdatePost } from '@/lib/apiPosts';
import { usePinPost, useUnpinPost } from '@/lib/apiGroups';
import { mayManage } from '@/lib/groupRights';
import type { Post } from '@/models';
import { IconDelete, IconEdit, IconPin, IconReopen, IconUnpin } from '../icons';
import { useViewer } from '../layout/viewer';
import { useReport } from '../moderation/use-report';
import { ActionMenu, type Action } from '../ui/action-menu';
import { Dialog } from '../ui/dialog';
import { Listing } from '../ui/listing';
import { toast } from '../ui/toast';
import { useAttempt } from '../use-attempt';
import { VersionedDialog } from '../versioned-dialog';
import { EditPostDialog, type PostValues } from './edit-post-dialog';
import { RichText } from '../rich-text';

interface PostMenuProps {
  readonly post: Post;
  /** On its group's page: whether it is pinned there. */
  readonly pinned?: boolean;
  readonly onDeleted?: () => void;
}

/** What its author does with a post, what those do who look after its group, and what everybody else may. */
export function PostMenu({ post, pinned, onDeleted }: PostMenuProps) {
  const t = useTexts(postsTexts);
  const common = useTexts(commonTexts);
  const { me } = useViewer();
  const [open, setOpen] = useState<'edit' | 'history' | null>(null);
  const remove = useDeletePost();
  const update = useUpdatePost();
  const newest = useNewestPost();
  const pinning = usePinning(post);
  const own = post.author.id === me.id;
  const { group } = post;
  const looksAfter = group !== null && mayManage(group);
  const report = useReport({ kind: 'POST', id: post.id });
  const close = () => {
    setOpen(null);
  };
  return (
    <>
      <ActionMenu
        label={t.more}
        className="-mt-1 -mr-2 text-ink-soft"
        actions={[
          own && {
            text: common.edit,
            Icon: IconEdit,
            onSelect: () => {
              setOpen('edit');
            },
          },
          post.editedAt !== null && {
            text: t.history,
            Icon: IconReopen,
            onSelect: () => {
              setOpen('history');
            },
          },
          looksAfter && pinned !== undefined && pinning(pinned),
          (own || looksAfter) && {
            text: common.delete,
            Icon: IconDelete,
            danger: true,
            asks: { title: t.deletePost, text: t.deletePostText },
            act: async () => {
              await remove({ id: post.id });
              toast(t.deleted);
              onDeleted?.();
            },
          },
          !own && report.action,
        ]}
      />
      {report.dialog}
      <VersionedDialog<PostValues, Post>
        thing={post}
        open={open === 'edit'}
        onClose={close}
        form={(startedFrom, submit) => (
          <EditPostDialog post={startedFrom} onClose={close} onSubmit={submit} />
        )}
        save={({ values, version }) => update({ id: post.id, input: { ...values, version } })}
        newest={async () => {
          const found = await newest(post.id);
          return (
            found && {
              values: { text: found.text, warning: found.warning },
              version: found.version,
            }
          );
        }}
        labels={{ text: t.text, warning: t.warning }}
        show={(key, values) => values[key] ?? ''}
      />
      {open === 'history' && <History post={post} onClose={close} />}
    </>
  );
}

/** Puts a post at the head of its group's page, or takes it away from there. */
function usePinning({ id, group }: Post): (pinned: boolean) => Action {
  const t = useTexts(groupsTexts);
  const pin = usePinPost();
  const unpin = useUnpinPost();
  const { attempt } = useAttempt();
  return (pinned) => ({
    text: pinned ? t.unpin : t.pin,
    Icon: pinned ? IconUnpin : IconPin,
    onSelect: () => {
      const target = { groupId: group?.id ?? '', postId: id };
      void attempt(() => (pinned ? unpin(target) : pin(target)));
    },
  });
}

function History({ post, onClose }: { readonly post: Post; readonly onClose: () => void }) {
  const t = useTexts(postsTexts);
  const { format } = useViewer();
  const { data, problem, retry } = usePostHistory(post.id);
  return (
    <Dialog open onClose={onClose} title={t.history} description={t.historyText}>
      <div className="pb-5">
        <Listing
          items={data?.toReversed()}
          problem={problem}
          retry={retry}
          skeleton={{ count: 2, className: 'h-20' }}
          empty={null}
        >
          {(revisions) => (
            <ol className="grid gap-4">
              {revisions.map((revision) => (
                <li key={revision.writtenAt} className="border-l-3 border-line pl-4">
                  <p className="mb-1 text-sm text-ink-soft">{format.moment(revision.writtenAt)}</p>
                  {revision.warning !== null && <p className="font-semibold">{revision.warning}</p>}
                  <RichText text={revision.text} />
                </li>
              ))}
            </ol>
          )}
        </Listing>
      </div>
    </Dialog>
  );
}
