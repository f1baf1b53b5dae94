// What goes wrong: malformed bodies, bombs, forged tokens, wrong methods. Each gets a clear error and changes nothing.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { Client, newPerson, type Problem } from './client.ts';
import { Waymark } from './waymark.ts';

let server: Waymark;
let ana: Client;
before(async () => {
  server = await Waymark.start();
  ana = await newPerson(server, 'ana');
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

const gpx = (points: string): string =>
  `<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${points}</trkseg></trk></gpx>`;

async function refused(raw: BodyInit, type = 'application/gpx+xml'): Promise<Problem> {
  const answer = await ana.call<Problem>('POST', '/api/workouts/import', { raw, headers: { 'content-type': type } });
  assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status}: ${JSON.stringify(answer.body)}`);
  const text = [answer.body.detail, ...(answer.body.errors ?? []).map((one) => one.message)].join(' ');
  assert.ok(text.length > 10, 'an error that says something: ' + JSON.stringify(answer.body));
  return answer.body;
}

test('GPX files that are no good', async () => {
  await refused('this is not XML');
  await refused(gpx(''));
  await refused(gpx('<trkpt lat="1" lon="1"/><trkpt lat="1.01" lon="1"/>'));
  await refused(gpx('<trkpt lat="1000" lon="1"><time>2026-01-01T00:00:00Z</time></trkpt>'));
  await refused(gpx('<trkpt lat="NaN" lon="1"><time>2026-01-01T00:00:00Z</time></trkpt>'));
  await refused(
    gpx(
      '<trkpt lat="1" lon="1"><time>2026-01-01T00:10:00Z</time></trkpt><trkpt lat="1.001" lon="1"><time>2026-01-01T00:05:00Z</time></trkpt><trkpt lat="1.002" lon="1"><time>2026-01-01T00:00:00Z</time></trkpt>',
    ),
  );
  await refused(gpx('<trkpt lat="1" lon="1">').slice(0, -30));
});

test('XML bombs and entities', async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><gpx version="1.1" creator="t"><metadata><name>&c;</name></metadata></gpx>`;
  await refused(bomb);
  await refused('<?xml version="1.0"?><!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx/>');
  await refused('<a>'.repeat(100_000));
});

test('an upload past 64 MiB is cut off, one of 60 MB is read in bounded memory', { timeout: 120_000 }, async () => {
  const big = await ana.call<Problem>('POST', '/api/workouts/import', {
    raw: new Uint8Array(65 * 1024 * 1024).fill(32),
    headers: { 'content-type': 'application/gpx+xml' },
  }).catch((error: unknown) => error as Error);
  if (!(big instanceof Error)) assert.equal(big.status, 413);

  const start = Date.UTC(2026, 0, 1);
  const parts: string[] = [];
  for (let i = 0; i < 600_000; ++i) {
    const time = new Date(start + i * 1000).toISOString();
    parts.push(`<trkpt lat="${(40 + i * 0.00002).toFixed(6)}" lon="-3.500000"><ele>600.0</ele><time>${time}</time></trkpt>`);
  }
  const huge = gpx(parts.join('\n'));
  assert.ok(huge.length > 50e6 && huge.length < 67e6, `${huge.length}`);
  const { readFile } = await import('node:fs/promises');
  const peak = async (): Promise<number> =>
    Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${server.pid}/status`, 'utf8'))![1]) / 1024;
  const before = await peak();
  const answer = await ana.call<{ track: { pointCount: number } }>('POST', '/api/workouts/import', {
    raw: huge,
    headers: { 'content-type': 'application/gpx+xml' },
  });
  assert.ok(answer.status === 201 || answer.status === 400, JSON.stringify(answer.body));
  assert.ok((await peak()) - before < 150, `${before} → ${await peak()} MB`);
});

test('JSON that is no good names what is wrong', async () => {
  const cases: [string, string][] = [
    ['{', 'body'],
    ['[]', 'body'],
    ['{"title":1}', 'title'],
    ['{"title":"x","tittle":"y"}', 'tittle'],
    ['{"title":"x","title":"y"}', 'title'],
    ['{"title":"x","targetDate":"2026-02-30"}', 'targetDate'],
    [`{"title":"${'x'.repeat(201)}"}`, 'title'],
    ['{"title":"\xff"}', 'body'],
    [`{"title":"x","tags":${'['.repeat(200)}${']'.repeat(200)}}`, 'body'],
  ];
  for (const [raw, field] of cases) {
    const bytes = raw.includes('\xff') ? Buffer.from(raw, 'latin1') : raw;
    const answer = await ana.call<Problem>('POST', '/quests', { raw: bytes, headers: { 'content-type': 'application/json' } });
    assert.equal(answer.status, 400, `${raw.slice(0, 60)} → ${JSON.stringify(answer.body)}`);
    assert.equal(answer.body.errors?.[0]?.field, field, raw.slice(0, 60));
  }
  const wrongType = await ana.call<Problem>('POST', '/api/workouts', { raw: '{}', headers: { 'content-type': 'text/plain' } });
  assert.equal(wrongType.status, 415);
  const large = await ana.call<Problem>('POST', '/users/signup', {
    raw: JSON.stringify({ email: 'x'.repeat(2 << 20) }),
    headers: { 'content-type': 'application/json' },
  });
  assert.equal(large.status, 413);
  const goals = await ana.data<{ myGoals: { nodes: unknown[] } }>('{ myGoals { nodes { id } } }');
  assert.deepEqual(goals.myGoals.nodes, [], 'nothing was changed');
});

test('GraphQL documents that are no good', async () => {
  const documents = [
    '{', '{ me { nope } }', 'query($x: Int!) { me { id } }', '{ me { id ...A } } fragment A on User { ...A }',
    '{ a: me { id } '.repeat(1) + '{'.repeat(500),
    `{ ${Array.from({ length: 2000 }, (_, i) => `a${i}: activeGoalsCount`).join(' ')} }`,
    '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
    `{ goal(id: "not an id") { id } }`,
  ];
  for (const query of documents) {
    const result = await ana.graphql(query);
    assert.ok(result.errors && result.errors.length > 0, query.slice(0, 80));
    assert.ok(!JSON.stringify(result.errors).includes('terminate'), query.slice(0, 80));
  }
  assert.equal((await ana.get<Problem>('/health')).status, 200, 'and the server is still there');
});

test('tokens that are forged, altered or of another algorithm', async () => {
  const token = ana.token!;
  const [head = '', claims = '', signature = ''] = token.split('.');
  const decoded = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const altered = `${head}.${encode({ ...decoded, scope: 'admin' })}.${signature}`;
  const none = `${encode({ alg: 'none', typ: 'JWT' })}.${claims}.`;
  const jwks = await (await fetch(server.url + '/.well-known/jwks.json')).text();
  const kid = (JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string }).kid;
  const confusedHead = encode({ alg: 'HS256', typ: 'JWT', kid });
  const confused = `${confusedHead}.${claims}.${createHmac('sha256', jwks).update(`${confusedHead}.${claims}`).digest('base64url')}`;
  const flipped = `${head}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  for (const forged of [altered, none, confused, flipped, 'x', 'a.b.c', token + 'x', 'x'.repeat(9000)]) {
    const client = new Client(server);
    client.token = forged;
    const answer = await client.get<Problem>('/me');
    assert.equal(answer.status, 401, forged.slice(0, 60));
    assert.match(answer.headers.get('www-authenticate') ?? '', /Bearer/);
  }
});

test('someone else cannot replay an Idempotency-Key', async () => {
  const ben = await newPerson(server, 'ben');
  const key = crypto.randomUUID();
  const body = { title: 'Of Ana' };
  const mine = await ana.post<{ id: string }>('/quests', body, { idempotencyKey: key });
  const theirs = await ben.post<{ id: string }>('/quests', body, { idempotencyKey: key });
  assert.equal(mine.status, 201);
  assert.notEqual(theirs.body.id, mine.body.id);
});

test('guessing a password is slowed down, and nobody else is locked out', { timeout: 60_000 }, async () => {
  await newPerson(server, 'carl');
  const thief = new Client(server);
  let throttled: Problem | undefined;
  for (let i = 0; i < 20 && !throttled; ++i) {
    const answer = await thief.post<Problem>('/users/login', { email: 'carl@example.org', password: `wrong ${i} guess` });
    if (answer.status === 429) throttled = answer.body;
    else assert.equal(answer.status, 401);
  }
  assert.equal(throttled?.code, 'RATE_LIMITED');
  assert.equal((await ana.get('/me')).status, 200);
});

test('only an administrator deletes a quest', async () => {
  const made = await ana.data<{ createQuest: { id: string } }>(
    `mutation { createQuest(input: { title: "Mine", quantitative: { metric: WORKOUTS, target: 1 } }) { id } }`,
  );
  assert.equal((await ana.call('DELETE', `/quests/quests/${made.createQuest.id}`)).status, 403);
});

test('every page has the headers that keep it safe', async () => {
  const page = await fetch(server.url + '/');
  assert.equal(page.status, 200);
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'self'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /script-src[^;]*unsafe-(inline|eval)/);
  assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
  const asset = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1];
  assert.ok(asset);
  const script = await fetch(server.url + asset, { headers: { 'accept-encoding': 'br' } });
  assert.equal(script.headers.get('content-encoding'), 'br');
  assert.match(script.headers.get('cache-control') ?? '', /immutable/);
  const again = await fetch(server.url + asset, { headers: { 'accept-encoding': 'br', 'if-none-match': script.headers.get('etag') ?? '' } });
  assert.equal(again.status, 304);
});

test('other origins get no CORS unless they are listed', async () => {
  const answer = await fetch(server.url + '/me', { headers: { origin: 'https://evil.example' } });
  assert.equal(answer.headers.get('access-control-allow-origin'), null);
});

test('traces go in and out', async () => {
  const answer = await fetch(server.url + '/health', {
    headers: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
  });
  assert.match(answer.headers.get('traceparent') ?? '', /^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-0[01]$/);
});

test('a raw request that lies about its length is refused', async () => {
  const answer = await new Promise<string>((done, fail) => {
    const socket = connect(server.port, '127.0.0.1', () =>
      socket.write('POST /users/login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
    );
    let text = '';
    socket.on('data', (piece) => (text += piece.toString()));
    socket.on('close', () => done(text));
    socket.on('error', fail);
  });
  assert.match(answer, /^HTTP\/1\.1 400 /);
});

test('no secret reaches the log', () => {
  const log = server.log.join('\n');
  assert.ok(!log.includes(ana.token!.split('.')[2]!), 'the token');
  assert.ok(!log.includes('correct horse battery'), 'the password');
});
