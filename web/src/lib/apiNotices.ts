// The bell: news for the one who is signed in, how many are unread, and which kinds are wanted.
import { useCallback, useEffect } from 'react';
import type { ApolloCache, ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import type { NoticePreferencesQuery, NoticesChangedSubscription } from '@/generated/graphql';
import {
  MarkNoticeReadDocument,
  MarkNoticesReadDocument,
  NoticeFieldsFragmentDoc,
  NoticePreferencesDocument,
  NoticesChangedDocument,
  NoticesDocument,
  UnreadNoticesDocument,
  UpdateNoticePreferencesDocument,
} from '@/generated/notices';
import type { Notice, NoticePreference } from '@/models';
import {
  paged,
  prepend,
  useChange,
  useReading,
  withdraw,
  type PagedReading,
  type Reading,
} from './apiHooks';
import { keepSubscribed } from './apiLive';

const noticesPerPage = 30;

export function useNotices(unreadOnly: boolean): PagedReading<Notice> {
  const variables = { unreadOnly, first: noticesPerPage };
  const reading = useReading(NoticesDocument, variables, 'resume');
  return paged(reading, reading.data?.notifications);
}

/** At most 100 are counted. */
export function useUnreadNotices(): number {
  return useReading(UnreadNoticesDocument, {}).data?.unreadNotificationCount ?? 0;
}

/** News as they come, for as long as the component is there. */
export function useNoticesLive(): void {
  const client = useApolloClient();
  useEffect(() => {
    // What came while nobody listened is told first.
    let last: string | null = null;
    return keepSubscribed(
      client,
      NoticesChangedDocument,
      ({ onNotification }) => {
        const { id, notification } = onNotification;
        if (notification && (last === null || notification.position > last))
          last = notification.position;
        placeNotice(client.cache, onNotification);
        // Something was read, here or elsewhere, and it is not said what.
        if (id === null) askAgain(client);
      },
      {
        variables: () => ({ after: last }),
        onGap: () => {
          askAgain(client);
        },
      },
    );
  }, [client]);
}

function askAgain(client: ApolloClient): void {
  const include = [NoticesDocument, UnreadNoticesDocument];
  void client.refetchQueries({ include }).catch(() => undefined);
}

/** At the head of every list; out of them when it is gone. */
export function placeNotice(
  cache: ApolloCache,
  { id, notification, unreadCount }: NoticesChangedSubscription['onNotification'],
): void {
  setUnread(cache, unreadCount);
  if (id === null) return;
  if (notification) prepend(cache, 'notifications', 'Notification', id);
  else withdraw(cache, 'notifications', 'Notification', id);
}

function setUnread(cache: ApolloCache, unreadNotificationCount: number): void {
  cache.writeQuery({ query: UnreadNoticesDocument, data: { unreadNotificationCount } });
}

export function useMarkNoticeRead() {
  return useChange(MarkNoticeReadDocument, { optimistic: expectRead, renew: unreadCount });
}

const unreadCount = [UnreadNoticesDocument];

const expectRead = ({ id }: { readonly id: string }, cache: ApolloCache) => {
  const notice = cache.readFragment({
    id: `Notification:${id}`,
    fragment: NoticeFieldsFragmentDoc,
    fragmentName: 'NoticeFields',
  });
  return (
    notice && {
      markNotificationRead: { ...notice, read: true, __typename: 'Notification' },
    }
  );
};

/** All that are shown, and those before them. */
export function useMarkAllRead(): (notices: readonly Notice[]) => Promise<void> {
  const mark = useChange(MarkNoticesReadDocument, { optimistic: expectNoneLeft, update: readAll });
  return useCallback(
    async (notices) => {
      const newest = notices.reduce<Notice | null>(
        (latest, notice) => (latest === null || notice.at > latest.at ? notice : latest),
        null,
      );
      if (newest) await mark({ upTo: newest.position });
    },
    [mark],
  );
}

const expectNoneLeft = () => ({ markNotificationsRead: 0 });

const readAll = (
  cache: ApolloCache,
  { markNotificationsRead }: { readonly markNotificationsRead: number },
  { upTo }: { readonly upTo: string },
) => {
  setUnread(cache, markNotificationsRead);
  for (const unreadOnly of [true, false]) {
    cache.updateQuery(
      { query: NoticesDocument, variables: { unreadOnly, first: noticesPerPage } },
      (page) => {
        const newest = page?.notifications.nodes.find(({ position }) => position === upTo);
        if (!page || !newest) return page;
        const nodes = page.notifications.nodes.map((notice) =>
          notice.at <= newest.at ? { ...notice, read: true } : notice,
        );
        return { notifications: { ...page.notifications, nodes } };
      },
    );
  }
};

export function useNoticePreferences(): Reading<readonly NoticePreference[]> {
  const { data, ...rest } = useReading(NoticePreferencesDocument, {});
  return { ...rest, data: data?.notificationPreferences };
}

export function useUpdateNoticePreferences() {
  return useChange(UpdateNoticePreferencesDocument, { optimistic: expectPreferences });
}

const expectPreferences = (
  { input }: { readonly input: NoticePreference | readonly NoticePreference[] },
  cache: ApolloCache,
) => {
  const known: NoticePreferencesQuery | null = cache.readQuery({
    query: NoticePreferencesDocument,
  });
  const wanted = new Map([input].flat().map(({ kind, delivery }) => [kind, delivery]));
  return (
    known && {
      updateNotificationPreferences: known.notificationPreferences.map((one) => ({
        ...one,
        delivery: wanted.get(one.kind) ?? one.delivery,
        __typename: 'NotificationPreference',
      })),
    }
  );
};
