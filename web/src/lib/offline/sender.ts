// Sends what waits, in order, one at a time, whoever sends: this tab, another, the service worker.
import type { OfflineAction } from './database';
import type { ActionQueue } from './queue';

/** What became of one attempt to send an action. */
export type Outcome =
  | { readonly kind: 'done'; readonly data: unknown }
  /** The server says no, and would say so again. */
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }
  /** Nobody answers, or the one who does has no time: the same again later. */
  | { readonly kind: 'later'; readonly afterMs: number }
  | { readonly kind: 'signedOut' };

export interface Sending {
  readonly queue: Pick<ActionQueue, 'first' | 'bytesOf' | 'remove' | 'lose'>;
  readonly person: string;
  readonly deliver: (action: OfflineAction, bytes: ArrayBuffer | null) => Promise<Outcome>;
  /** Runs it while nobody else does. */
  readonly alone: <T>(act: () => Promise<T>) => Promise<T>;
  /** Resolves after so long, or sooner when there is reason for hope; false: give up for now. */
  readonly pause: (ms: number) => Promise<boolean>;
  /** 0 to 1. */
  readonly random?: () => number;
  readonly onDone?: (action: OfflineAction, data: unknown) => void;
}

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** Full jitter: anything from nothing to a bound that doubles; never sooner than the server asked. */
export function pauseBefore(attempt: number, afterMs: number, random: () => number): number {
  const bound = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempt, 16));
  return afterMs + random() * bound;
}

/**
 * Empties the person's queue. An action leaves it when the server has answered for good, and not before: whoever dies
 * between sending and removing sends again, under the same Idempotency-Key. One that fails for now holds up those behind
 * it, which may build on it.
 */
export function sendQueue(sending: Sending): Promise<'empty' | 'signedOut' | 'stopped'> {
  const { queue, person, deliver, alone, pause, random = Math.random, onDone } = sending;
  return alone(async () => {
    let attempt = 0;
    for (;;) {
      // Read anew each time: the queue may have grown, and another sender may have taken from it.
      const action = await queue.first(person);
      if (action === null) return 'empty';
      const outcome = await deliver(action, action.file ? await queue.bytesOf(action) : null);
      if (outcome.kind === 'signedOut') return 'signedOut';
      if (outcome.kind === 'later') {
        if (!(await pause(pauseBefore(attempt, outcome.afterMs, random)))) return 'stopped';
        attempt += 1;
        continue;
      }
      attempt = 0;
      if (outcome.kind === 'done') {
        // Shown before it is removed: what is removed is taken off the screen.
        onDone?.(action, outcome.data);
        await queue.remove(action);
      } else {
        await queue.lose(action, outcome.code, outcome.reason);
      }
    }
  });
}
