import type { FeedEntry } from '@/models';

/** Entries of several pages, or one that has just come, that belong together, as the one line they are. */
export function foldEntries(entries: readonly FeedEntry[]): FeedEntry[] {
  const folded = new Map<string, FeedEntry>();
  for (const entry of entries) {
    const key = keyOfEntry(entry);
    const before = folded.get(key);
    folded.set(key, before ? joined(before, entry) : entry);
  }
  return [...folded.values()];
}

/** Posts and boosts stand alone; all else by person, kind and day. */
export function keyOfEntry({ kind, id, foldKey }: FeedEntry): string {
  return kind === 'POST' || kind === 'BOOST' ? id : foldKey;
}

/** `first` stands higher; so it is the newer one. */
function joined(first: FeedEntry, second: FeedEntry): FeedEntry {
  const ids = new Set([...first.activityIds, ...second.activityIds]);
  const known = new Set(first.activities.map(({ id }) => id));
  const overlap = first.activityIds.length + second.activityIds.length - ids.size;
  return {
    ...first,
    count: first.count + second.count - overlap,
    activityIds: [...ids],
    activities: [...first.activities, ...second.activities.filter(({ id }) => !known.has(id))],
  };
}
