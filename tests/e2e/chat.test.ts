// Two people talk, through the client people use: one goes away and comes back, the server is killed in the middle.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createClient, type Client as Socket } from 'graphql-ws';
import WebSocket from 'ws';
import { Client, newPerson, type Problem } from './client.ts';
import { answers, engine, engineName, freePort } from './engines.ts';
import { eventually, tableOf, Waymark } from './waymark.ts';

interface Message {
  id: string;
  number: number;
  text: string;
  senderId: string;
  version: number;
  cursor: string;
  editedAt: string | null;
  deletedAt: string | null;
}
interface Room {
  id: string;
  unreadCount: number;
  pending: boolean;
}

const fields = '{ id number text senderId version cursor editedAt deletedAt }';
const onMessage = `subscription($room: ID!, $after: String) { onMessage(roomId: $room, after: $after) ${fields} }`;
const sendMessage = `mutation($room: ID!, $text: String!, $as: String) { sendMessage(roomId: $room, text: $text, clientId: $as) ${fields} }`;

/** Listens to a room and keeps what it hears. */
class Listener {
  readonly heard: Message[] = [];
  ended = false;
  failure: unknown;
  private readonly socket: Socket;

  constructor(server: Waymark, person: Client, room: string, after?: string) {
    this.socket = createClient({
      url: server.url.replace('http', 'ws') + '/graphql',
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${person.token}` },
    });
    void this.follow(room, after);
  }

  private async follow(room: string, after?: string): Promise<void> {
    try {
      for await (const event of this.socket.iterate<{ onMessage: Message }>({ query: onMessage, variables: { room, after } })) {
        if (event.errors) this.failure = event.errors;
        if (event.data) this.heard.push(event.data.onMessage);
      }
    } catch (error) {
      this.failure ??= error;
    }
    this.ended = true;
  }

  texts(): string[] {
    return this.heard.map((message) => message.text);
  }
  async hears(count: number): Promise<void> {
    const done = async (): Promise<true | undefined> => (this.heard.length >= count ? true : undefined);
    await eventually(done, `message ${count} of ${JSON.stringify(this.texts())}`).catch((error: unknown) => {
      throw this.failure ?? error;
    });
  }
  async goAway(): Promise<void> {
    await this.socket.dispose();
  }
}

const idOf = async (person: Client): Promise<string> => (await person.data<{ me: { id: string } }>('{ me { id } }')).me.id;
const send = async (person: Client, room: string, text: string, as?: string): Promise<Message> =>
  (await person.data<{ sendMessage: Message }>(sendMessage, { room, text, as })).sendMessage;
const roomOf = async (person: Client, id: string): Promise<Room> =>
  (await person.data<{ room: Room }>('query($id: ID!) { room(id: $id) { id unreadCount pending } }', { id })).room;

let count = 0;
/** Two people who follow each other, and their room. */
async function twoFriends(on: Waymark): Promise<{ ana: Client; ben: Client; room: string }> {
  const suffix = String(++count);
  const [ana, ben] = [await newPerson(on, 'ana' + suffix), await newPerson(on, 'ben' + suffix)];
  await ana.data('mutation($id: ID!) { followUser(id: $id) { id } }', { id: await idOf(ben) });
  await ben.data('mutation($id: ID!) { followUser(id: $id) { id } }', { id: await idOf(ana) });
  const opened = await ana.data<{ openDirectRoom: Room }>('mutation($id: ID!) { openDirectRoom(userId: $id) { id pending } }', {
    id: await idOf(ben),
  });
  assert.equal(opened.openDirectRoom.pending, false);
  return { ana, ben, room: opened.openDirectRoom.id };
}

let server: Waymark;
before(async () => {
  server = await Waymark.start();
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

test('two people talk, and one who was away misses nothing', { timeout: 60_000 }, async () => {
  const { ana, ben, room } = await twoFriends(server);
  const first = await send(ana, room, 'hello');
  const anas = new Listener(server, ana, room, first.cursor);
  const bens = new Listener(server, ben, room, '0000000000000000');
  await bens.hears(1);
  await send(ben, room, 'hello yourself');
  await Promise.all([anas.hears(1), bens.hears(2)]);
  assert.deepEqual(bens.texts(), ['hello', 'hello yourself']);

  const seen = bens.heard.at(-1)!;
  await bens.goAway();
  const said = await send(ana, room, 'are you ther?');
  await ana.data(`mutation($room: ID!, $id: ID!) { editMessage(roomId: $room, id: $id, text: "are you there?") { id } }`, { room, id: said.id });
  await ana.data(`mutation($room: ID!, $id: ID!) { react(roomId: $room, messageId: $id, emoji: "👍") { id } }`, { room, id: seen.id });
  await ana.data(`mutation($room: ID!, $id: ID!) { deleteMessage(roomId: $room, id: $id) { id } }`, { room, id: first.id });
  assert.equal((await roomOf(ben, room)).unreadCount, 1);

  const back = new Listener(server, ben, room, seen.cursor);
  await back.hears(4); // sent, edited, reacted to, deleted
  await send(ana, room, 'well?');
  await Promise.all([back.hears(5), anas.hears(6)]);
  // Who was away and who stayed have been told the same, in the same order.
  assert.deepEqual(
    back.heard.map(({ id, cursor }) => ({ id, cursor })),
    anas.heard.slice(1).map(({ id, cursor }) => ({ id, cursor })),
  );
  assert.deepEqual([back.heard[0]?.text, back.heard[0]?.editedAt !== null], ['are you there?', true]);
  assert.equal(back.heard[3]?.id, first.id);
  assert.ok(back.heard[3]?.deletedAt);

  const marked = await ben.data<{ markRead: Room }>('mutation($room: ID!) { markRead(roomId: $room, number: 99) { id unreadCount } }', { room });
  assert.equal(marked.markRead.unreadCount, 0);
  await Promise.all([anas.goAway(), back.goAway()]);
});

test('a killed server loses nothing that it acknowledged, and doubles nothing', { timeout: 120_000 }, async () => {
  let own = await Waymark.start();
  const { ana, ben, room } = await twoFriends(own);
  let bens = new Listener(own, ben, room, '0000000000000000');
  const told: Message[] = [];
  const wanted = Array.from({ length: 60 }, (_, i) => ({ text: `m${i}`, as: randomUUID() }));
  const acknowledged = new Map<string, Message>();
  let killed: Promise<void> | undefined;
  const say = async (client: Client, { text, as }: { text: string; as: string }): Promise<void> => {
    acknowledged.set(as, await send(client, room, text, as));
    if (acknowledged.size === 20) killed ??= own.kill();
  };

  // Six senders, each one message after the other; the power goes while all of them are at it.
  const chains = Array.from({ length: 6 }, (_, chain) => wanted.filter((_, i) => i % 6 === chain));
  const ends = await Promise.allSettled(
    chains.map(async (chain, i) => {
      for (const message of chain) await say(i % 2 === 0 ? ana : ben, message);
    }),
  );
  await killed;
  assert.ok(ends.some((end) => end.status === 'rejected'), 'some had no answer');
  told.push(...bens.heard);
  await bens.goAway();
  own = await Waymark.start({}, own.data);
  const [anaBack, benBack] = [ana, ben].map((person) => Object.assign(new Client(own), { token: person.token }));
  bens = new Listener(own, benBack!, room, told.at(-1)?.cursor ?? '0000000000000000');
  const before = new Map(acknowledged);
  for (const [i, message] of wanted.entries()) await say(i % 2 === 0 ? anaBack! : benBack!, message);
  for (const [as, message] of before) assert.equal(acknowledged.get(as)?.id, message.id, 'an acknowledged message is the same one');

  await bens.hears(wanted.length - told.length);
  const all = [...told, ...bens.heard];
  assert.deepEqual(all.map((message) => message.number), wanted.map((_, i) => i + 1), 'every number once, in order');
  assert.deepEqual(new Set(all.map((message) => message.text)), new Set(wanted.map((message) => message.text)));
  await bens.goAway();
  assert.equal(await own.stop(), 0);
  await rm(own.data, { recursive: true, force: true });
});

test('a stranger asks first, and learns nothing before the answer', { timeout: 60_000 }, async () => {
  const [tom, eva] = [await newPerson(server, 'tom'), await newPerson(server, 'eva')];
  const opened = await tom.data<{ openDirectRoom: Room }>('mutation($id: ID!) { openDirectRoom(userId: $id) { id pending } }', { id: await idOf(eva) });
  const room = opened.openDirectRoom.id;
  assert.equal(opened.openDirectRoom.pending, true);
  for (const text of ['hello', 'please', 'really']) await send(tom, room, text);
  const fourth = await tom.graphql(sendMessage, { room, text: 'I insist' });
  assert.equal(fourth.errors?.[0]?.extensions?.code, 'CONFLICT');
  const requests = await eva.data<{ messageRequests: { nodes: Room[] } }>('{ messageRequests { nodes { id unreadCount } } }');
  assert.deepEqual(requests.messageRequests.nodes, [{ id: room, unreadCount: 3 }]);
  assert.deepEqual((await eva.data<{ rooms: { nodes: Room[] } }>('{ rooms { nodes { id } } }')).rooms.nodes, []);
  await eva.data('mutation($room: ID!) { acceptRequest(roomId: $room) { id } }', { room });
  await send(eva, room, 'hello Tom');
  await send(tom, room, 'at last');
});

test('rooms of others are nobody else’s business', { timeout: 60_000 }, async () => {
  const { ana, ben, room } = await twoFriends(server);
  const message = await send(ana, room, 'between us');
  const mallory = await newPerson(server, 'mallory');
  const listener = new Listener(server, mallory, room, '0000000000000000');
  await eventually(async () => (listener.ended ? true : undefined), 'the refusal');
  assert.deepEqual(listener.heard, []);
  for (const [method, path, body] of [
    ['GET', `/api/rooms/${room}`, undefined],
    ['GET', `/api/rooms/${room}/members`, undefined],
    ['GET', `/api/rooms/${room}/messages`, undefined],
    ['GET', `/api/rooms/${room}/messages/${message.id}`, undefined],
    ['GET', `/api/rooms/${room}/presence`, undefined],
    ['POST', `/api/rooms/${room}/messages`, { text: 'me too' }],
    ['PATCH', `/api/rooms/${room}/messages/${message.id}`, { text: 'ha' }],
    ['DELETE', `/api/rooms/${room}/messages/${message.id}`, undefined],
    ['PUT', `/api/rooms/${room}/messages/${message.id}/reactions/${encodeURIComponent('👍')}`, undefined],
    ['POST', `/api/rooms/${room}/read`, { number: 1 }],
    ['POST', `/api/rooms/${room}/typing`, undefined],
    ['POST', `/api/rooms/${room}/accept`, undefined],
  ] as const) {
    const answer = await mallory.call<Problem>(method, path, body ? { body } : {});
    assert.equal(answer.status, 404, `${method} ${path}: ${JSON.stringify(answer.body)}`);
  }
  await listener.goAway();
  assert.equal((await ben.get<{ items: Message[] }>(`/api/rooms/${room}/messages`)).body.items.length, 1);
});

test('REST: the same rooms and messages', { timeout: 60_000 }, async () => {
  const { ana, ben, room } = await twoFriends(server);
  const as = randomUUID();
  const first = await ana.post<Message>(`/api/rooms/${room}/messages`, { text: 'one', clientId: as });
  assert.equal(first.status, 201, JSON.stringify(first.body));
  const again = await ana.post<Message>(`/api/rooms/${room}/messages`, { text: 'one', clientId: as });
  assert.deepEqual([again.status, again.body.id], [200, first.body.id]);
  const reaction = `/api/rooms/${room}/messages/${first.body.id}/reactions/${encodeURIComponent('❤️')}`;
  assert.equal((await ben.call('PUT', reaction)).status, 200);
  assert.equal((await ben.call('DELETE', reaction)).status, 200);
  assert.equal((await ben.get<{ items: Room[] }>('/api/rooms')).body.items[0]?.unreadCount, 1);
  assert.equal((await ben.post(`/api/rooms/${room}/read`, { number: 1 })).status, 200);
  assert.equal((await ben.get<{ items: Room[] }>('/api/rooms')).body.items[0]?.unreadCount, 0);
  const several = await ana.post<Room>('/api/rooms', { name: 'Walkers', memberIds: [await idOf(ben)] });
  assert.equal(several.status, 201, JSON.stringify(several.body));
  assert.equal((await ana.call('PATCH', `/api/rooms/${several.body.id}`, { body: { name: 'Runners' } })).status, 200);
  assert.equal((await ben.call('DELETE', `/api/rooms/${several.body.id}/members/me`)).status, 204);
  assert.equal((await ben.get(`/api/rooms/${several.body.id}`)).status, 404);
});

test('a picture comes with its message and goes with it', { timeout: 60_000 }, async () => {
  const { ana, ben, room } = await twoFriends(server);
  const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const uploaded = await ana.call<{ id: string; url: string }>('POST', '/api/media', { raw: pixel, headers: { 'content-type': 'image/png' } });
  assert.equal(uploaded.status, 201, JSON.stringify(uploaded.body));
  const body = { text: '', mediaIds: [uploaded.body.id] };
  assert.equal((await ben.post(`/api/rooms/${room}/messages`, body)).status, 400, 'somebody else’s picture');
  const sent = await ana.post<Message>(`/api/rooms/${room}/messages`, body);
  assert.equal(sent.status, 201, JSON.stringify(sent.body));
  const { messages } = await ben.data<{ messages: { nodes: { pictures: { url: string }[] }[] } }>(
    'query($room: ID!) { messages(roomId: $room) { nodes { pictures { url width alt } } } }',
    { room },
  );
  assert.equal(messages.nodes[0]?.pictures[0]?.url, uploaded.body.url);
  assert.equal((await fetch(server.url + uploaded.body.url)).status, 200);
  const gone = await ana.call<{ pictures: unknown[] }>('DELETE', `/api/rooms/${room}/messages/${sent.body.id}`);
  assert.deepEqual(gone.body.pictures, []);
});

test('a message of 10 MB is refused, and says so', { timeout: 60_000 }, async () => {
  const { ana, room } = await twoFriends(server);
  const answer = await ana.post<Problem>(`/api/rooms/${room}/messages`, { text: 'x'.repeat(10_000_000) });
  assert.equal(answer.status, 413, JSON.stringify(answer.body));
  assert.equal(answer.body.code, 'TOO_LARGE');
  const long = await ana.graphql(sendMessage, { room, text: 'x'.repeat(4001) });
  assert.equal(long.errors?.[0]?.extensions?.errors?.[0]?.field, 'text');
});

/** Listens when this returns; dies with this process. */
async function startRedis(port: number): Promise<ChildProcess> {
  const words = ['redis-server', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...words], { stdio: 'ignore', cwd: tmpdir() });
  await eventually(async () => ((await answers(port)) ? true : undefined), 'Redis');
  return child;
}

test('two nodes, and Redis between them killed in the middle', { timeout: 120_000, skip: engineName === 'embedded' }, async () => {
  const port = await freePort();
  let redis = await startRedis(port);
  const settings = { WAYMARK_REALTIME_ENGINE: 'redis', WAYMARK_REDIS_URL: `redis://127.0.0.1:${port}` };
  const first = await Waymark.start(settings);
  const folder = await mkdtemp(join(tmpdir(), 'waymark-e2e-node-'));
  await cp(join(first.data, 'keys'), join(folder, 'keys'), { recursive: true });
  const second = await Waymark.start({ ...settings, ...(await engine()).settings(tableOf(first.data)) }, folder);
  try {
    const { ana, ben, room } = await twoFriends(first);
    const bens = new Listener(second, ben, room, '0000000000000000');
    await send(ana, room, 'm1');
    await bens.hears(1);
    await send(Object.assign(new Client(second), { token: ben.token }), room, 'm2');
    await send(ana, room, 'm3');
    await bens.hears(3);

    const ended = new Promise((done) => redis.once('exit', done));
    redis.kill('SIGKILL');
    await ended;
    for (const text of ['m4', 'm5', 'm6']) await send(ana, room, text);
    redis = await startRedis(port);
    await bens.hears(6);
    await send(ana, room, 'm7');
    await bens.hears(7);
    assert.deepEqual(bens.texts(), ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7']);
    await bens.goAway();
  } finally {
    await second.stop();
    assert.equal(await first.stop(), 0);
    redis.kill('SIGKILL');
  }
});
