import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { pauseBefore, sendQueue } from './sender';
import { action, Disk, later, oneAtATime, sending, Server } from './testing';

const three = async (disk: Disk) => {
  const queue = disk.queue();
  for (const label of ['one', 'two', 'three']) await queue.add(action(label));
  return queue;
};
const left = async (disk: Disk) =>
  (await disk.queue().read('ana')).actions.map(({ label }) => label);

class Killed extends Error {}

describe('sending', () => {
  it('does everything once, in order, and leaves nothing', async () => {
    const disk = new Disk();
    const server = new Server();
    const queue = await three(disk);
    const told: string[] = [];
    const onDone = ({ label }: { label: string }) => told.push(label);
    expect(await sendQueue(sending(queue, server, { onDone }))).toBe('empty');
    expect(server.did).toEqual(['one', 'two', 'three']);
    expect(told).toEqual(['one', 'two', 'three']);
    expect(await left(disk)).toEqual([]);
  });

  it('takes along what is added while it sends', async () => {
    const disk = new Disk();
    const server = new Server();
    const queue = await three(disk);
    const onDone = vi.fn();
    onDone.mockImplementationOnce(() => void queue.add(action('four')));
    await sendQueue(sending(queue, server, { onDone }));
    expect(server.did).toEqual(['one', 'two', 'three', 'four']);
  });

  it('sends a person’s own alone', async () => {
    const disk = new Disk();
    const server = new Server();
    const queue = await three(disk);
    await queue.add(action('his', { person: 'ben' }));
    await sendQueue(sending(queue, server));
    expect(server.did).not.toContain('his');
    expect((await queue.read('ben')).actions).toHaveLength(1);
  });

  it('sends a file’s bytes', async () => {
    const queue = new Disk().queue();
    const bytes = new TextEncoder().encode('<gpx/>').buffer;
    await queue.add(
      action('run.gpx', { file: { name: 'run.gpx', size: 6, contentType: 'a/b' } }),
      bytes,
    );
    const server = new Server();
    const deliver = vi.fn(server.deliver);
    await sendQueue(sending(queue, server, { deliver }));
    expect(deliver.mock.calls[0]?.[1 as never]).toEqual(bytes);
  });
});

describe('a tab that is closed', () => {
  it('before it sends has lost nothing', async () => {
    const disk = new Disk();
    const server = new Server();
    const closed = sending(await three(disk), server, {
      deliver: () => Promise.reject(new Killed()),
    });
    await expect(sendQueue(closed)).rejects.toThrow(Killed);
    expect(await left(disk)).toEqual(['one', 'two', 'three']);
    await sendQueue(sending(disk.queue(), server));
    expect(server.did).toEqual(['one', 'two', 'three']);
  });

  it.each(['one', 'two', 'three'])(
    'after %s was sent and before it was removed: done once',
    async (at) => {
      const disk = new Disk();
      const server = new Server();
      const queue = await three(disk);
      const closing = Object.assign(Object.create(queue) as typeof queue, {
        remove: (done: Parameters<typeof queue.remove>[0]) =>
          done.label === at ? Promise.reject(new Killed()) : queue.remove(done),
      });
      await expect(sendQueue(sending(closing, server))).rejects.toThrow(Killed);
      expect(await left(disk)).toContain(at);
      expect(await sendQueue(sending(disk.queue(), server))).toBe('empty');
      expect(server.did).toEqual(['one', 'two', 'three']);
      expect(server.asked.filter((label) => label === at)).toHaveLength(2);
      expect(await left(disk)).toEqual([]);
    },
  );

  it('between a refusal and its note: the refusal is noted by the next', async () => {
    const disk = new Disk();
    const server = new Server();
    server.before = ({ label }) =>
      label === 'one' ? { kind: 'refused', code: 'NOT_FOUND', reason: 'gone' } : null;
    const queue = await three(disk);
    const closing = Object.assign(Object.create(queue) as typeof queue, {
      lose: () => Promise.reject(new Killed()),
    });
    await expect(sendQueue(sending(closing, server))).rejects.toThrow(Killed);
    await sendQueue(sending(disk.queue(), server));
    expect((await disk.queue().read('ana')).losses).toHaveLength(1);
    expect(server.did).toEqual(['two', 'three']);
  });
});

describe('a server that dies', () => {
  it('before it did anything is asked again, in order', async () => {
    const disk = new Disk();
    const server = new Server();
    let failures = 3;
    server.before = ({ label }) => (label === 'two' && failures-- > 0 ? later : null);
    await sendQueue(sending(await three(disk), server));
    expect(server.did).toEqual(['one', 'two', 'three']);
    expect(server.asked).toEqual(['one', 'two', 'two', 'two', 'two', 'three']);
  });

  it('between doing and answering does nothing twice', async () => {
    const disk = new Disk();
    const server = new Server();
    let deaths = 1;
    server.after = ({ label }) => (label === 'two' && deaths-- > 0 ? later : null);
    await sendQueue(sending(await three(disk), server));
    expect(server.did).toEqual(['one', 'two', 'three']);
    expect(await left(disk)).toEqual([]);
  });

  it('for good leaves everything where it is', async () => {
    const disk = new Disk();
    const server = new Server();
    server.before = () => later;
    let patience = 5;
    const pause = () => Promise.resolve(--patience > 0);
    expect(await sendQueue(sending(await three(disk), server, { pause }))).toBe('stopped');
    expect(await left(disk)).toEqual(['one', 'two', 'three']);
    expect(server.asked).toEqual(Array.from({ length: 5 }, () => 'one'));
  });
});

describe('two senders of the same queue', () => {
  it('take turns where there are locks: each thing is asked once', async () => {
    const disk = new Disk();
    const server = new Server();
    await three(disk);
    const alone = oneAtATime();
    await Promise.all([
      sendQueue(sending(disk.queue(), server, { alone })),
      sendQueue(sending(disk.queue(), server, { alone })),
    ]);
    expect(server.asked).toEqual(['one', 'two', 'three']);
    expect(await left(disk)).toEqual([]);
  });

  it('do nothing twice where there are none', async () => {
    const disk = new Disk();
    const server = new Server();
    await three(disk);
    await Promise.all([
      sendQueue(sending(disk.queue(), server)),
      sendQueue(sending(disk.queue(), server)),
    ]);
    expect(server.did).toEqual(['one', 'two', 'three']);
    expect(await left(disk)).toEqual([]);
  });
});

it('a refusal is noted, not sent again, and holds up nobody', async () => {
  const disk = new Disk();
  const server = new Server();
  server.before = ({ label }) =>
    label === 'two' ? { kind: 'refused', code: 'CONFLICT', reason: 'Changed elsewhere.' } : null;
  await sendQueue(sending(await three(disk), server));
  expect(server.did).toEqual(['one', 'three']);
  expect(server.asked).toEqual(['one', 'two', 'three']);
  const { losses } = await disk.queue().read('ana');
  expect(losses).toMatchObject([{ code: 'CONFLICT', action: { label: 'two' } }]);
});

it('an ended session stops it and keeps everything', async () => {
  const disk = new Disk();
  const server = new Server();
  server.before = ({ label }) => (label === 'two' ? { kind: 'signedOut' } : null);
  expect(await sendQueue(sending(await three(disk), server))).toBe('signedOut');
  expect(await left(disk)).toEqual(['two', 'three']);
});

describe('the pause before another try', () => {
  it('is anything up to a bound that doubles and ends', () => {
    expect(pauseBefore(0, 0, () => 1)).toBe(1_000);
    expect(pauseBefore(3, 0, () => 1)).toBe(8_000);
    expect(pauseBefore(3, 0, () => 0)).toBe(0);
    expect(pauseBefore(40, 0, () => 1)).toBe(60_000);
  });
  it('is never shorter than the server asked for', () => {
    expect(pauseBefore(0, 5_000, () => 0)).toBe(5_000);
  });
  it('grows with each failure and begins anew after what went well', async () => {
    const server = new Server();
    let failures = 2;
    server.before = ({ label }) => {
      if (failures-- > 0) return later;
      if (label === 'one') failures = 1;
      return null;
    };
    const pauses: number[] = [];
    const pause = (ms: number) => Promise.resolve(pauses.push(ms) > 0);
    await sendQueue(sending(await three(new Disk()), server, { pause, random: () => 1 }));
    expect(pauses).toEqual([1_000, 2_000, 1_000]);
  });
});
