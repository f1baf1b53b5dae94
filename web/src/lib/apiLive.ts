// What the server pushes: quests and rewards as they change. The answers land in the cache, so that every page shows
// them; lists that an event may have changed are asked for again, at most once in a while.
import { useEffect } from 'react';
import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { RewardsChangedDocument, RewardsDocument } from '@/generated/dashboard';
import { QuestProgressDocument } from '@/generated/quests';
import type { Quest, Rewards } from '@/models';
import { asProblem, onSocketOpen } from './apiGraphql';
import { session } from './session';

export interface LiveListeners {
  readonly onQuest: (quest: Quest) => void;
  /** `before` is what was known until now, null when nothing was. */
  readonly onRewards: (rewards: Rewards, before: Rewards | null) => void;
}

const refreshDelayMs = 400;
const resubscribeDelayMs = 3_000;
/** After a refusal: who is suspended hears nothing live, however often they ask. */
const refusedDelayMs = 60_000;

/** Listens for as long as the component is there. `listeners` must stay the same object. */
export function useLive(listeners: LiveListeners): void {
  const client = useApolloClient();
  useEffect(() => {
    const refresh = delayed(() => {
      void client.refetchQueries({ include: 'active' }).catch(() => undefined);
    }, refreshDelayMs);
    const stops = [
      keepSubscribed(client, QuestProgressDocument, ({ onQuestProgress }) => {
        listeners.onQuest(onQuestProgress);
        refresh.start();
      }),
      watchRewards(client, listeners.onRewards, refresh.start),
      onSocketOpen((reconnected) => {
        if (reconnected) refresh.start();
      }),
      session.onChangeElsewhere(refresh.start),
      onReturn(refresh.start),
      refresh.stop,
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, listeners]);
}

/** The event is written to the cache before we see it, so what was known before is remembered here. */
function watchRewards(
  client: ApolloClient,
  listener: LiveListeners['onRewards'],
  refresh: () => void,
): () => void {
  let known: Rewards | null = null;
  const watching = client
    .watchQuery({ query: RewardsDocument, fetchPolicy: 'cache-and-network' })
    .subscribe(({ data, dataState }) => {
      if (dataState !== 'complete') return;
      const before = known;
      known = data.myRewards;
      if (before !== null) listener(known, before);
    });
  const stop = keepSubscribed(client, RewardsChangedDocument, ({ onRewards }) => {
    client.cache.writeQuery({ query: RewardsDocument, data: { myRewards: onRewards } });
    refresh();
  });
  return () => {
    watching.unsubscribe();
    stop();
  };
}

interface Subscribing<V> {
  /** What to ask for; asked anew at each start. */
  readonly variables?: () => V;
  /** Called after a start that was not the first. */
  readonly onGap?: () => void;
}

/**
 * The socket reconnects by itself; a subscription that the server ended is started again after a pause, and `onGap` called,
 * because something may have been missed.
 */
export function keepSubscribed<T, V extends OperationVariables>(
  client: ApolloClient,
  query: TypedDocumentNode<T, V>,
  onData: (data: T) => void,
  { variables, onGap }: Subscribing<V> = {},
): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let subscription: { unsubscribe: () => void } | undefined;
  const again = (delayMs: number) => {
    if (stopped) return;
    timer = setTimeout(() => {
      start();
      onGap?.();
    }, delayMs);
  };
  const start = () => {
    subscription = client
      .subscribe<T>({
        query: query as TypedDocumentNode<T>,
        ...(variables && { variables: variables() }),
      })
      .subscribe({
        next: ({ data }) => {
          if (data) onData(data as T);
        },
        error: (failure: unknown) => {
          again(asProblem(failure).code === 'FORBIDDEN' ? refusedDelayMs : resubscribeDelayMs);
        },
        complete: () => {
          again(resubscribeDelayMs);
        },
      });
  };
  start();
  return () => {
    stopped = true;
    clearTimeout(timer);
    subscription?.unsubscribe();
  };
}

/**
 * Called when the page is looked at again after a while. Not every change has an event (a goal made on another device has
 * none), so what is on screen may have grown old.
 */
export function onReturn(listener: () => void, awayMs = 10_000): () => void {
  let leftAt: number | null = null;
  const changed = () => {
    if (document.visibilityState === 'hidden') {
      leftAt = Date.now();
    } else if (leftAt !== null) {
      if (Date.now() - leftAt >= awayMs) listener();
      leftAt = null;
    }
  };
  document.addEventListener('visibilitychange', changed);
  return () => {
    document.removeEventListener('visibilitychange', changed);
  };
}

function delayed(act: () => void, delayMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    start: () => {
      clearTimeout(timer);
      timer = setTimeout(act, delayMs);
    },
    stop: () => {
      clearTimeout(timer);
    },
  };
}
