import { describe, expect, it } from 'vitest';
import {
  NoticeFieldsFragmentDoc,
  NoticesDocument,
  UnreadNoticesDocument,
} from '@/generated/notices';
import type { Notice } from '@/models';
import { makeCache } from './apiGraphql';
import { placeNotice } from './apiNotices';

const variables = { unreadOnly: false, first: 30 };

const notice = (id: string, fields: Partial<Notice> = {}) => ({
  __typename: 'Notification' as const,
  id,
  kind: 'LIKE' as const,
  count: 1,
  actors: [],
  post: null,
  comment: null,
  title: null,
  level: null,
  badge: null,
  roomId: null,
  assistanceId: null,
  decisionId: null,
  group: null,
  groupRole: null,
  at: '2026-11-21T10:00:00.000Z',
  read: false,
  position: id,
  ...fields,
});

function started(...ids: string[]) {
  const cache = makeCache();
  const data = {
    notifications: {
      __typename: 'NotificationConnection',
      nodes: ids.map((id) => notice(id)),
      pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
    },
  };
  cache.writeQuery({ query: NoticesDocument, variables, data });
  return {
    cache,
    ids: () =>
      cache
        .readQuery({ query: NoticesDocument, variables })
        ?.notifications.nodes.map(({ id }) => id),
    unread: () => cache.readQuery({ query: UnreadNoticesDocument })?.unreadNotificationCount,
  };
}

describe('live news', () => {
  it('come to the head of the list with the new count', () => {
    const { cache, ids, unread } = started('1');
    const fresh = notice('2');
    cache.writeFragment({
      id: 'Notification:2',
      fragment: NoticeFieldsFragmentDoc,
      fragmentName: 'NoticeFields',
      data: fresh,
    });
    placeNotice(cache, { id: '2', notification: fresh, unreadCount: 2 });
    expect(ids()).toEqual(['2', '1']);
    expect(unread()).toBe(2);
  });

  it('that are gone leave the list; a mere reading changes the count alone', () => {
    const { cache, ids, unread } = started('1', '2');
    placeNotice(cache, { id: '1', notification: null, unreadCount: 1 });
    expect(ids()).toEqual(['2']);
    placeNotice(cache, { id: null, notification: null, unreadCount: 0 });
    expect(ids()).toEqual(['2']);
    expect(unread()).toBe(0);
  });
});
