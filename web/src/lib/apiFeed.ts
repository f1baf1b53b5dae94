// The home feed and people's timelines.
import { useEffect } from 'react';
import { useApolloClient } from '@apollo/client/react';
import {
  ActivitiesDocument,
  FeedDocument,
  NewFeedItemDocument,
  TimelineDocument,
} from '@/generated/feed';
import { GroupPostsDocument } from '@/generated/groups';
import { CreatePostDocument, PostsByDocument } from '@/generated/posts';
import type { Activity, FeedEntry } from '@/models';
import { paged, prepend, useAsk, useChange, useReading, type PagedReading } from './apiHooks';
import { keepSubscribed } from './apiLive';

const entriesPerPage = 20;

/** Newest first; not yet folded over pages. */
export function useFeed(): PagedReading<FeedEntry> {
  const reading = useReading(FeedDocument, { first: entriesPerPage }, 'resume');
  return paged(reading, reading.data?.feed);
}

export function useTimeline(userId: string): PagedReading<FeedEntry> {
  const reading = useReading(TimelineDocument, { userId, first: entriesPerPage }, 'resume');
  return paged(reading, reading.data?.timeline);
}

/** The single activities of a folded entry, newest first. Throws \`Problem\`. */
export function useActivities(): (ids: readonly string[]) => Promise<readonly Activity[]> {
  const ask = useAsk(ActivitiesDocument);
  return async (ids) => (await ask({ ids: [...ids] }))?.activities ?? [];
}

/** New entries come to the head of the feed as they happen, for as long as the component is there. */
export function useFeedLive(): void {
  const client = useApolloClient();
  useEffect(
    () =>
      keepSubscribed(
        client,
        NewFeedItemDocument,
        ({ onNewFeedItem }) => {
          prepend(client.cache, 'feed', 'FeedEntry', onNewFeedItem.id);
        },
        {
          onGap: () => {
            void client.refetchQueries({ include: [FeedDocument] }).catch(() => undefined);
          },
        },
      ),
    [client],
  );
}

/** Posts. What is on screen of the feed and of one's own pages is asked for again; the event of the post comes besides. */
export function useCompose() {
  return useChange(CreatePostDocument, { renew: whereItAppears });
}

const whereItAppears = [FeedDocument, TimelineDocument, PostsByDocument, GroupPostsDocument];
