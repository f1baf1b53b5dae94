import { clsx } from 'clsx';
import type { ComponentProps, ComponentType } from 'react';
import { Link } from 'react-router';
import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import { useBoost, useLike, useUnboost, useUnlike } from '@/lib/apiPosts';
import type { Post } from '@/models';
import { IconBoost, IconComment, IconLike } from '../icons';
import { useViewer } from '../layout/viewer';
import { useAttempt } from '../use-attempt';

/** Comment, boost, like: seen at once, taken back with a word when the server refuses. */
export function PostActions({ post }: { readonly post: Post }) {
  const t = useTexts(postsTexts);
  const { format } = useViewer();
  const { attempt } = useAttempt();
  const like = useLike();
  const unlike = useUnlike();
  const boost = useBoost();
  const unboost = useUnboost();
  const { id, liked, boosted } = post;
  return (
    <div className="relative mt-3 -ml-2.5 flex max-w-md justify-between gap-2">
      <Link
        to={`/app/posts/${id}`}
        state={{ comment: true }}
        aria-label={`${t.comment}. ${t.comments(post.commentCount)}`}
        className={look(false)}
      >
        <IconComment aria-hidden="true" className="size-5" />
        {post.commentCount > 0 && format.count(post.commentCount)}
      </Link>
      <Toggle
        on={boosted}
        label={t.boost}
        counted={t.boosts(post.boostCount)}
        Icon={IconBoost}
        count={post.boostCount > 0 ? format.count(post.boostCount) : ''}
        refusal={post.boostable || boosted ? null : t.notBoostable}
        onToggle={() => void attempt(() => (boosted ? unboost({ id }) : boost({ id })))}
      />
      <Toggle
        on={liked}
        label={t.like}
        counted={t.likes(post.likeCount)}
        Icon={IconLike}
        filled
        count={post.likeCount > 0 ? format.count(post.likeCount) : ''}
        refusal={post.answerable || liked ? null : t.notAnswerable}
        onToggle={() => void attempt(() => (liked ? unlike({ id }) : like({ id })))}
      />
    </div>
  );
}

interface ToggleProps {
  readonly on: boolean;
  readonly label: string;
  readonly counted: string;
  readonly count: string;
  readonly Icon: ComponentType<ComponentProps<'svg'>>;
  readonly filled?: boolean;
  /** Why it cannot be pressed. */
  readonly refusal: string | null;
  readonly onToggle: () => void;
}

function Toggle({
  on,
  label,
  counted,
  count,
  Icon,
  filled = false,
  refusal,
  onToggle,
}: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-label={`${label}. ${refusal ?? counted}`}
      title={refusal ?? undefined}
      aria-disabled={refusal !== null}
      className={clsx(look(on), refusal !== null && 'opacity-40')}
      onClick={() => {
        if (refusal === null) onToggle();
      }}
    >
      <Icon aria-hidden="true" className={clsx('size-5', filled && on && 'fill-current')} />
      {count}
    </button>
  );
}

function look(on: boolean): string {
  return clsx(
    'inline-flex min-h-10 min-w-10 items-center gap-1.5 rounded-xl px-2.5 text-sm font-semibold transition-colors hover:bg-sunken',
    on ? 'text-blaze-ink' : 'text-ink-soft hover:text-ink',
  );
}
