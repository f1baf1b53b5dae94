// The spine's aims, side by side with their peers in one run: nginx for REST, mercurius for GraphQL. Server on core 0,
// load on core 1, 64 keep-alive connections; the sides take turns, medians are kept. Then start-up and idle memory.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from 'node:net';
import { newPerson } from '../../tests/e2e/client.ts';
import { Waymark } from '../../tests/e2e/waymark.ts';
import { freePort, pinned, residentMegabytes, running, startMercurius, startNginx, type Running } from './processes.ts';
import { median, medians, sample, type Load, type Sample } from './wrk.ts';

const root = resolve(import.meta.dirname, '../..');
const binary = join(root, 'build/release/waymark');
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const seconds = Number(process.env.BENCH_SECONDS ?? 3);
// The issuer of the tokens, which must be the same when the server is started again on another port.
const publicUrl = { WAYMARK_SERVER_PUBLIC_URL: 'http://localhost' };
const scratch = await mkdtemp(join(tmpdir(), 'waymark-bench-'));

interface Row {
  what: string;
  ours: string;
  peer: string;
  ratio: string;
  aim: string;
}
const rows: Row[] = [];
const raw: Record<string, unknown> = {};

async function compare(what: string, ours: [Running, Load], peer: [Running, Load]): Promise<{ ours: Sample; peer: Sample }> {
  const mine: Sample[] = [];
  const theirs: Sample[] = [];
  await sample(...ours, 1, scratch); // warm-up
  await sample(...peer, 2, scratch);
  for (let round = 0; round < rounds; ++round) {
    theirs.push(await sample(...peer, seconds, scratch));
    mine.push(await sample(...ours, seconds, scratch));
  }
  raw[what] = { ours: mine, peer: theirs };
  return { ours: medians(mine), peer: medians(theirs) };
}

const thousands = (n: number): string => `${(n / 1000).toFixed(1)} k/s`;
const text = (s: Sample): string => `${thousands(s.requestsPerSecond)}, ${s.cpuMicros.toFixed(1)} µs CPU, p99 ${s.p99Micros} µs`;

async function prepare(): Promise<{ folder: string; token: string }> {
  const server = await Waymark.start({ WAYMARK_SERVER_REACTORS: '1', ...publicUrl });
  const ana = await newPerson(server, 'ana');
  await ana.data(`mutation { upsertProfile(input: { tags: ["running", "travel", "reading"] }) { id } }`);
  for (let i = 0; i < 20; ++i) await ana.data(`mutation($t: String!) { createGoal(input: { title: $t }) { id } }`, { t: `Goal number ${i}` });
  await server.stop({ keepData: true });
  return { folder: server.data, token: ana.token! };
}

async function startWaymark(folder: string): Promise<Running> {
  const port = await freePort();
  const child = pinned(0, binary, ['serve', '--port', String(port), '--data', folder], {
    PATH: process.env.PATH,
    WAYMARK_SERVER_REACTORS: '1',
    WAYMARK_LOG_LEVEL: 'warn',
    ...publicUrl,
  });
  await answersAt(port);
  return running('waymark', child, `http://127.0.0.1:${port}`);
}

/** Asks /health again and again, at once after each refusal; the time of the first answer. */
function answersAt(port: number): Promise<number> {
  return new Promise((done) => {
    const attempt = (): void => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n'));
      socket.once('data', () => {
        socket.destroy();
        done(performance.now());
      });
      socket.once('error', () => setTimeout(attempt, 1));
    };
    attempt();
  });
}

async function measureRequests(): Promise<void> {
  const { folder, token } = await prepare();
  const authorization = { Authorization: `Bearer ${token}` };
  const waymark = await startWaymark(folder);
  const nginx = await startNginx(scratch);
  const rest = await compare('GET /me', [waymark, { path: '/me', headers: authorization }], [nginx, { path: '/me' }]);
  await nginx.stop();
  rows.push({
    what: 'GET /me, valid token, from the store, against nginx with a static file',
    ours: text(rest.ours),
    peer: text(rest.peer),
    ratio: `${(rest.ours.requestsPerSecond / rest.peer.requestsPerSecond).toFixed(2)} ×; p99 ${(rest.ours.p99Micros / rest.peer.p99Micros).toFixed(2)} ×`,
    aim: '≥ 0.6 ×; p99 ≤ 2 ×',
  });

  const mercurius = await startMercurius();
  const documents: [string, string, string][] = [
    ['GraphQL { me { id nickname tags } }', '{ me { id nickname tags } }', '≥ 2 ×'],
    ['GraphQL myGoals, 20 goals × 5 fields', '{ myGoals { nodes { id title status progress createdAt } } }', '≥ 1.5 ×'],
  ];
  for (const [what, query, aim] of documents) {
    const load = { path: '/graphql', body: JSON.stringify({ query }) };
    const both = await compare(what, [waymark, { ...load, headers: authorization }], [mercurius, load]);
    rows.push({
      what: `${what}, authenticated, from the store, against mercurius from memory`,
      ours: text(both.ours),
      peer: text(both.peer),
      ratio: `${(both.ours.requestsPerSecond / both.peer.requestsPerSecond).toFixed(2)} ×`,
      aim,
    });
  }
  await mercurius.stop();
  await waymark.stop();
  await rm(folder, { recursive: true });
}

async function measureStart(): Promise<void> {
  const times: number[] = [];
  const sizes: number[] = [];
  for (let round = 0; round < rounds; ++round) {
    const folder = await mkdtemp(join(tmpdir(), 'waymark-start-'));
    const port = await freePort();
    const begin = performance.now();
    const child = pinned(0, binary, ['serve', '--port', String(port), '--data', folder], { PATH: process.env.PATH });
    times.push((await answersAt(port)) - begin);
    const server = running('waymark', child, '');
    await new Promise((done) => setTimeout(done, 2000));
    sizes.push(await residentMegabytes(server.pid));
    await server.stop();
    await rm(folder, { recursive: true });
  }
  raw['start'] = { milliseconds: times, residentMegabytes: sizes };
  rows.push(
    { what: 'start to first answer, empty data', ours: `${median(times).toFixed(0)} ms`, peer: '', ratio: '', aim: '≤ 100 ms' },
    { what: 'idle memory (resident)', ours: `${median(sizes).toFixed(1)} MB`, peer: '', ratio: '', aim: '≤ 40 MB' },
  );
}

await measureStart();
await measureRequests();
await rm(scratch, { recursive: true });

const machine = `${cpus()[0]?.model ?? '?'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
const table = [
  '| what | waymark | peer | ratio | aim |',
  '| --- | --- | --- | --- | --- |',
  ...rows.map((row) => `| ${row.what} | ${row.ours} | ${row.peer} | ${row.ratio} | ${row.aim} |`),
].join('\n');
const out = process.argv[2] ?? join(root, 'bench/results/http');
await writeFile(
  `${out}.md`,
  `# Requests, start and memory\n\n${new Date().toISOString().slice(0, 10)}. ${machine}. Medians of ${rounds} rounds of ${seconds} s, the sides taking turns; server on core 0, wrk on core 1, 64 keep-alive connections.\n\n${table}\n`,
);
await writeFile(`${out}.json`, JSON.stringify({ machine, rounds, seconds, rows, raw }, null, 1) + '\n');
console.log((await readFile(`${out}.md`, 'utf8')));
