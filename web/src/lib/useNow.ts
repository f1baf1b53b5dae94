import { useSyncExternalStore } from 'react';

const minute = 60_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = wholeMinute();

/** The current minute, in milliseconds since the epoch; what uses it is drawn anew when it passes. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    tick();
    timer = setInterval(tick, 5_000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function tick(): void {
  const current = wholeMinute();
  if (current === now) return;
  now = current;
  for (const listener of listeners) listener();
}

function wholeMinute(): number {
  return Math.floor(Date.now() / minute) * minute;
}
