// The service worker seen from a page: installed when the page has nothing better to do, and asked for newer versions.
import { useSyncExternalStore } from 'react';
import { takeOver } from './offline/names';

const lookAgainMs = 60 * 60_000;

let newer: ServiceWorker | null = null;
let asked = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a newer version of the app is there and waits. */
export function useNewVersion(): boolean {
  return useSyncExternalStore(subscribe, () => newer !== null);
}

/** The newer version takes over, and this page is loaded again with it. */
export function takeNewVersion(): void {
  asked = true;
  // Another tab may have let it in already.
  if (newer?.state === 'activated') location.reload();
  else newer?.postMessage(takeOver);
}

function offer(worker: ServiceWorker | null): void {
  newer = worker;
  for (const listener of listeners) listener();
}

export function installServiceWorker(): void {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  if (!workers || !import.meta.env.PROD) return;
  const had = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    if (!had) return; // The first one: this page is of its version.
    // A tab in which somebody may be writing is not taken away; it is offered the same.
    if (asked || document.visibilityState === 'hidden') location.reload();
    else offer(workers.controller);
  });
  const install = () => {
    // A browser that keeps nothing refuses; the app then works as long as there is a network.
    register(workers).catch(() => undefined);
  };
  if (document.readyState === 'complete') whenIdle(install);
  else {
    window.addEventListener('load', () => {
      whenIdle(install);
    });
  }
}

async function register(workers: ServiceWorkerContainer): Promise<void> {
  const registration = await workers.register('/sw.js', { updateViaCache: 'none' });
  const look = () => {
    if (workers.controller) offer(registration.waiting);
  };
  look();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  let looked = Date.now();
  const again = () => {
    if (document.visibilityState === 'hidden' || Date.now() - looked < lookAgainMs) return;
    looked = Date.now();
    registration.update().catch(() => undefined);
  };
  document.addEventListener('visibilitychange', again);
  setInterval(again, lookAgainMs);
}

/** Safari has no idle callbacks. */
function whenIdle(act: () => void): void {
  const idle = (window as Partial<Window>).requestIdleCallback;
  if (idle) idle(act, { timeout: 5_000 });
  else setTimeout(act, 1_000);
}
