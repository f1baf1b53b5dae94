import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { gql } from '@apollo/client';
import { session } from '../session';
import { sharedDatabase } from './database';
import { keepCache, TellingCache } from './keptCache';
import { dropSnapshot, takeSnapshot } from './snapshot';

const query = gql`
  query {
    activeGoalsCount
  }
`;
let cache: TellingCache;
let stop: () => void;
const see = (activeGoalsCount: number) => cache.writeQuery({ query, data: { activeGoalsCount } });
const leave = () => window.dispatchEvent(new Event('pagehide'));
const kept = async () => (await takeSnapshot('ana'))?.['ROOT_QUERY']?.['activeGoalsCount'];

beforeEach(async () => {
  session.begin({ value: 'x', expiresAt: Date.now() + 1e6 });
  await takeSnapshot('ana');
  cache = new TellingCache();
  stop = keepCache(cache, 'ana');
  await sharedDatabase();
});
afterEach(async () => {
  stop();
  vi.useRealTimers();
  session.end(false);
  await dropSnapshot();
});

it('keeps what changed, a moment after', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  see(1);
  expect(await kept()).toBeUndefined();
  vi.advanceTimersByTime(1_000);
  await vi.waitFor(async () => {
    expect(await kept()).toBe(1);
  });
});

it('keeps what a page showed that is left at once, and asks nothing before: it would not hear the answer', async () => {
  const asks = vi.spyOn(IDBObjectStore.prototype, 'get');
  see(2);
  leave();
  expect(asks).not.toHaveBeenCalled();
  asks.mockRestore();
  expect(await kept()).toBe(2);
});

it('keeps nothing of somebody who has logged out, here or in another tab', async () => {
  see(3);
  session.end(false);
  leave();
  expect(await kept()).toBeUndefined();
  session.begin({ value: 'x', expiresAt: Date.now() + 1e6 });
  see(4);
  stop();
  leave();
  expect(await kept()).toBeUndefined();
});
