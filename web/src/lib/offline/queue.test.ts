import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { limits } from './queue';
import { action, Disk } from './testing';

const labels = (actions: readonly { readonly label: string }[]) =>
  actions.map(({ label }) => label);

describe('the queue', () => {
  it('keeps the order in which things were done, whatever the clock says', async () => {
    const disk = new Disk();
    const queue = disk.queue();
    await queue.add(action('first', { createdAt: 2_000 }));
    await queue.add(action('second', { createdAt: 1_000 }));
    await queue.add(action('third', { createdAt: 9_000 }));
    expect(labels((await disk.queue().read('ana')).actions)).toEqual(['first', 'second', 'third']);
    expect((await queue.first('ana'))?.label).toBe('first');
  });

  it('counts on after it was empty: a number is not given twice', async () => {
    const queue = new Disk().queue();
    const first = await queue.add(action('first'));
    await queue.remove(first);
    expect((await queue.add(action('second'))).seq).toBeGreaterThan(first.seq);
  });

  it('shows a person their own and nobody else’s', async () => {
    const queue = new Disk().queue();
    await queue.add(action('hers'));
    await queue.add(action('his', { person: 'ben' }));
    expect(labels((await queue.read('ana')).actions)).toEqual(['hers']);
    await queue.wipe('ana');
    expect((await queue.read('ana')).actions).toEqual([]);
    expect(labels((await queue.read('ben')).actions)).toEqual(['his']);
  });

  it('keeps a file’s bytes with its action and forgets both together', async () => {
    const disk = new Disk();
    const queue = disk.queue();
    const bytes = new TextEncoder().encode('<gpx/>').buffer;
    const file = { name: 'run.gpx', size: bytes.byteLength, contentType: 'application/gpx+xml' };
    const added = await queue.add(action('run.gpx', { file }), bytes);
    const read = await disk.queue().bytesOf(added);
    expect(new TextDecoder().decode(read ?? undefined)).toBe('<gpx/>');
    await queue.remove(added);
    expect(await queue.bytesOf(added)).toBeNull();
    await queue.add(action('run.gpx', { file, id: 'x' }), bytes);
    await queue.wipe('ana');
    expect(await (await disk.database()).count('files')).toBe(0);
  });

  it('refuses what is too much, and keeps what was there', async () => {
    const queue = new Disk().queue();
    const long = action('long', { payload: 'x'.repeat(limits.payloadBytes + 1) });
    await expect(queue.add(long)).rejects.toMatchObject({ why: 'tooBig' });
    const big = new ArrayBuffer(limits.fileBytes + 1);
    await expect(queue.add(action('big'), big)).rejects.toMatchObject({ why: 'fileTooBig' });
    const file = { name: 'a', size: limits.fileBytes, contentType: 'x/y' };
    for (let at = 0; at < 3; at += 1) await queue.add(action('a', { file }), new ArrayBuffer(1));
    await expect(queue.add(action('b', { file }), new ArrayBuffer(1))).rejects.toMatchObject({
      why: 'filesTooBig',
    });
    expect((await queue.read('ana')).actions).toHaveLength(3);
  });

  it('holds so many and no more', async () => {
    const queue = new Disk().queue();
    for (let at = 0; at < limits.actions; at += 1) await queue.add(action('a'));
    await expect(queue.add(action('b'))).rejects.toMatchObject({ why: 'tooMany' });
    await queue.add(action('his', { person: 'ben' }));
  });

  it('moves what was refused to the losses, once', async () => {
    const disk = new Disk();
    const queue = disk.queue();
    const lost = await queue.add(action('lost'));
    await queue.lose(lost, 'NOT_FOUND', 'There is no such goal.');
    await disk.queue().lose(lost, 'NOT_FOUND', 'There is no such goal.');
    const { actions, losses } = await queue.read('ana');
    expect(actions).toEqual([]);
    expect(losses).toHaveLength(1);
    expect(losses[0]).toMatchObject({ code: 'NOT_FOUND', reason: 'There is no such goal.' });
    expect(losses[0]?.action.label).toBe('lost');
    if (losses[0]) await queue.forget(losses[0]);
    expect((await queue.read('ana')).losses).toEqual([]);
  });

  it('remembers the newest losses when there are too many', async () => {
    const queue = new Disk().queue();
    for (let at = 0; at < limits.losses + 2; at += 1) {
      await queue.lose(await queue.add(action(String(at))), 'CONFLICT', '');
    }
    const { losses } = await queue.read('ana');
    expect(losses).toHaveLength(limits.losses);
    expect(losses[0]?.action.label).toBe('2');
  });

  it('tells its own tab and the others of each change', async () => {
    const disk = new Disk();
    const here = disk.queue();
    const there = disk.queue();
    const heard = vi.fn();
    here.onChange(heard);
    const told = new Promise<void>((resolve) => there.onChange(resolve));
    await here.add(action('a'));
    await told;
    expect(heard).toHaveBeenCalledOnce();
  });
});
