// The last state that the person saw, as the GraphQL cache holds it, kept for opening without a network.
import type { NormalizedCacheObject } from '@apollo/client';
import { sharedDatabase, type OfflineDatabase } from './database';

/** Counted up when what lies in old snapshots would be misread: keys of objects, of lists. */
const format = 1;

/** In characters; a page of twenty workouts with tracks takes 60,000. */
export const mostCharacters = 4_000_000;

/** These are kept before anything else, in this order: what the app cannot open without, and its first pages. */
const dearest = [
  'me',
  'myGoals',
  'activeGoalsCount',
  'todaysTasks',
  'myQuests',
  'myWorkouts',
  'myRewards',
  'tasks',
  'goal',
  'workout',
];

/** These never are: what other people reported in confidence, what was searched for. */
const forbidden = new Set(['moderationCases', 'moderationCase', 'moderationReports', 'search']);

type Stored = Readonly<Record<string, unknown>>;

/**
 * The part of the cache that is kept, as JSON: root fields with all they refer to, the dearest first, then those that came
 * last, as long as there is room.
 */
export function worthKeeping(cache: NormalizedCacheObject, most = mostCharacters): string {
  const objects = cache as Readonly<Record<string, Stored | undefined>>;
  const root = objects['ROOT_QUERY'] ?? {};
  const fields: Record<string, unknown> = { __typename: 'Query' };
  const kept: Record<string, unknown> = { ROOT_QUERY: fields };
  let size = 100;
  for (const key of inOrder(Object.keys(root))) {
    const found = new Map<string, Stored>();
    collect(root[key], objects, (id) => id in kept || found.has(id), found);
    let cost = JSON.stringify(root[key]).length + key.length + 6;
    for (const [id, object] of found) cost += JSON.stringify(object).length + id.length + 6;
    if (size + cost > most) continue;
    size += cost;
    fields[key] = root[key];
    for (const [id, object] of found) kept[id] = object;
  }
  return JSON.stringify(kept);
}

/** `myGoals:{"page":…}` and `goal({"id":…})` are fields myGoals and goal. */
const nameOf = (key: string) => /^\w+/.exec(key)?.[0] ?? key;

function inOrder(keys: readonly string[]): readonly string[] {
  const wanted = keys.filter((key) => key !== '__typename' && !forbidden.has(nameOf(key)));
  const first = dearest.flatMap((name) => wanted.filter((key) => nameOf(key) === name));
  const others = wanted.filter((key) => !dearest.includes(nameOf(key))).reverse();
  return [...first, ...others];
}

function collect(
  value: unknown,
  objects: Readonly<Record<string, Stored | undefined>>,
  known: (id: string) => boolean,
  found: Map<string, Stored>,
): void {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    const id = (next as { __ref?: unknown }).__ref;
    if (typeof id !== 'string') {
      open.push(...Object.values(next));
      continue;
    }
    const object = objects[id];
    if (!object || known(id)) continue;
    found.set(id, object);
    open.push(...Object.values(object));
  }
}

type Database = () => Promise<OfflineDatabase>;

/** Whose state lies here, or null. */
export async function lastPerson(database: Database = sharedDatabase): Promise<string | null> {
  try {
    const owner = await (await database()).get('kept', 'owner');
    return typeof owner === 'string' ? owner : null;
  } catch {
    return null; // A browser that keeps nothing has no last state.
  }
}

/** From now on the state is that person's; another's is gone. Gives what lies here of theirs. */
export async function takeSnapshot(
  person: string,
  database: Database = sharedDatabase,
): Promise<NormalizedCacheObject | null> {
  try {
    const change = (await database()).transaction('kept', 'readwrite');
    const kept = await change.store.get('snapshot');
    const mine =
      (await change.store.get('owner')) === person &&
      typeof kept === 'object' &&
      kept.person === person &&
      kept.format === format;
    if (!mine) await change.store.delete('snapshot');
    await change.store.put(person, 'owner');
    await change.done;
    return mine ? (JSON.parse(kept.text) as NormalizedCacheObject) : null;
  } catch {
    return null;
  }
}

/** Keeps it, unless the person has logged out meanwhile, in this tab or another. */
export async function saveSnapshot(
  person: string,
  text: string,
  database: Database = sharedDatabase,
): Promise<void> {
  const change = (await database()).transaction('kept', 'readwrite');
  if ((await change.store.get('owner')) === person) {
    await change.store.put({ person, format, text }, 'snapshot');
  }
  await change.done;
}

/**
 * As `saveSnapshot`, for a page that is about to end: it asks nothing first, since nothing of it runs any more when the answer
 * would come. Only for the one whose state it still is.
 */
export function saveLastSnapshot(person: string, text: string, database: OfflineDatabase): void {
  try {
    const change = database.transaction('kept', 'readwrite');
    const putting = change.store.put({ person, format, text }, 'snapshot');
    change.commit();
    // A disk that is full keeps the state before.
    Promise.all([putting, change.done]).catch(() => undefined);
  } catch {
    // Closed, for a newer version of the app.
  }
}

export async function dropSnapshot(database: Database = sharedDatabase): Promise<void> {
  try {
    await (await database()).clear('kept');
  } catch {
    // Nothing could be kept, so nothing is there.
  }
}
