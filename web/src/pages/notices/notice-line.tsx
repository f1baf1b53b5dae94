import { clsx } from 'clsx';
import type { ComponentProps, ComponentType } from 'react';
import { Link } from 'react-router';
import {
  IconBoost,
  IconChat,
  IconComment,
  IconDone,
  IconFlame,
  IconFollow,
  IconGroup,
  IconHelp,
  IconJourney,
  IconLike,
  IconMention,
  IconModeration,
  IconPin,
  IconQuest,
  IconReply,
  IconRewards,
  IconThanks,
} from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { Avatar } from '@/components/people/avatar';
import { RelativeTime } from '@/components/ui/relative-time';
import { useAttempt } from '@/components/use-attempt';
import { noticesTexts, type DecidedKind, type NoticesTexts, type OwnKind } from '@/i18n/notices';
import { shellTexts } from '@/i18n/shell';
import { useTexts } from '@/i18n/texts';
import { useMarkNoticeRead } from '@/lib/apiNotices';
import { noticePath, type KnownKind, type KnownNotice } from '@/lib/notices';
import { peopleOf } from './notice-people';

const icons: Readonly<Record<KnownKind, ComponentType<ComponentProps<'svg'>>>> = {
  FOLLOW: IconFollow,
  FOLLOW_REQUEST: IconFollow,
  FOLLOW_ACCEPTED: IconDone,
  LIKE: IconLike,
  BOOST: IconBoost,
  MENTION: IconMention,
  COMMENT: IconComment,
  REPLY: IconReply,
  MESSAGE_REQUEST: IconChat,
  HELP_WANTED: IconHelp,
  HELP_ANSWERED: IconReply,
  THANKS: IconThanks,
  QUEST_COMPLETED: IconQuest,
  LEVEL_REACHED: IconFlame,
  BADGE_EARNED: IconRewards,
  GROUP_INVITED: IconGroup,
  GROUP_REQUEST: IconFollow,
  GROUP_ACCEPTED: IconDone,
  GROUP_ROLE: IconGroup,
  GROUP_PIN: IconPin,
  MILESTONE_REACHED: IconJourney,
  JOURNEY_FINISHED: IconRewards,
  MEMBER_PASSED: IconJourney,
  WARNED: IconModeration,
  CONTENT_HIDDEN: IconModeration,
  SUSPENDED: IconModeration,
  DECISION_LIFTED: IconDone,
  APPEAL_REJECTED: IconModeration,
};

/** One piece of news: who did what, a line of what it is about, and a link to it. Following the link reads it. */
export function NoticeLine({ notice }: { readonly notice: KnownNotice }) {
  const t = useTexts(noticesTexts);
  const { me } = useViewer();
  const markRead = useMarkNoticeRead();
  const { attempt } = useAttempt();
  const { id, actors, read, at } = notice;
  const [latest] = actors;
  const Icon = icons[notice.kind];
  const excerpt = excerptOf(notice, t);
  return (
    <Link
      to={noticePath(notice, me)}
      className={clsx(
        'flex items-start gap-3.5 rounded-2xl border p-3.5 transition-colors sm:p-4',
        read
          ? 'border-transparent hover:bg-sunken/70'
          : 'border-line bg-surface shadow-card hover:bg-raised',
      )}
      onClick={() => {
        if (!read) void attempt(() => markRead({ id }));
      }}
    >
      {latest ? (
        <span className="relative shrink-0">
          <Avatar person={latest} />
          <span className="absolute -right-1.5 -bottom-1.5 grid size-6 place-items-center rounded-full bg-pine-wash text-pine ring-2 ring-surface">
            <Icon aria-hidden="true" className="size-3.5" />
          </span>
        </span>
      ) : (
        <span className="grid size-11 shrink-0 place-items-center rounded-full bg-blaze-wash text-blaze-ink">
          <Icon aria-hidden="true" className="size-5" />
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="block wrap-anywhere">
          <What notice={notice} />
        </span>
        {excerpt !== null && (
          <span className="mt-0.5 line-clamp-2 text-[0.95rem] wrap-anywhere text-ink-soft">
            {excerpt}
          </span>
        )}
        <RelativeTime at={at} className="mt-0.5 block text-sm text-ink-soft" />
      </span>
      {!read && (
        <span className="mt-1.5 size-2.5 shrink-0 rounded-full bg-blaze">
          <span className="sr-only">{t.isNew}</span>
        </span>
      )}
    </Link>
  );
}

/** What happened, with the people standing out. */
function What({ notice }: { readonly notice: KnownNotice }) {
  const t = useTexts(noticesTexts);
  const badges = useTexts(shellTexts).badges;
  const { kind } = notice;
  if (isOwn(kind)) {
    const { title, level, badge } = notice;
    const what = badge === null ? (title ?? String(level ?? '')) : badges[badge].name;
    return t.own[kind](what);
  }
  if (isDecided(kind)) return t.decided[kind];
  const { who, several } = peopleOf(notice, t);
  const [before = '', after = ''] = t.deeds[kind]('\n', several).split('\n');
  return (
    <>
      {before}
      <strong className="font-semibold">{who}</strong>
      {after}
    </>
  );
}

const isDecided = (kind: KnownKind): kind is DecidedKind =>
  kind === 'WARNED' ||
  kind === 'CONTENT_HIDDEN' ||
  kind === 'SUSPENDED' ||
  kind === 'DECISION_LIFTED' ||
  kind === 'APPEAL_REJECTED';

const isOwn = (kind: KnownKind): kind is OwnKind =>
  kind === 'QUEST_COMPLETED' ||
  kind === 'LEVEL_REACHED' ||
  kind === 'BADGE_EARNED' ||
  kind === 'MILESTONE_REACHED' ||
  kind === 'JOURNEY_FINISHED';

/** What it is about, in its own words; what stands behind a warning stays behind it. */
function excerptOf({ kind, comment, post, group }: KnownNotice, t: NoticesTexts): string | null {
  if (isDecided(kind)) return t.seeWhy;
  if (group && !post) return group.name;
  if (comment) return comment.text;
  if (!post) return null;
  return post.warning ?? (post.text === '' ? t.pictures : post.text);
}
