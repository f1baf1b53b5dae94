import { clsx } from 'clsx';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { groupsTexts } from '@/i18n/groups';
import { moderationTexts } from '@/i18n/moderation';
import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import type { Post, PostVisibility } from '@/models';
import { groupPath } from '../groups/group-card';
import {
  IconBoost,
  IconContentWarning,
  IconGroup,
  IconLink,
  IconMail,
  IconPin,
  IconPrivate,
} from '../icons';
import { HiddenNote } from '../moderation/hidden-note';
import { Avatar, nameOf, type Named } from '../people/avatar';
import { profilePath } from '../people/person-row';
import { PictureGrid } from '../pictures/picture-grid';
import { Button } from '../ui/button';
import { RelativeTime } from '../ui/relative-time';
import { PostActions } from './post-actions';
import { PostMenu } from './post-menu';
import { RichText } from '../rich-text';

interface PostCardProps {
  readonly post: Post;
  /** Who brought it here, when it was not its author. */
  readonly boostedBy?: Named;
  /** On its own page: larger, with its exact time. */
  readonly whole?: boolean;
  /** On its group's page: whether it is pinned there. */
  readonly pinned?: boolean;
  readonly onDeleted?: () => void;
}

export function PostCard({ post, boostedBy, whole = false, pinned, onDeleted }: PostCardProps) {
  const t = useTexts(postsTexts);
  const groups = useTexts(groupsTexts);
  const moderation = useTexts(moderationTexts);
  return (
    <article
      aria-label={t.post(nameOf(post.author))}
      className="rounded-card border border-line bg-surface p-4 shadow-card sm:p-5"
    >
      {boostedBy && (
        <p className="mb-2.5 flex items-center gap-2 pl-6 text-sm font-semibold text-ink-soft">
          <IconBoost aria-hidden="true" className="size-4" />
          <Link to={profilePath(boostedBy)} className="rounded hover:underline">
            {t.boostedBy(nameOf(boostedBy))}
          </Link>
        </p>
      )}
      {pinned === true && (
        <p className="mb-2.5 flex items-center gap-2 pl-6 text-sm font-semibold text-ink-soft">
          <IconPin aria-hidden="true" className="size-4" />
          {groups.pinned}
        </p>
      )}
      <div className="flex items-start gap-3">
        <Avatar person={post.author} />
        <PostHead post={post} placed={pinned === undefined} />
        <PostMenu
          post={post}
          {...(pinned !== undefined && { pinned })}
          {...(onDeleted && { onDeleted })}
        />
      </div>
      {post.hidden && (
        <div className="mt-3">
          <HiddenNote>{moderation.hiddenPost}</HiddenNote>
        </div>
      )}
      <div className={clsx('mt-3', whole && 'text-lg')}>
        <Behind warning={post.warning}>
          <div className="grid grid-cols-1 gap-3">
            {post.text !== '' && (
              <RichText text={post.text} mentions={post.mentions} tags={post.tags} />
            )}
            <PictureGrid pictures={post.pictures} />
          </div>
        </Behind>
      </div>
      <PostActions post={post} />
    </article>
  );
}

const visibilityIcons: Record<Exclude<PostVisibility, 'PUBLIC'>, typeof IconPrivate> = {
  UNLISTED: IconLink,
  FOLLOWERS: IconPrivate,
  DIRECT: IconMail,
  GROUP: IconGroup,
};

interface PostHeadProps {
  readonly post: Post;
  /** Says which group it was written in. */
  readonly placed: boolean;
}

function PostHead({ post, placed }: PostHeadProps) {
  const t = useTexts(postsTexts);
  const { author, visibility, group } = post;
  const Icon = visibility === 'PUBLIC' ? null : visibilityIcons[visibility];
  return (
    <div className="min-w-0 flex-1">
      <p className="truncate">
        <Link to={profilePath(author)} className="rounded font-semibold hover:underline">
          {nameOf(author)}
        </Link>{' '}
        <span className="text-sm text-ink-soft">@{author.nickname}</span>
      </p>
      <p className="flex items-center gap-1.5 text-sm text-ink-soft">
        <Link to={`/app/posts/${post.id}`} className="rounded hover:underline">
          <RelativeTime at={post.createdAt} />
        </Link>
        {post.editedAt !== null && <span>· {t.edited}</span>}
        {Icon && (
          <Icon aria-label={t.visibilities[visibility].name} className="size-3.5 shrink-0" />
        )}
        {group && placed && (
          <Link to={groupPath(group)} className="min-w-0 truncate rounded hover:underline">
            {group.name}
          </Link>
        )}
      </p>
    </div>
  );
}

interface BehindProps {
  readonly warning: string | null;
  readonly children: ReactNode;
}

/** What stands behind a warning is shown on demand. */
function Behind({ warning, children }: BehindProps) {
  const t = useTexts(postsTexts);
  const [open, setOpen] = useState(false);
  if (warning === null) return children;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl bg-blaze-wash px-4 py-2.5">
        <IconContentWarning aria-hidden="true" className="size-5 shrink-0 text-blaze-ink" />
        <span className="min-w-0 flex-1 font-medium wrap-anywhere">{warning}</span>
        <Button
          look="quiet"
          size="small"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? t.hide : t.show}
        </Button>
      </div>
      {open && <div className="mt-3">{children}</div>}
    </>
  );
}
