import { InMemoryCache } from '@apollo/client';
import { saveSnapshot, worthKeeping } from './snapshot';

/** So long after a change it is kept; a tab that is left is kept at once. */
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
  const save = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    // A disk that is full keeps the state before: the app goes on.
    saveSnapshot(person, worthKeeping(cache.extract(false))).catch(() => undefined);
  };
  const left = () => {
    if (document.visibilityState === 'hidden') save();
  };
  cache.onChange = () => {
    timer ??= setTimeout(save, quietMs);
  };
  document.addEventListener('visibilitychange', left);
  return () => {
    if (timer !== null) clearTimeout(timer);
    cache.onChange = null;
    document.removeEventListener('visibilitychange', left);
  };
}
