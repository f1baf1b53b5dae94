// What somebody reports, what moderators decide, and what that does: hidden texts, suspended people, limits, rules, the log.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { Client, newPerson, password, type Problem } from './client.ts';
import { engine } from './engines.ts';
import { eventually, tableOf, waymark, Waymark } from './waymark.ts';

let server: Waymark;
let settings: Record<string, string>;
let ana: Client, ben: Client, eve: Client, mia: Client, max: Client;
const ids = new Map<Client, string>();

/** A classifier that finds harm in what says so. */
let classifier: Server;
let classified = 0;

async function must(...words: string[]): Promise<string> {
  const run = await waymark(server.data, settings, ...words);
  assert.equal(run.code, 0, run.out);
  return run.out;
}

before(async () => {
  classifier = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      ++classified;
      const flagged = (JSON.parse(body) as { input: string }).input.includes('sounds harmful');
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ results: [{ flagged, categories: { harassment: flagged } }] }));
    });
  });
  await new Promise<void>((done) => classifier.listen(0, '127.0.0.1', done));
  const { port } = classifier.address() as { port: number };
  server = await Waymark.start({
    WAYMARK_MODERATION_REFUSE_WORDS: 'forbidden phrase',
    WAYMARK_MODERATION_HOLD_WORDS: 'casino,lottery',
    WAYMARK_MODERATION_CLASSIFIER_URL: `http://127.0.0.1:${port}/v1/moderations`,
  });
  settings = (await engine()).settings(tableOf(server.data));
  const people = [];
  for (const name of ['ana', 'ben', 'eve', 'mia', 'max']) people.push(await newPerson(server, name));
  [ana, ben, eve, mia, max] = people as [Client, Client, Client, Client, Client];
  for (const client of people) ids.set(client, (await client.data<{ me: { id: string } }>('{ me { id } }')).me.id);
  await must('admin', 'mia', '--moderator');
  await must('admin', 'max', '--moderator');
  await mia.logIn('mia@example.org', password);
  await max.logIn('max@example.org', password);
});
after(async () => {
  classifier.close();
  assert.equal(await server.stop(), 0);
});

interface Case {
  id: string;
  kind: string;
  subjectId: string;
  reportCount: number;
  rules: string[];
  version: number;
  snapshots: { text: string }[];
}
interface Notice {
  id: string;
  action: string;
  excerpt: string;
  message: string | null;
  liftedAt: string | null;
  appealable: boolean;
}

const write = async (who: Client, text: string): Promise<string> =>
  (await who.data<{ createPost: { id: string } }>('mutation($text: String!) { createPost(input: { text: $text }) { id } }', { text })).createPost.id;
const sees = async (who: Client, id: string): Promise<boolean> =>
  (await who.data<{ post: unknown }>('query($id: ID!) { post(id: $id) { id } }', { id })).post !== null;
const report = (who: Client, kind: string, id: string, more: Record<string, unknown> = {}) =>
  who.post('/api/reports', { kind, id, reason: 'SPAM', ...more });
const caseOf = async (id: string): Promise<Case | undefined> =>
  (
    await mia.data<{ moderationCases: { nodes: Case[] } }>(
      '{ moderationCases(page: { first: 100 }) { nodes { id kind subjectId reportCount rules version snapshots { text } } } }',
    )
  ).moderationCases.nodes.find((one) => one.subjectId === id);
const decide = async (who: Client, about: Case, action: string, until?: string) =>
  who.data('mutation($input: DecisionInput!) { decideCase(input: $input) { state } }', {
    input: { caseId: about.id, action, until, message: 'Be kind.', version: about.version },
  });
const notices = async (who: Client): Promise<Notice[]> =>
  (await who.data<{ myModerationNotices: { nodes: Notice[] } }>('{ myModerationNotices { nodes { id action excerpt message liftedAt appealable } } }'))
    .myModerationNotices.nodes;
const code = async (who: Client, query: string, variables: Record<string, unknown> = {}): Promise<string | undefined> =>
  (await who.graphql(query, variables)).errors?.[0]?.extensions?.code;

/** Somebody's socket with a subscription on it: how it ends. */
function listening(who: Client): { open: Promise<void>; ended: Promise<string>; refused: Promise<string> } {
  let onEnd = (_: string): void => undefined;
  const ended = new Promise<string>((done) => (onEnd = done));
  let onOpen = (): void => undefined;
  const open = new Promise<void>((done) => (onOpen = done));
  const client = createClient({
    url: server.url.replace('http', 'ws') + '/graphql',
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${who.token}` },
    on: {
      connected: () => {
        onOpen();
      },
      closed: (event) => {
        onEnd(`${(event as CloseEvent).code} ${(event as CloseEvent).reason}`);
      },
    },
  });
  const refused = new Promise<string>((done) =>
    client.subscribe({ query: 'subscription { onRewards { points } }' }, { next: () => undefined, error: (error) => done(JSON.stringify(error)), complete: () => done('') }),
  );
  return { open, ended, refused };
}

test('what several people report becomes one case, and is hidden from all but its author', async () => {
  const id = await write(ana, 'Buy this now!');
  assert.equal((await report(ben, 'POST', id, { text: 'Again and again' })).status, 204);
  assert.equal((await report(ben, 'POST', id)).status, 204, 'again');
  assert.equal((await report(eve, 'POST', id)).status, 204);
  assert.equal((await report(ana, 'POST', id)).status, 400, 'her own');
  const nobody = '01890a5d-ac96-774b-bcce-b302099a8057';
  assert.equal((await report(ben, 'POST', nobody)).status, 404);
  assert.equal((await report(new Client(server), 'POST', id)).status, 401);
  const about = (await caseOf(id))!;
  assert.deepEqual([about.reportCount, about.snapshots], [2, [{ text: 'Buy this now!' }]]);
  await decide(mia, about, 'HIDE');
  assert.equal(await sees(ben, id), false);
  assert.equal((await ben.get(`/api/posts/${id}`)).status, 404);
  const own = await ana.get<{ hidden: boolean }>(`/api/posts/${id}?fields=hidden`);
  assert.deepEqual(own.body, { hidden: true });
  const [notice] = await notices(ana);
  assert.deepEqual([notice?.action, notice?.excerpt, notice?.message, notice?.appealable], ['HIDE', 'Buy this now!', 'Be kind.', true]);
  assert.equal(await caseOf(id), undefined, 'it is out of the queue');
});

test('a stranger to moderation gets nothing of it', async () => {
  const id = await write(ana, 'Something else');
  await report(ben, 'POST', id);
  const about = (await caseOf(id))!;
  const calls: [string, Record<string, unknown>][] = [
    ['{ moderationCases { nodes { id } } }', {}],
    ['query($id: ID!) { moderationCase(id: $id) { snapshots { text } } }', { id: about.id }],
    ['mutation($input: DecisionInput!) { decideCase(input: $input) { id } }', { input: { caseId: about.id, action: 'DISMISS', version: about.version } }],
    ['mutation($id: ID!) { decideAppeal(decisionId: $id, upheld: true) { id } }', { id: about.id }],
    ['mutation($id: ID!) { liftDecision(decisionId: $id) { id } }', { id: about.id }],
  ];
  for (const [query, variables] of calls) {
    assert.equal(await code(eve, query, variables), 'FORBIDDEN', query);
    assert.equal(await code(ana, query, variables), 'FORBIDDEN', query);
    assert.equal(await code(new Client(server), query, variables), 'UNAUTHENTICATED', query);
  }
  const [notice] = await notices(ana);
  assert.equal(await code(eve, 'mutation($id: ID!) { appealDecision(decisionId: $id, text: "no") { id } }', { id: notice!.id }), 'NOT_FOUND');
  assert.ok(await caseOf(id), 'nothing was decided');
});

test('who is suspended is gone for the others, reads why, and appeals', async () => {
  const id = await write(ben, 'Hello from Ben');
  assert.equal(await sees(eve, id), true);
  await report(eve, 'PERSON', ids.get(ben)!);
  const ear = listening(ben);
  await ear.open;
  await decide(mia, (await caseOf(ids.get(ben)!))!, 'SUSPEND');

  assert.match(await ear.ended, /^4423 Your account is suspended\./);
  assert.match(await listening(ben).refused, /suspended/, 'and nothing is told live from then on');

  // Their session lives on, to read; it changes nothing.
  const suspended = await eventually(async () => {
    const answer = await ben.graphql('mutation { createPost(input: { text: "still here" }) { id } }');
    return answer.errors ? answer : undefined;
  }, 'the suspension to reach the node');
  assert.equal(suspended.errors?.[0]?.extensions?.code, 'FORBIDDEN');
  assert.match(suspended.errors?.[0]?.message ?? '', /suspended/);
  const rest = await ben.post<Problem>('/api/posts', { text: 'by REST' });
  assert.equal(rest.status, 403);
  assert.match(rest.body.detail, /suspended/);
  assert.equal((await ben.post(`/api/users/${ids.get(eve)}/follow`, {})).status, 403);
  assert.equal(await sees(eve, id), false);
  assert.equal((await eve.get('/api/users/ben')).status, 404);
  await ben.logIn('ben@example.org', password);
  const why = await ben.data<{ mySuspension: { until: string | null; notice: Notice } }>('{ mySuspension { until notice { id message } } }');
  assert.deepEqual([why.mySuspension.until, why.mySuspension.notice.message], [null, 'Be kind.']);

  const appeal = 'mutation($id: ID!) { appealDecision(decisionId: $id, text: "It was not me") { appealable } }';
  await ben.data(appeal, { id: why.mySuspension.notice.id });
  assert.equal(await code(ben, appeal, { id: why.mySuspension.notice.id }), 'CONFLICT', 'once');
  const settle = 'mutation($id: ID!) { decideAppeal(decisionId: $id, upheld: false, message: "Sorry") { state } }';
  assert.equal(await code(mia, settle, { id: why.mySuspension.notice.id }), 'FORBIDDEN', 'it was her decision');
  await max.data(settle, { id: why.mySuspension.notice.id });
  assert.equal(await sees(eve, id), true);
  assert.ok(await write(ben, 'back again'));
  assert.ok((await notices(ben))[0]?.liftedAt);
});

test('rules refuse, hold and flag; the classifier has its say', async () => {
  const refused = await ana.graphql('mutation { createPost(input: { text: "A FORBIDDEN, phrase" }) { id } }');
  assert.equal(refused.errors?.[0]?.extensions?.errors?.[0]?.field, 'input.text');
  const held = await write(ana, 'Come to our Cásino');
  assert.equal(await sees(eve, held), false);
  const about = await eventually(() => caseOf(held), 'the case');
  assert.deepEqual(about.rules, ['word: casino']);
  await decide(mia, about, 'DISMISS');
  assert.equal(await sees(eve, held), true);
  const flagged = await write(ana, 'This sounds harmful to a machine');
  assert.equal(await sees(eve, flagged), true);
  assert.deepEqual((await eventually(() => caseOf(flagged), 'the case')).rules, ['classifier: harassment']);
  assert.ok(classified > 0);
});

test('a message that is hidden says nothing to anybody', async () => {
  await eve.data('mutation($id: ID!) { followUser(id: $id) { id } }', { id: ids.get(ana) });
  const { openDirectRoom: room } = await ana.data<{ openDirectRoom: { id: string } }>(
    'mutation($id: ID!) { openDirectRoom(userId: $id) { id } }',
    { id: ids.get(eve) },
  );
  const { sendMessage: message } = await ana.data<{ sendMessage: { id: string } }>(
    'mutation($id: ID!) { sendMessage(roomId: $id, text: "ugly words") { id } }',
    { id: room.id },
  );
  assert.equal((await report(ben, 'MESSAGE', message.id, { roomId: room.id })).status, 404, 'he is not in the room');
  assert.equal((await report(eve, 'MESSAGE', message.id, { roomId: room.id })).status, 204);
  const about = (await caseOf(message.id))!;
  assert.equal(about.snapshots[0]?.text, 'ugly words');
  await decide(mia, about, 'HIDE');
  for (const who of [ana, eve]) {
    const page = await who.get<{ items: { text: string; hiddenAt: string | null }[] }>(`/api/rooms/${room.id}/messages`);
    assert.equal(page.body.items[0]?.text, '');
    assert.ok(page.body.items[0].hiddenAt);
  }
});

test('what people write is text, whoever shows it', async () => {
  const hostile = `<script>alert(1)</script> <img src=x onerror="alert(2)"> javascript:alert(3) </textarea>"'&`;
  await ana.data('mutation($text: String!) { upsertProfile(input: { bio: $text, fullName: "<b>Ana</b>" }) { id } }', { text: hostile });
  const id = await write(ana, hostile);
  await ana.post(`/api/posts/${id}/comments`, { text: hostile });
  for (const path of [`/api/posts/${id}`, `/api/posts/${id}/comments`, '/api/users/ana']) {
    const answer = await eve.get(path);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.match(answer.headers.get('content-security-policy') ?? '', /script-src 'self'|default-src 'none'|default-src 'self'/);
    assert.ok(JSON.stringify(answer.body).includes(JSON.stringify(hostile).slice(1, -1)), 'as it was written');
  }
  const links = await ana.graphql('mutation { upsertProfile(input: { links: ["javascript:alert(1)"] }) { id } }');
  assert.match(links.errors?.[0]?.extensions?.errors?.[0]?.field ?? '', /^input\.links/);
});

test('the audit log is whole', async () => {
  assert.match(await must('moderation', 'verify'), /entries, each follows the one before\nlast hash [0-9a-f]{64}\n/);
});

test('who does too much is told when to come back', async () => {
  const small = await Waymark.start({ WAYMARK_LIMITS_SCALE: '1', WAYMARK_LIMITS_POSTS: '2 1/h', WAYMARK_LIMITS_LOG_INS: '3 1/m' });
  try {
    const zoe = await newPerson(small, 'zoe');
    assert.ok(await write(zoe, 'one'));
    assert.equal((await zoe.post('/api/posts', { text: 'two' })).status, 201);
    const refused = await zoe.post<Problem>('/api/posts', { text: 'three' });
    assert.equal(refused.status, 429);
    const wait = Number(refused.headers.get('retry-after'));
    assert.ok(wait > 3000 && wait <= 3600, String(wait));
    const told = await zoe.graphql('mutation { createPost(input: { text: "four" }) { id } }');
    const extensions = told.errors?.[0]?.extensions as { code: string; retryAfter: number };
    assert.equal(extensions.code, 'RATE_LIMITED');
    assert.ok(extensions.retryAfter > 3000 && extensions.retryAfter <= 3600);
    const guess = () => new Client(small).post('/users/login', { email: 'zoe@example.org', password: 'wrong guess 1' });
    for (let i = 0; i < 3; ++i) assert.equal((await guess()).status, 401);
    assert.equal((await guess()).status, 429);
  } finally {
    await small.stop();
  }
});
