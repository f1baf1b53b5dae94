// What waits for a network, for the pages to show.
import { useSyncExternalStore } from 'react';
import { sharedDatabase } from './database';
import { ActionQueue, type Waiting } from './queue';

export const offlineQueue = new ActionQueue(sharedDatabase);

const nothing: Waiting = { actions: [], losses: [] };

class WaitingStore {
  private state: Waiting = nothing;
  private sendingNow = false;
  private readonly listeners = new Set<() => void>();

  readonly current = (): Waiting => this.state;
  readonly isSending = (): boolean => this.sendingNow;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  show(state: Waiting): void {
    this.state = state;
    this.tell();
  }
  sending(now: boolean): void {
    this.sendingNow = now;
    this.tell();
  }
  clear(): void {
    this.sendingNow = false;
    this.show(nothing);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export const waiting = new WaitingStore();

export function useWaiting(): Waiting {
  return useSyncExternalStore(waiting.subscribe, waiting.current);
}

export function useIsSending(): boolean {
  return useSyncExternalStore(waiting.subscribe, waiting.isSending);
}

/** Whether something about that thing has not reached the server yet. */
export function useIsWaiting(id: string): boolean {
  return useWaiting().actions.some(({ subject }) => subject === id);
}
