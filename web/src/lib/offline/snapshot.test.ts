import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { dropSnapshot, lastPerson, saveSnapshot, takeSnapshot, worthKeeping } from './snapshot';
import { Disk } from './testing';

const ref = (id: string) => ({ __ref: id });
const kept = (text: string) => JSON.parse(text) as Record<string, Record<string, unknown>>;

describe('what is worth keeping', () => {
  const cache = {
    ROOT_QUERY: {
      __typename: 'Query',
      'feed:{}': { nodes: [ref('Post:1'), ref('Post:2')] },
      'search:{"query":"x"}': { nodes: [ref('Secret:1')] },
      'moderationCases:{}': { nodes: [ref('Secret:1')] },
      'room({"id":"1"})': ref('Room:1'),
      me: ref('User:1'),
    },
    'Post:1': { __typename: 'Post', id: '1', author: ref('User:1') },
    'Post:2': { __typename: 'Post', id: '2', author: ref('User:2') },
    'User:1': { __typename: 'User', id: '1' },
    'User:2': { __typename: 'User', id: '2' },
    'Room:1': { __typename: 'Room', id: '1', text: 'x'.repeat(1000) },
    'Secret:1': { __typename: 'Secret', id: '1' },
    'Orphan:1': { __typename: 'Orphan', id: '1' },
  };

  it('is every read with all it refers to, and nothing else', () => {
    const all = kept(worthKeeping(cache));
    expect(Object.keys(all).toSorted()).toEqual(
      ['Post:1', 'Post:2', 'ROOT_QUERY', 'Room:1', 'User:1', 'User:2'].toSorted(),
    );
    expect(all['ROOT_QUERY']).toHaveProperty('me');
  });

  it('leaves out what others said in confidence', () => {
    expect(worthKeeping(cache)).not.toContain('Secret');
  });

  it('stays within its bound, the dearest first, nothing by halves', () => {
    for (const most of [150, 200, 300, 600, 1_500, 5_000]) {
      const text = worthKeeping(cache, most);
      expect(text.length).toBeLessThanOrEqual(most);
      const part = kept(text);
      for (const [, id] of text.matchAll(/"__ref":"([^"]+)"/g))
        expect(part).toHaveProperty([id ?? '']);
    }
    expect(kept(worthKeeping(cache, 200))['ROOT_QUERY']).toHaveProperty('me');
    expect(worthKeeping(cache, 600)).not.toContain('Room:1');
  });
});

describe('the last state', () => {
  const text = JSON.stringify({ ROOT_QUERY: { me: ref('User:1') } });

  it('comes back to the one whose it is', async () => {
    const { database } = new Disk();
    expect(await takeSnapshot('ana', database)).toBeNull();
    await saveSnapshot('ana', text, database);
    expect(await lastPerson(database)).toBe('ana');
    expect(await takeSnapshot('ana', database)).toEqual(JSON.parse(text));
  });

  it('is gone when another person comes, for both', async () => {
    const { database } = new Disk();
    await takeSnapshot('ana', database);
    await saveSnapshot('ana', text, database);
    expect(await takeSnapshot('ben', database)).toBeNull();
    expect(await takeSnapshot('ana', database)).toBeNull();
  });

  it('is not kept after log-out, not even by a tab that comes late', async () => {
    const { database } = new Disk();
    await takeSnapshot('ana', database);
    await saveSnapshot('ana', text, database);
    await dropSnapshot(database);
    await saveSnapshot('ana', text, database);
    expect(await lastPerson(database)).toBeNull();
    expect(await (await database()).count('kept')).toBe(0);
  });

  it('of a browser that keeps nothing is none', async () => {
    const none = () => Promise.reject(new Error('private window'));
    expect(await lastPerson(none)).toBeNull();
    expect(await takeSnapshot('ana', none)).toBeNull();
    await dropSnapshot(none);
  });
});
