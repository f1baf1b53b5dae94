// What the bell tells: where each piece of news leads, and how a list of them falls into days.
import type { Notice, NoticeKind } from '@/models';
import { dayOf } from './time';

/** In the order of the settings. A server that is newer than this page may know others. */
export const noticeKinds = [
  'FOLLOW',
  'FOLLOW_REQUEST',
  'FOLLOW_ACCEPTED',
  'LIKE',
  'BOOST',
  'MENTION',
  'COMMENT',
  'REPLY',
  'MESSAGE_REQUEST',
  'HELP_WANTED',
  'HELP_ANSWERED',
  'THANKS',
  'QUEST_COMPLETED',
  'LEVEL_REACHED',
  'BADGE_EARNED',
  'GROUP_INVITED',
  'GROUP_REQUEST',
  'GROUP_ACCEPTED',
  'GROUP_ROLE',
  'GROUP_PIN',
  'MILESTONE_REACHED',
  'JOURNEY_FINISHED',
  'MEMBER_PASSED',
  'WARNED',
  'CONTENT_HIDDEN',
  'SUSPENDED',
  'DECISION_LIFTED',
  'APPEAL_REJECTED',
] as const satisfies readonly NoticeKind[];

export type KnownKind = (typeof noticeKinds)[number];
export type KnownNotice = Notice & { readonly kind: KnownKind };

export function isKnownKind(kind: NoticeKind): kind is KnownKind {
  return (noticeKinds as readonly string[]).includes(kind);
}

export function isKnown(notice: Notice): notice is KnownNotice {
  return isKnownKind(notice.kind);
}

/** The page that the news is about. */
export function noticePath(notice: KnownNotice, me: { readonly nickname: string }): string {
  const { kind, actors, count, post, roomId, assistanceId, group } = notice;
  const [latest] = actors;
  const profile = ({ nickname }: { readonly nickname: string }) =>
    `/app/people/${encodeURIComponent(nickname)}`;
  switch (kind) {
    case 'FOLLOW':
      return count === 1 && latest ? profile(latest) : `${profile(me)}/followers`;
    case 'FOLLOW_ACCEPTED':
      return latest ? profile(latest) : `${profile(me)}/following`;
    case 'FOLLOW_REQUEST':
      return '/app/people';
    case 'LIKE':
    case 'BOOST':
    case 'MENTION':
    case 'COMMENT':
    case 'REPLY':
    case 'GROUP_PIN':
      return post ? `/app/posts/${post.id}` : '/app/feed';
    case 'QUEST_COMPLETED':
      return '/app/quests';
    case 'HELP_WANTED':
    case 'HELP_ANSWERED':
    case 'THANKS':
      return assistanceId === null ? '/app/help' : `/app/help/${assistanceId}`;
    case 'LEVEL_REACHED':
    case 'BADGE_EARNED':
      return '/app/rewards';
    case 'MESSAGE_REQUEST':
      return roomId === null ? '/app/chat' : `/app/chat/${roomId}`;
    case 'GROUP_INVITED':
    case 'GROUP_ACCEPTED':
    case 'GROUP_ROLE':
      return group ? `/app/groups/${group.id}` : '/app/groups';
    case 'GROUP_REQUEST':
      return group ? `/app/groups/${group.id}/members` : '/app/groups';
    case 'MILESTONE_REACHED':
    case 'JOURNEY_FINISHED':
    case 'MEMBER_PASSED':
      return group ? `/app/teams/${group.id}` : '/app/journeys';
    case 'WARNED':
    case 'CONTENT_HIDDEN':
    case 'SUSPENDED':
    case 'DECISION_LIFTED':
    case 'APPEAL_REJECTED':
      return '/app/decisions';
  }
}

export interface NoticeDay {
  readonly day: string;
  readonly notices: readonly KnownNotice[];
}

/** The latest first, by the days of that zone. */
export function byDay(notices: readonly Notice[], timeZone: string): readonly NoticeDay[] {
  const days = new Map<string, KnownNotice[]>();
  const known = notices.filter(isKnown).toSorted((a, b) => b.at.localeCompare(a.at));
  for (const notice of known) {
    const day = dayOf(notice.at, timeZone);
    const there = days.get(day);
    if (there) there.push(notice);
    else days.set(day, [notice]);
  }
  return [...days].map(([day, those]) => ({ day, notices: those }));
}
