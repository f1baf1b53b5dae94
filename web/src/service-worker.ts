// The service worker: the app opens from here, with or without a network, and what waits is sent when there is one.
//
// It answers for the app's own files alone. Pages come from the index.html of its version; files of that version were all
// fetched when it was installed, and stay until the next one takes over, so that a tab never meets files of another. What is
// asked of the server (GraphQL, REST, pictures) passes it by.
import { clientsClaim } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { deliver } from './lib/apiQueue';
import { workerTokens } from './lib/apiWorkerSession';
import { sharedDatabase } from './lib/offline/database';
import { queueLock, syncTag, takeOver } from './lib/offline/names';
import { ActionQueue } from './lib/offline/queue';
import { sendQueue } from './lib/offline/sender';
import { lastPerson } from './lib/offline/snapshot';

declare const self: ServiceWorkerGlobalScope;
/** The files of this version; the build puts them here. */
declare const __FILES__: { url: string; revision: string | null }[];

/** Addresses that are pages of the app. Any other may be the server's own: links in mails, files, the API's documents. */
const pages = [
  /^\/$/,
  /^\/app(\/|$)/,
  /^\/(login|signup|check-mail|forgot-password|reset-password|groups\/join)$/,
];

precacheAndRoute(__FILES__);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { allowlist: pages }));

// What is too large to be fetched beforehand (a base map): kept when it is first used. Its name changes with its content.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  new CacheFirst({
    cacheName: 'waymark.large-assets',
    plugins: [new ExpirationPlugin({ maxEntries: 40, maxAgeSeconds: 90 * 24 * 3600 })],
  }),
);

// The first version takes the page that brought it, so that it can go offline at once; a later one waits until the person
// wants it or every tab is closed.
clientsClaim();
self.addEventListener('message', (event) => {
  if (event.data === takeOver) void self.skipWaiting();
});

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

self.addEventListener('sync' as never, (event: SyncEvent) => {
  if (event.tag === syncTag) event.waitUntil(sendWhatWaits());
});

/** Rejects when it could not send everything: the browser then wakes us again. */
async function sendWhatWaits(): Promise<void> {
  const person = await lastPerson();
  if (person === null) return;
  const tokens = workerTokens(person);
  const language = navigator.languages[0] ?? 'en';
  const ended = await sendQueue({
    queue: new ActionQueue(sharedDatabase),
    person,
    deliver: (action, bytes) => deliver(action, bytes, tokens, language),
    alone: (act) => navigator.locks.request(queueLock, act),
    pause: () => Promise.resolve(false),
  });
  if (ended === 'stopped') throw new Error('the server is out of reach');
}
