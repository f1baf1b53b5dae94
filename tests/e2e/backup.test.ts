// Backups as an operator makes them: a server that archives by itself, the commands beside it, and the data of a moment
// back in their place.
import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client, newPerson } from './client.ts';
import { eventually, waymark, Waymark } from './waymark.ts';

let folder: string;
let data: string;
let settings: Record<string, string>;
let running: Waymark | undefined;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waymark-e2e-backup-'));
  data = join(folder, 'data');
  settings = { WAYMARK_BACKUP_DESTINATION: join(folder, 'backups'), WAYMARK_BACKUP_LOG_SECONDS: '1' };
});
after(async () => {
  // Only what a failed test left still runs.
  await running?.kill();
  await rm(folder, { recursive: true, force: true });
});

/** A server that archives everything from now on: its log tells when a first copy was made. */
async function start(sign = '"backup_made"'): Promise<Waymark> {
  const server = await Waymark.start(settings, data);
  running = server;
  await eventually(async () => server.log.some((line) => line.includes(sign)) || undefined, sign);
  return server;
}

async function must(...words: string[]): Promise<string> {
  const run = await waymark(data, settings, ...words);
  assert.equal(run.code, 0, run.out);
  return run.out;
}

const create = (ana: Client, title: string): Promise<unknown> =>
  ana.data(`mutation($title: String!) { createQuest(input: { title: $title, quantitative: { metric: WORKOUTS, target: 3 } }) { id } }`, {
    title,
  });

/** The same person, on a server that was started again. */
function on(server: Waymark, person: Client): Client {
  const client = new Client(server);
  client.token = person.token;
  return client;
}

async function titles(ana: Client): Promise<string[]> {
  const found = await ana.data<{ myQuests: { edges: { node: { title: string } }[] } }>(
    '{ myQuests { edges { node { title } } } }',
  );
  return found.myQuests.edges.map((edge) => edge.node.title).sort();
}

/** The last moment that can be brought back. */
async function reach(): Promise<string> {
  return /to (\S+Z) can be brought back\s*$/.exec(await must('backup', 'list'))?.[1] ?? '';
}

/** The server refuses while it makes one itself, which goes on for a moment after it was told on the log. */
function backUp(): Promise<string> {
  return eventually(async () => {
    const run = await waymark(data, settings, 'backup');
    if (run.code !== 0) assert.match(run.out, /a backup is being made/);
    return run.code === 0 ? run.out : undefined;
  }, 'a backup');
}

test('what happened until a moment comes back, and nothing after it', { timeout: 120_000 }, async () => {
  let server = await start();
  const ana = await newPerson(server, 'ana');
  assert.match(await backUp(), /^bases\/.*: \d+ files/);
  const elsewhere = await waymark(data, settings, 'backup', '--destination', join(folder, 'elsewhere'));
  assert.equal(elsewhere.code, 1);
  assert.match(elsewhere.out, /the server's backup.destination is/);

  await create(ana, 'before');
  const moment = new Date(Date.now() + 1).toISOString();
  await eventually(async () => (Date.now() > Date.parse(moment) + 5 ? true : undefined), 'the moment to pass');
  await create(ana, 'after');
  await eventually(async () => ((await reach()) > moment ? true : undefined), 'the archive to pass the moment');
  assert.match((await waymark(data, settings, 'restore', '--replace')).out, /in use by another process: stop the server first/);
  await server.kill();
  running = undefined;

  assert.match(await must('backup', 'verify', '--restored'), /every item agrees with its index entries/);
  assert.match((await waymark(data, settings, 'restore', '--at', moment)).out, /is there already: nothing was restored/);
  await must('restore', '--at', moment, '--replace', '--check');
  server = await start();
  let back = on(server, ana);
  assert.deepEqual(await titles(back), ['before']);
  await create(back, 'instead');
  await server.stop({ keepData: true });
  running = undefined;

  await must('restore', '--replace');
  server = await start();
  back = on(server, ana);
  assert.deepEqual(await titles(back), ['before', 'instead'], 'the end of the first server archived the last of its log');
  await server.stop({ keepData: true });
  running = undefined;
});

/** A picture of one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const pictures = (): Promise<string[]> =>
  readdir(join(folder, 'backups', 'blobs'), { recursive: true }).catch(() => [] as string[]);

test('pictures come back with the data', { timeout: 120_000 }, async () => {
  let server = await start('"backup_blobs_compared"');
  const eva = await newPerson(server, 'eva');
  const sent = await eva.call<{ url: string }>('POST', '/api/media', { raw: pixel, headers: { 'content-type': 'image/png' } });
  assert.equal(sent.status, 201);
  const before = Buffer.from(await (await fetch(server.url + sent.body.url)).arrayBuffer());
  const name = sent.body.url.split('/').at(-1) ?? '';
  await eventually(async () => (await pictures()).some((path) => path.endsWith(name)) || undefined, 'the picture to be copied');
  assert.match(await backUp(), /\d+ pictures, \d+ bytes; copied 0/, 'copied already');
  await server.kill();
  running = undefined;

  assert.match(await must('backup', 'verify'), /[1-9]\d* pictures/);
  await rm(join(data, 'media'), { recursive: true });
  const restored = await must('restore', '--replace');
  assert.match(restored, /[1-9]\d* pictures put back/);
  server = await start('"backup_blobs_compared"');
  const back = await fetch(server.url + sent.body.url);
  assert.equal(back.status, 200);
  assert.deepEqual(Buffer.from(await back.arrayBuffer()), before);
  await server.stop({ keepData: true });
  running = undefined;
});

test('a damaged backup is named', { timeout: 60_000 }, async () => {
  const files = join(folder, 'backups', 'files');
  const [first = ''] = await readdir(files);
  const [name = ''] = await readdir(join(files, first));
  await appendFile(join(files, first, name), 'more');
  const found = await waymark(data, settings, 'backup', 'verify');
  assert.equal(found.code, 1);
  assert.match(found.out, new RegExp(`fault: files/${first}/${name}: it has \\d+ bytes instead of`));
});
