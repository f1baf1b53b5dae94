// Real time over nodes: two processes on one store and one Redis, which dies in the middle; and Apollo's client.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { Client, newPerson, password } from './client.ts';
import { answers, engine, engineName, freePort } from './engines.ts';
import { eventually, tableOf, waymark, Waymark } from './waymark.ts';

interface Message {
  text: string;
  cursor: string;
}

/** A Redis that can be killed and comes back, empty. */
class Redis {
  private child: ChildProcess | undefined;
  private constructor(
    private readonly port: number,
    private readonly folder: string,
  ) {}
  static async start(): Promise<Redis> {
    const redis = new Redis(await freePort(), await mkdtemp(join(tmpdir(), 'waymark-e2e-redis-')));
    await redis.run();
    return redis;
  }
  async run(): Promise<void> {
    const settings = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--dir', this.folder];
    this.child = spawn('setpriv', ['--pdeathsig', 'KILL', 'redis-server', ...settings], { stdio: 'ignore' });
    await eventually(async () => ((await answers(this.port)) ? true : undefined), 'Redis to listen');
  }
  async kill(): Promise<void> {
    const ended = new Promise((done) => this.child!.once('exit', done));
    this.child!.kill('SIGKILL');
    await ended;
  }
  get settings(): Record<string, string> {
    return { WAYMARK_REALTIME_ENGINE: 'redis', WAYMARK_CACHE_ENGINE: 'redis', WAYMARK_REDIS_URL: `redis://127.0.0.1:${this.port}` };
  }
}

const healthIs = (node: Waymark, status: string): Promise<true> =>
  eventually(async () => {
    const answer = (await (await fetch(node.url + '/health/cache')).json()) as { status: string };
    return answer.status === status ? true : undefined;
  }, `a cache that is ${status}`);

const idOf = async (person: Client): Promise<string> => (await person.data<{ me: { id: string } }>('{ me { id } }')).me.id;

async function friends(on: Waymark): Promise<{ ana: Client; ben: Client; room: string }> {
  const [ana, ben] = [await newPerson(on, 'ana'), await newPerson(on, 'ben')];
  const follow = 'mutation($id: ID!) { followUser(id: $id) { id } }';
  await ana.data(follow, { id: await idOf(ben) });
  await ben.data(follow, { id: await idOf(ana) });
  const open = 'mutation($id: ID!) { openDirectRoom(userId: $id) { id } }';
  const { openDirectRoom } = await ana.data<{ openDirectRoom: { id: string } }>(open, { id: await idOf(ben) });
  return { ana, ben, room: openDirectRoom.id };
}

const send = (person: Client, room: string, text: string): Promise<unknown> =>
  person.data('mutation($room: ID!, $text: String!) { sendMessage(roomId: $room, text: $text) { id } }', { room, text });

const onMessage = 'subscription($room: ID!, $after: String) { onMessage(roomId: $room, after: $after) { text cursor } }';

/** Texts that a person hears on a node, as they come. */
function listen(node: Waymark, person: Client, room: string): { heard: string[]; close: () => Promise<void> } {
  const heard: string[] = [];
  const client = createClient({
    url: node.url.replace('http', 'ws') + '/graphql',
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${person.token}` },
  });
  void (async () => {
    const events = client.iterate<{ onMessage: Message }>({ query: onMessage, variables: { room, after: '0000000000000000' } });
    for await (const event of events) heard.push(event.data!.onMessage.text);
  })().catch((error: unknown) => heard.push(String(error)));
  return { heard, close: async () => client.dispose() };
}

test('a message reaches the other node, and none is lost when Redis dies', { skip: engineName === 'embedded', timeout: 120_000 }, async () => {
  const redis = await Redis.start();
  const first = await Waymark.start(redis.settings);
  const folder = await mkdtemp(join(tmpdir(), 'waymark-e2e-node-'));
  await cp(join(first.data, 'keys'), join(folder, 'keys'), { recursive: true });
  const second = await Waymark.start({ ...(await engine()).settings(tableOf(first.data)), ...redis.settings }, folder);
  try {
    await Promise.all([healthIs(first, 'ok'), healthIs(second, 'ok')]);
    const { ana, ben, room } = await friends(first);
    const near = listen(first, ana, room);
    const far = listen(second, ben, room);
    const both = (texts: string[]): Promise<true> =>
      eventually(
        async () => (near.heard.length >= texts.length && far.heard.length >= texts.length ? true : undefined),
        `${JSON.stringify(texts)}, not ${JSON.stringify([near.heard, far.heard])}`,
      );
    await send(ana, room, 'one');
    await both(['one']);
    await send(ana, room, 'two');
    await both(['one', 'two']);

    await redis.kill();
    await Promise.all([healthIs(first, 'degraded'), healthIs(second, 'degraded')]);
    await send(ana, room, 'three');
    await eventually(async () => (near.heard.length >= 3 ? true : undefined), 'the node to go on alone');
    assert.deepEqual(far.heard, ['one', 'two']);

    await redis.run();
    await both(['one', 'two', 'three']);
    await Promise.all([healthIs(first, 'ok'), healthIs(second, 'ok')]);
    await send(ana, room, 'four');
    await both(['one', 'two', 'three', 'four']);
    assert.deepEqual([near.heard, far.heard], [['one', 'two', 'three', 'four'], ['one', 'two', 'three', 'four']], 'each once, in order');
    await Promise.all([near.close(), far.close()]);
  } finally {
    await second.stop();
    assert.equal(await first.stop(), 0);
    await redis.kill();
  }
});

test('who is suspended on one node loses their sockets on the other', { skip: engineName === 'embedded', timeout: 120_000 }, async () => {
  const redis = await Redis.start();
  const first = await Waymark.start(redis.settings);
  const folder = await mkdtemp(join(tmpdir(), 'waymark-e2e-node-'));
  await cp(join(first.data, 'keys'), join(folder, 'keys'), { recursive: true });
  const settings = { ...(await engine()).settings(tableOf(first.data)), ...redis.settings };
  const second = await Waymark.start(settings, folder);
  try {
    await Promise.all([healthIs(first, 'ok'), healthIs(second, 'ok')]);
    const { ana, ben } = await friends(first);
    assert.equal((await waymark(first.data, settings, 'admin', 'ana', '--moderator')).code, 0);
    await ana.logIn('ana@example.org', password);
    const there = new Client(second);
    there.token = ben.token;
    const closed = new Promise<string>((done) => {
      const client = createClient({
        url: second.url.replace('http', 'ws') + '/graphql',
        webSocketImpl: WebSocket,
        lazy: false,
        retryAttempts: 0,
        connectionParams: { authorization: `Bearer ${ben.token}` },
        onNonLazyError: () => undefined,
        on: { closed: (event) => done(`${(event as CloseEvent).code}`), connected: () => void suspend() },
      });
      void client;
    });
    const suspend = async (): Promise<void> => {
      const subjectId = await idOf(ben);
      await ana.data('mutation($input: ReportInput!) { reportContent(input: $input) }', { input: { kind: 'PERSON', id: subjectId, reason: 'SPAM' } });
      const { moderationCases } = await ana.data<{ moderationCases: { nodes: { id: string; version: number }[] } }>('{ moderationCases { nodes { id version } } }');
      const [about] = moderationCases.nodes;
      await ana.data('mutation($input: DecisionInput!) { decideCase(input: $input) { id } }', { input: { caseId: about!.id, action: 'SUSPEND', version: about!.version } });
    };
    assert.equal(await closed, '4423');
    assert.equal((await there.post('/api/posts', { text: 'still here' })).status, 403);
  } finally {
    await second.stop();
    assert.equal(await first.stop(), 0);
    await redis.kill();
  }
});

test("Apollo's client asks and listens over one socket", { timeout: 30_000 }, async () => {
  const server = await Waymark.start();
  try {
    const { ana, ben, room } = await friends(server);
    const socket = createClient({
      url: server.url.replace('http', 'ws') + '/graphql',
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${ben.token}` },
    });
    const apollo = new ApolloClient({ link: new GraphQLWsLink(socket), cache: new InMemoryCache() });
    const me = await apollo.query<{ me: { nickname: string } }>({ query: gql`{ me { id nickname } }` });
    assert.equal(me.data?.me.nickname, 'ben');
    const heard: string[] = [];
    const events = apollo
      .subscribe<{ onMessage: Message }>({ query: gql(onMessage), variables: { room, after: '0000000000000000' } })
      .subscribe((event) => heard.push(event.data!.onMessage.text));
    for (const text of ['hello', 'are you there?']) await send(ana, room, text);
    await eventually(async () => (heard.length === 2 ? true : undefined), 'both messages');
    assert.deepEqual(heard, ['hello', 'are you there?']);
    events.unsubscribe();
    await socket.dispose();
  } finally {
    assert.equal(await server.stop(), 0);
  }
});

test('operations of one socket are limited', { timeout: 30_000 }, async () => {
  const server = await Waymark.start({ WAYMARK_SERVER_SOCKET_OPERATIONS: '5' });
  try {
    const ana = await newPerson(server, 'ana');
    const socket = createClient({
      url: server.url.replace('http', 'ws') + '/graphql',
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${ana.token}` },
    });
    const query = 'subscription { onRewards { points } }';
    const refused = Array.from({ length: 10_000 }, () =>
      new Promise<string>((done) => socket.subscribe({ query }, { next: () => done('news'), error: (error) => done(JSON.stringify(error)), complete: () => done('end') })),
    );
    const outcome = await Promise.race(refused);
    assert.match(outcome, /RATE_LIMITED/);
    assert.equal((await fetch(server.url + '/health')).status, 200);
    await socket.dispose();
  } finally {
    assert.equal(await server.stop(), 0);
  }
});
