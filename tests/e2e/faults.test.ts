// What people meet when the machine under the embedded store fails: a full disk, a power cut, a clock that jumps.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { newPerson, type Client } from './client.ts';
import { eventually, Waymark } from './waymark.ts';

interface Goal {
  id: string;
  title: string;
  version: number;
}
/** Many bytes in few characters. */
const description = '🏔'.repeat(2000);

/** The goal as it was acknowledged, or the code of the refusal. */
async function write(client: Client, title: string, goal?: Goal): Promise<Goal | string> {
  const kept = '{ id title version }';
  const result = goal
    ? await client.graphql<{ goal: Goal }>(`mutation($id: ID!, $input: GoalUpdate!) { goal: updateGoal(id: $id, input: $input) ${kept} }`, {
        id: goal.id,
        input: { version: goal.version, title, description },
      })
    : await client.graphql<{ goal: Goal }>(`mutation($input: GoalInput!) { goal: createGoal(input: $input) ${kept} }`, {
        input: { title, description },
      });
  return result.data?.goal ?? result.errors?.[0]?.extensions?.code ?? JSON.stringify(result);
}

async function goals(client: Client): Promise<Map<string, Goal>> {
  interface Page {
    myGoals: { nodes: Goal[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } };
  }
  const found = new Map<string, Goal>();
  for (let after: string | null = null, more = true; more; ) {
    const { myGoals }: Page = await client.data<Page>(
      `query($after: String) {
        myGoals(page: { first: 100, after: $after }) { nodes { id title version } pageInfo { endCursor hasNextPage } }
      }`,
      { after },
    );
    for (const goal of myGoals.nodes) found.set(goal.id, goal);
    after = myGoals.pageInfo.endCursor;
    more = myGoals.pageInfo.hasNextPage;
  }
  return found;
}

/** A small file system of its own for the store, in a mount namespace of its own: no rights are needed. */
const onSmallDisk = (folder: string): string[] => [
  'unshare',
  '--map-root-user',
  '--mount',
  'sh',
  '-c',
  'mount -t tmpfs -o size=160m none "$0/store" && exec "$@"',
  folder,
];
const namespaces = spawnSync('unshare', ['--map-root-user', '--mount', 'true']).status === 0;

test('a full disk refuses writes, serves reads, and takes writes again', {
  skip: namespaces ? false : 'this machine lets nobody make a mount namespace',
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-e2e-full-'));
  await mkdir(join(folder, 'store'));
  const server = await Waymark.start({ WAYMARK_STORE_RESERVE_MEGABYTES: '48' }, folder, onSmallDisk(folder));
  try {
    const ana = await newPerson(server, 'ana');
    const kept = new Map<string, Goal>();
    for (let i = 0; i < 16; ++i) {
      const goal = await write(ana, `goal ${i}`);
      assert.ok(typeof goal !== 'string', `refused: ${goal}`);
      kept.set(goal.id, goal);
    }

    const filler = join('/proc', String(server.pid), 'root', folder, 'store', 'filler');
    const file = await open(filler, 'w');
    const block = Buffer.alloc(1 << 16);
    for (;;) {
      try {
        await file.write(block);
      } catch {
        break; // no room is left
      }
    }
    await file.close();

    const refusals = await Promise.all(
      [...kept.values()].map(async (goal) => {
        const edited = await write(ana, `edit of ${goal.id}`, goal);
        return typeof edited === 'string' ? edited : 'none';
      }),
    );
    assert.deepEqual(new Set(refusals), new Set(['UNAVAILABLE']));
    assert.deepEqual(await goals(ana), kept, 'reads go on, with all that was acknowledged');
    assert.equal((await ana.get('/health/db')).status, 503);
    assert.ok(server.log.some((line) => /no space|full/i.test(line)), 'the log says why');

    await rm(filler);
    const after = await eventually(async () => {
      const goal = await write(ana, 'after');
      return typeof goal === 'string' ? undefined : goal;
    }, 'a write to succeed again');
    kept.set(after.id, after);
    assert.deepEqual(await goals(ana), kept);
  } finally {
    await server.stop({ keepData: true });
    await rm(folder, { recursive: true, force: true });
  }
});

test('what was acknowledged survives one kill after the other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-e2e-kill-'));
  const kept = new Map<string, Goal>();
  try {
    let server = await Waymark.start({}, folder);
    const ana = await newPerson(server, 'ana');
    for (let round = 0; round < 4; ++round) {
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let i = 0; ; ++i) {
          const title = `${round}/${writer}/${i}`;
          try {
            const goal = await write(ana, title);
            if (typeof goal === 'string') return;
            kept.set(goal.id, goal);
          } catch {
            return; // the server is gone
          }
        }
      });
      await new Promise((done) => setTimeout(done, 150 + 100 * round));
      await server.kill();
      await Promise.all(writers);
      server = await Waymark.start({}, folder);
      Object.assign(ana, { server });
      const there = await goals(ana);
      for (const goal of kept.values()) assert.deepEqual(there.get(goal.id), goal, 'acknowledged, and gone');
    }
    assert.equal(await server.stop({ keepData: true }), 0);
    assert.ok(kept.size > 20, `only ${kept.size} writes were tried`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
