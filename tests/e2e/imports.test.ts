// Archives of workouts come in as jobs: told of as they go on, the same however often, whole or not at all, and through
// the death of the server.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { healthExport, run, zip } from './archives.ts';
import { Client, newPerson, type Answer, type Problem } from './client.ts';
import { binary, eventually, Waymark, type Run } from './waymark.ts';

interface Failure {
  fileName: string;
  key: string;
  reason: string;
}

interface Job {
  id: string;
  state: 'WAITING' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';
  progress: number;
  files: number;
  skipped: number;
  found: number;
  made: number;
  merged: number;
  same: number;
  failed: number;
  stepDays: number;
  failures: Failure[];
  problem: Failure | null;
}

let server: Waymark;
before(async () => {
  server = await Waymark.start();
});
after(async () => {
  await server.stop();
});

const send = <T = Job>(person: Client, path: string, bytes: Buffer | string): Promise<Answer<T>> =>
  person.call<T>('POST', path, { raw: Buffer.from(bytes), headers: { 'content-type': 'application/octet-stream' } });

const ended = (person: Client, id: string): Promise<Job> =>
  eventually(
    async () => {
      const { body } = await person.get<Job>(`/api/imports/${id}`);
      return body.state === 'WAITING' || body.state === 'RUNNING' ? undefined : body;
    },
    'the import to end',
    30_000,
  );

async function imported(person: Client, bytes: Buffer): Promise<Job> {
  const started = await send(person, '/api/imports?name=archive.zip', bytes);
  assert.equal(started.status, 202, JSON.stringify(started.body));
  assert.equal(started.headers.get('location'), `/api/imports/${started.body.id}`);
  return ended(person, started.body.id);
}

async function workouts(person: Client): Promise<number> {
  let count = 0;
  for (let after: string | null = null; ; ) {
    const query = 'query($after: String) { myWorkouts(page: { first: 100, after: $after }) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    type Page = { myWorkouts: { nodes: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    const page: Page = await person.data<Page>(query, { after });
    count += page.myWorkouts.nodes.length;
    if (!page.myWorkouts.pageInfo.hasNextPage) return count;
    after = page.myWorkouts.pageInfo.endCursor;
  }
}

const days = (from: number, count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`activities/${from + index}.gpx`, run(from + index)]));

test('an archive is imported, told of as it goes on, and doubles nothing', { timeout: 60_000 }, async () => {
  const ana = await newPerson(server, 'ana');
  const archive = zip({ ...days(0, 60), 'activities/x.gpx.gz': gzipSync(run(60)), 'media/1.jpg': 'a picture', 'activities/broken.gpx': '<gpx>' });
  const started = await send(ana, '/api/imports?name=archive.zip', archive);
  const socket = createClient({
    url: `ws://127.0.0.1:${server.port}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${ana.token}` },
  });
  const seen: Job[] = [];
  const fields = 'id state progress found made merged same failed';
  socket.subscribe<{ onImportProgress: Job }>(
    { query: `subscription { onImportProgress(id: "${started.body.id}") { ${fields} failures { fileName key reason } } }` },
    { next: ({ data }) => data && seen.push(data.onImportProgress), error: (error) => assert.fail(JSON.stringify(error)), complete: () => undefined },
  );
  const job = await ended(ana, started.body.id);
  assert.equal(job.state, 'DONE');
  assert.deepEqual([job.found, job.made, job.files, job.skipped, job.failed], [61, 61, 61, 1, 1]);
  assert.equal(job.failures[0]?.fileName, 'activities/broken.gpx');
  for (let index = 1; index < seen.length; index++) assert.ok(seen[index]!.found >= seen[index - 1]!.found);
  await socket.dispose();
  assert.equal(await workouts(ana), 61);

  const again = await imported(ana, archive);
  assert.deepEqual([again.made, again.same], [0, 61]);
  assert.equal(await workouts(ana), 61);
  const list = await ana.get<{ items: Job[] }>('/api/imports?first=1');
  assert.equal(list.body.items[0]?.id, again.id);
  const mine = await ana.data<{ myImports: { nodes: Job[] } }>('{ myImports { nodes { id state } } }');
  assert.equal(mine.myImports.nodes.length, 2);
  ana.language = 'fr';
  const asked = await ana.data<{ importJob: Job }>(`{ importJob(id: "${job.id}") { failures { reason } } }`);
  assert.notEqual(asked.importJob.failures[0]?.reason, job.failures[0]?.reason);
});

test('progress is told over the subscription while it goes on', { timeout: 60_000 }, async () => {
  const eva = await newPerson(server, 'eva');
  const socket = createClient({
    url: `ws://127.0.0.1:${server.port}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${eva.token}` },
  });
  // Jobs of one person wait for each other in two places: the third is followed from its beginning.
  const jobs = [];
  for (let i = 0; i < 3; i++) jobs.push((await send(eva, '/api/imports', zip(days(i * 100, 100)))).body);
  const last = jobs.at(-1)!;
  const final = new Promise<Job>((done, fail) => {
    const query = `subscription { onImportProgress(id: "${last.id}") { id state progress found made } }`;
    socket.subscribe<{ onImportProgress: Job }>(
      { query },
      { next: ({ data }) => data?.onImportProgress.state === 'DONE' && done(data.onImportProgress), error: fail, complete: () => undefined },
    );
  });
  const job = await final;
  assert.equal(job.id, last.id);
  assert.equal(job.made, 100);
  assert.equal(job.progress, 1);
  await socket.dispose();
});

test('one file is a workout at once, packed or not; several are a job', { timeout: 30_000 }, async () => {
  const ben = await newPerson(server, 'ben');
  const made = await send<{ id: string; type: string }>(ben, '/api/workouts/import', gzipSync(run(0)));
  assert.equal(made.status, 201);
  assert.equal(made.body.type, 'RUN');
  const same = await send<Problem>(ben, '/api/workouts/import', run(0));
  assert.equal(same.status, 409);
  const several = await send(ben, '/api/workouts/import', zip(days(0, 3)));
  assert.equal(several.status, 202);
  const job = await ended(ben, several.body.id);
  assert.deepEqual([job.made, job.same], [2, 1]);
});

test('bombs, and what is cut off or no archive, say what is wrong', { timeout: 60_000 }, async () => {
  const cid = await newPerson(server, 'cid');
  const bomb = await imported(cid, zip({ 'a.gpx': Buffer.concat([Buffer.from('<gpx>'), Buffer.alloc(200 << 20, ' ')]) }));
  assert.equal((bomb.problem ?? bomb.failures[0])?.key, 'error.archive.bomb');
  const cut = await imported(cid, zip(days(0, 20)).subarray(0, 9_000));
  assert.equal(cut.state, 'FAILED');
  assert.equal(cut.problem?.key, 'error.archive.cut');
  assert.match(cut.problem?.reason ?? '', /cut off/);
  const picture = await send<Problem>(cid, '/api/imports', '\x89PNG\r\n\x1a\n');
  assert.equal(picture.status, 400);
  assert.equal(await workouts(cid), 0);
  const nobody = new Client(server);
  assert.equal((await nobody.get(`/api/imports/${cut.id}`)).status, 401);
  const other = await newPerson(server, 'dan');
  assert.equal((await other.get(`/api/imports/${cut.id}`)).status, 404);
});

test('a health export brings its workouts with their routes, and the steps of its days', { timeout: 30_000 }, async () => {
  const fay = await newPerson(server, 'fay');
  for (let round = 0; round < 2; round++) {
    const job = await imported(fay, healthExport());
    assert.equal(job.state, 'DONE', JSON.stringify(job));
    assert.deepEqual([job.found, job.failed, job.stepDays], [1, 0, 1]);
    const steps = await fay.data<{ mySteps: { date: string; steps: number }[] }>('{ mySteps(from: "2026-01-01", to: "2026-12-31") { date steps } }');
    assert.deepEqual(steps.mySteps, [{ date: '2026-02-01', steps: 1200 }]);
  }
  const page = await fay.data<{ myWorkouts: { nodes: { source: string; track: { pointCount: number } | null }[] } }>(
    '{ myWorkouts { nodes { source track { pointCount } } } }',
  );
  assert.equal(page.myWorkouts.nodes.length, 1);
  assert.equal(page.myWorkouts.nodes[0]?.source, 'APPLE_HEALTH');
  assert.ok(page.myWorkouts.nodes[0]?.track);
});

test('an import is taken back', { timeout: 30_000 }, async () => {
  const gil = await newPerson(server, 'gil');
  const started = await send(gil, '/api/imports', zip(days(0, 300)));
  const cancelled = await gil.call<Job>('DELETE', `/api/imports/${started.body.id}`);
  if (cancelled.status === 200) assert.equal(cancelled.body.state, 'CANCELLED');
  else assert.equal(cancelled.status, 409); // it was faster
});

test('a server that is killed goes on where it was: nothing lost, nothing doubled', { timeout: 120_000 }, async () => {
  let victim = await Waymark.start();
  try {
    const hal = await newPerson(victim, 'hal');
    const started = await send(hal, '/api/imports', zip(days(0, 300)));
    assert.equal(started.status, 202);
    for (let deaths = 0; deaths < 1; deaths++) {
      await eventually(async () => {
        const { body } = await hal.get<Job>(`/api/imports/${started.body.id}`);
        return body.found > 0 || body.state === 'DONE' ? true : undefined;
      }, 'the import to be under way', 40_000);
      await victim.kill();
      victim = await Waymark.start({}, victim.data);
      hal.server = victim;
    }
    // A job whose worker died comes back when its time-out has lapsed.
    const job = await eventually(
      async () => {
        const { body } = await hal.get<Job>(`/api/imports/${started.body.id}`);
        return body.state === 'DONE' ? body : undefined;
      },
      'the import to end',
      90_000,
    );
    assert.deepEqual([job.found, job.files, job.failed], [300, 300, 0]);
    assert.equal(await workouts(hal), 300);
    assert.deepEqual(await readdir(join(victim.data, 'uploads')), []);
  } finally {
    await victim.stop();
  }
});

const command = (...words: string[]): Promise<Run & { errors: string }> =>
  new Promise((done) => {
    execFile(binary, ['import', ...words], (failure, out, errors) => {
      done({ code: failure ? Number(failure.code ?? -1) : 0, out, errors });
    });
  });

test('the command says what is in files, and sends them', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-e2e-import-'));
  try {
    await writeFile(join(folder, 'one.gpx'), run(0));
    await writeFile(join(folder, 'many.zip'), zip(days(1, 2)));
    const good = await command(folder);
    assert.equal(good.code, 0, good.errors);
    assert.match(good.out, /one\.gpx/);
    assert.match(good.out, /many\.zip: activities\/2\.gpx/);
    assert.match(good.out, /distance +1\.50 km, 6:4\d \/km/);
    await writeFile(join(folder, 'wrong.gpx'), '<kml/>');
    const json = await command('--json', folder);
    assert.equal(json.code, 1);
    assert.match(json.errors, /wrong\.gpx: /);
    type Line = { file: string; workout: { distanceMetres: number } | null; recording: { samples: number } | null; error: { key: string } | null };
    const lines = json.out.trim().split('\n').map((line) => JSON.parse(line) as Line);
    assert.equal(lines.filter((line) => line.workout).length, 3);
    assert.equal(lines.filter((line) => line.error).length, 1);
    assert.equal(lines.find((line) => line.recording)?.recording?.samples, 40);
    assert.equal((await command(join(folder, 'not-there'))).code, 2);

    const ivy = await newPerson(server, 'ivy');
    await writeFile(join(folder, '.token'), ivy.token! + '\n');
    await rm(join(folder, 'wrong.gpx'));
    const sent = await command('--to', server.url, '--token-file', join(folder, '.token'), folder);
    assert.equal(sent.code, 0, sent.errors);
    assert.match(sent.out, /many\.zip: 2 workouts: 2 new/);
    assert.equal(await workouts(ivy), 3);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
