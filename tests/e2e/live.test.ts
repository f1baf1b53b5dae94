// Subscriptions, through the clients people use: graphql-ws and graphql-sse.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient as createSse } from 'graphql-sse';
import { CloseCode, createClient as createWs } from 'graphql-ws';
import WebSocket from 'ws';
import { newPerson, type Client } from './client.ts';
import { deferred, Waymark } from './waymark.ts';

let server: Waymark;
let ana: Client;
before(async () => {
  server = await Waymark.start();
  ana = await newPerson(server, 'ana');
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

const wsUrl = (): string => server.url.replace('http', 'ws') + '/graphql';

async function firstQuestProgress(events: AsyncIterable<unknown>, ready: () => Promise<void>): Promise<unknown> {
  const iterator = events[Symbol.asyncIterator]();
  const next = iterator.next();
  await ready();
  const result = await next;
  await iterator.return?.();
  return result.value;
}

async function advanceAQuest(): Promise<void> {
  await ana.data(`mutation { createQuest(input: { title: "Walk", quantitative: { metric: WORKOUTS, target: 3 } }) { id } }`);
  await ana.data(`mutation($at: DateTime!) { logWorkout(input: { type: WALK, startedAt: $at, movingSeconds: 60 }) { id } }`, {
    at: new Date(Date.now() + 1000).toISOString(),
  });
}

test('quest progress reaches a graphql-ws client', { timeout: 20_000 }, async () => {
  const connected = deferred<void>();
  const client = createWs({
    url: wsUrl(),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${ana.token}` },
    on: { connected: () => connected.resolve() },
  });
  const events = client.iterate({ query: 'subscription { onQuestProgress { title current target } }' });
  const seen = await firstQuestProgress(events, async () => {
    await connected.promise;
    await advanceAQuest();
  });
  assert.match(JSON.stringify(seen), /"title":"Walk"/);
  await client.dispose();
});

test('rewards reach a graphql-sse client', { timeout: 20_000 }, async () => {
  const connected = deferred<void>();
  const client = createSse({
    url: server.url + '/graphql',
    headers: { authorization: `Bearer ${ana.token}` },
    retryAttempts: 0,
  });
  const events = client.iterate(
    { query: 'subscription { onRewards { points level } }' },
    { connected: () => connected.resolve() } as never,
  );
  const seen = await firstQuestProgress(events, async () => {
    await Promise.race([connected.promise, new Promise((done) => setTimeout(done, 500))]);
    await ana.data(`mutation($at: DateTime!) { logWorkout(input: { type: RUN, startedAt: $at, movingSeconds: 60, distanceMetres: 300 }) { id } }`, {
      at: new Date().toISOString(),
    });
  });
  assert.match(JSON.stringify(seen), /"points":\d+/);
  client.dispose();
});

test('queries run over the same socket', async () => {
  const client = createWs({ url: wsUrl(), webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${ana.token}` } });
  const results: unknown[] = [];
  for await (const result of client.iterate({ query: '{ me { nickname } }' })) results.push(result);
  assert.deepEqual(results, [{ data: { me: { nickname: 'ana' } } }]);
  await client.dispose();
});

test('a forged token is refused with 4403, a foreign subprotocol with 4406', async () => {
  const closed = deferred<number>();
  const client = createWs({
    url: wsUrl(),
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: () => undefined,
    connectionParams: { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.' },
    on: { closed: (event) => closed.resolve((event as { code: number }).code) },
  });
  assert.equal(await closed.promise, CloseCode.Forbidden);
  await client.dispose();

  const foreign = new WebSocket(wsUrl(), 'graphql-ws');
  const outcome = await new Promise<string>((done) => {
    foreign.once('close', (code) => done(String(code)));
    foreign.once('unexpected-response', (_, response) => done(`http ${response.statusCode}`));
    foreign.once('error', (error) => done(error.message));
  });
  assert.match(outcome, /4406|http 4\d\d|subprotocol/i);
});

test('a page of another origin cannot open a socket', async () => {
  const socket = new WebSocket(wsUrl(), 'graphql-transport-ws', { origin: 'https://evil.example' });
  const status = await new Promise<number>((done) => {
    socket.once('unexpected-response', (_, response) => done(response.statusCode ?? 0));
    socket.once('open', () => done(101));
    socket.once('error', () => undefined);
  });
  assert.equal(status, 403);
});
