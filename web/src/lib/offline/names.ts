// What tabs and the service worker call the same by.

/** The Web Lock of the one who sends. */
export const queueLock = 'waymark.queue';
/** The background sync that wakes the service worker when there is a network. */
export const syncTag = 'waymark.queue';
/** Tells a service worker that waits to take over. */
export const takeOver = 'waymark.takeOver';
