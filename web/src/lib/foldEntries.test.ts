import { expect, it } from 'vitest';
import type { FeedEntry } from '@/models';
import { foldEntries } from './foldEntries';

const actor = { id: 'ana', nickname: 'ana', fullName: null, avatarUrl: null };

function entry(
  foldKey: string,
  ids: readonly string[],
  kind: FeedEntry['kind'] = 'TASK_COMPLETED',
  count = ids.length,
): FeedEntry {
  const activities = ids.slice(0, 3).map((id) => ({
    id,
    kind,
    actor,
    at: '',
    title: id,
    badge: null,
    level: null,
    workoutType: null,
    distanceMetres: null,
    movingSeconds: null,
    post: null,
  }));
  return {
    id: ids[0] ?? '',
    kind,
    actor,
    at: '',
    count,
    activities,
    activityIds: [...ids],
    foldKey,
  };
}

it('entries of two pages that belong together are one, each activity counted once', () => {
  const [first, second] = foldEntries([
    entry('k', ['5', '4']),
    entry('other', ['9']),
    entry('k', ['4', '3', '2']),
  ]);
  expect(first?.count).toBe(4);
  expect(first?.activityIds).toEqual(['5', '4', '3', '2']);
  expect(first?.activities.map(({ id }) => id)).toEqual(['5', '4', '3', '2']);
  expect(second?.foldKey).toBe('other');
});

it('counts more than it names', () => {
  expect(foldEntries([entry('k', ['5']), entry('k', ['4'], 'TASK_COMPLETED', 120)])[0]?.count).toBe(
    121,
  );
});

it('posts stand alone, whatever their key', () => {
  expect(foldEntries([entry('k', ['2'], 'POST'), entry('k', ['1'], 'POST')])).toHaveLength(2);
});
