import { InMemoryCache } from '@apollo/client';
import { wasSignedIn } from '../session';
import { sharedDatabase, type OfflineDatabase } from './database';
import { saveLastSnapshot, saveSnapshot, worthKeeping } from './snapshot';

/** So long after a change it is kept; what a tab shows that is left is kept at once. */
const quietMs = 800;

/** A cache that says when something in it has changed. */
export class TellingCache extends InMemoryCache {
  onChange: (() => void) | null = null;

  protected override broadcastWatches(
    ...given: Parameters<InMemoryCache['broadcastWatches']>
  ): void {
    super.broadcastWatches(...given);
    this.onChange?.();
  }
}

/** Keeps what the person sees, until it is told to stop. What only waits to be sent is not in it: the queue has that. */
export function keepCache(cache: TellingCache, person: string): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  // Open beforehand: a page that ends cannot wait for it.
  let opened: OfflineDatabase | null = null;
  sharedDatabase().then(
    (database) => {
      opened = database;
    },
    () => undefined,
  );
  /** What has changed since it was last asked. */
  const news = (): string | null => {
    if (timer === null) return null;
    clearTimeout(timer);
    timer = null;
    return worthKeeping(cache.extract(false));
  };
  const save = () => {
    const text = news();
    // A disk that is full keeps the state before: the app goes on.
    if (text !== null) saveSnapshot(person, text).catch(() => undefined);
  };
  const hidden = () => {
    if (document.visibilityState === 'hidden') save();
  };
  const left = () => {
    // Somebody who logged out in another tab at this moment leaves nothing: that is known here at once.
    if (opened === null || !wasSignedIn()) return;
    const text = news();
    if (text !== null) saveLastSnapshot(person, text, opened);
  };
  cache.onChange = () => {
    timer ??= setTimeout(save, quietMs);
  };
  document.addEventListener('visibilitychange', hidden);
  window.addEventListener('pagehide', left);
  return () => {
    if (timer !== null) clearTimeout(timer);
    cache.onChange = null;
    document.removeEventListener('visibilitychange', hidden);
    window.removeEventListener('pagehide', left);
  };
}
