// The queue at work, for as long as somebody's pages are open: shown, sent when there is a network, told to the pages.
import type { ApolloClient } from '@apollo/client';
import { currentLanguage } from '@/i18n/language';
import { freshToken, renew } from '../api';
import { deliver, probe } from '../apiQueue';
import { session } from '../session';
import { connection } from './connection';
import type { OfflineAction } from './database';
import { queueLock } from './names';
import { sendQueue } from './sender';
import { QueueOnScreen } from './showQueue';
import { offlineQueue, waiting } from './waiting';

const tokens = {
  fresh: async () => (await freshToken())?.value ?? null,
  renewed: async (refused: string) => (await renew(refused))?.value ?? null,
};

let onScreen: { readonly client: ApolloClient; readonly queue: QueueOnScreen } | null = null;

/** What is shown over that client's cache. */
export function screenOf(client: ApolloClient): QueueOnScreen {
  if (onScreen?.client !== client) onScreen = { client, queue: new QueueOnScreen(client) };
  return onScreen.queue;
}

export function runQueue(client: ApolloClient, person: string): () => void {
  const screen = screenOf(client);
  const ended = new AbortController();
  let running = false;
  let sent = 0;

  const deliverFromHere = async (action: OfflineAction, bytes: ArrayBuffer | null) => {
    // Another person may have come while this one's queue was on its way.
    if (session.person() !== person) return { kind: 'signedOut' } as const;
    const outcome = await deliver(action, bytes, tokens, currentLanguage());
    if (outcome.kind === 'later' && !(await probe())) connection.missed();
    else connection.heard();
    return outcome;
  };
  const send = async () => {
    if (running || ended.signal.aborted || !connection.isReachable()) return;
    if (waiting.current().actions.length === 0) return;
    running = true;
    waiting.sending(true);
    try {
      await sendQueue({
        queue: offlineQueue,
        person,
        deliver: deliverFromHere,
        alone: (act) => alone(act, ended.signal),
        pause: (ms) => pause(ms, ended.signal),
        onDone: (action, data) => {
          sent += 1;
          screen.settle(action, data);
        },
      });
    } catch {
      // The disk, or the end of this page: what waits still waits.
    } finally {
      running = false;
      waiting.sending(false);
    }
    if (sent === 0 || ended.signal.aborted) return;
    sent = 0;
    session.announceChange();
    await screen.renew();
  };
  const look = async () => {
    const state = await offlineQueue.read(person).catch(() => null);
    if (state === null || ended.signal.aborted) return;
    waiting.show(state);
    await screen.follow(state.actions);
    await send();
  };

  const stops = [
    offlineQueue.onChange(() => void look()),
    connection.subscribe(() => void send()),
    session.subscribe(() => void send()),
  ];
  void look();
  return () => {
    ended.abort();
    for (const stop of stops) stop();
    waiting.clear();
  };
}

/** Web Locks where the page has them (secure contexts); elsewhere the server's keys alone make once of twice. */
function alone<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? locks.request(queueLock, { signal }, act) : act();
}

/** Over when the time is, or when the server is in reach after it was not; false when there is no page any more. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const unreachable = !connection.isReachable();
    const end = () => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener('abort', end);
      resolve(!signal.aborted);
    };
    const timer = setTimeout(end, ms);
    const stop = connection.subscribe(() => {
      if (unreachable && connection.isReachable()) end();
    });
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
