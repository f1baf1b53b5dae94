// Whether the server can be reached: what the browser says of its network, and what our own calls have met since.
import { useSyncExternalStore } from 'react';

export class Connection {
  private reachable: boolean = typeof navigator === 'undefined' || navigator.onLine;
  private readonly listeners = new Set<() => void>();

  readonly isReachable = (): boolean => this.reachable;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The server has answered, whatever it said. */
  heard(): void {
    this.set(true);
  }

  /** A call got no answer. */
  missed(): void {
    this.set(false);
  }

  private set(reachable: boolean): void {
    if (this.reachable === reachable) return;
    this.reachable = reachable;
    for (const listener of [...this.listeners]) listener();
  }
}

export const connection = new Connection();

export function useReachable(): boolean {
  return useSyncExternalStore(connection.subscribe, connection.isReachable);
}
