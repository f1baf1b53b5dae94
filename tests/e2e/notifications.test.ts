// A bell: what others do rings, gathered, live through the client people use; it is read, silenced, and shows nobody who is blocked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient, type Client as Socket } from 'graphql-ws';
import WebSocket from 'ws';
import { Client, newPerson, type Problem } from './client.ts';
import { eventually, Waymark } from './waymark.ts';

interface Notification {
  id: string;
  kind: string;
  count: number;
  actors: { nickname: string }[];
  post: { text: string } | null;
  comment: { text: string } | null;
  title: string | null;
  read: boolean;
  position: string;
}
interface Change {
  id: string | null;
  notification: Notification | null;
  unreadCount: number;
}
interface Page {
  items: { id: string; kind: string; count: number; actors: { nickname: string }[]; read: boolean; position: string }[];
  nextCursor: string | null;
}

const fields = '{ id kind count actors { nickname } post { text } comment { text } title read position }';

/** Hears a bell and keeps what it hears. */
class Listener {
  readonly heard: Change[] = [];
  failure: unknown;
  private readonly socket: Socket;

  constructor(server: Waymark, person: Client) {
    this.socket = createClient({
      url: server.url.replace('http', 'ws') + '/graphql',
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${person.token}` },
    });
    void this.listen();
  }
  private async listen(): Promise<void> {
    const query = `subscription { onNotification { id notification ${fields} unreadCount } }`;
    try {
      for await (const event of this.socket.iterate<{ onNotification: Change }>({ query })) {
        if (event.errors) this.failure = event.errors;
        if (event.data) this.heard.push(event.data.onNotification);
      }
    } catch (error) {
      this.failure ??= error;
    }
  }
  hears(what: (change: Change) => boolean, description: string): Promise<Change> {
    return eventually(async () => this.heard.find(what), description).catch((error: unknown) => {
      throw this.failure ?? error;
    });
  }
  async goAway(): Promise<void> {
    await this.socket.dispose();
  }
}

const bell = async (person: Client, unreadOnly = false): Promise<Notification[]> =>
  (
    await person.data<{ notifications: { nodes: Notification[] } }>(
      `query($unreadOnly: Boolean) { notifications(unreadOnly: $unreadOnly) { nodes ${fields} } }`,
      { unreadOnly },
    )
  ).notifications.nodes;
const unread = async (person: Client): Promise<number> =>
  (await person.data<{ unreadNotificationCount: number }>('{ unreadNotificationCount }')).unreadNotificationCount;
const line = (one: { kind: string; count: number; actors: { nickname: string }[] }): string =>
  [one.kind, one.count, ...one.actors.map((actor) => actor.nickname)].join(' ');
const rings = (person: Client, wanted: string): Promise<Notification> =>
  eventually(async () => (await bell(person)).find((one) => line(one) === wanted), wanted);

let server: Waymark;
let ana: Client, ben: Client, cleo: Client;
let post: string; // ana's
const ids = new Map<Client, string>();
before(async () => {
  server = await Waymark.start();
  [ana, ben, cleo] = [await newPerson(server, 'ana'), await newPerson(server, 'ben'), await newPerson(server, 'cleo')];
  for (const client of [ana, ben, cleo]) ids.set(client, (await client.data<{ me: { id: string } }>('{ me { id } }')).me.id);
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

const write = async (who: Client, text: string): Promise<string> =>
  (await who.data<{ createPost: { id: string } }>('mutation($text: String!) { createPost(input: { text: $text }) { id } }', { text }))
    .createPost.id;
const act = async (who: Client, mutation: string, id: string): Promise<void> => {
  await who.data(`mutation($id: ID!) { ${mutation}(id: $id) { id } }`, { id });
};
const comment = async (who: Client, postId: string, text: string, parentId?: string): Promise<string> =>
  (
    await who.data<{ addComment: { id: string } }>('mutation($input: CommentInput!) { addComment(input: $input) { id } }', {
      input: { postId, text, parentId },
    })
  ).addComment.id;

/** The socket listens once a ring comes through. Leaves everything as it was. */
const listening = (listener: Listener, by: Client, on: string): Promise<true> =>
  eventually(async () => {
    await act(by, 'likePost', on);
    await act(by, 'unlikePost', on);
    return listener.heard.length > 0 ? (true as const) : undefined;
  }, 'the socket to listen');

test('what others do rings, gathered and live', { timeout: 60_000 }, async () => {
  const listener = new Listener(server, ana);
  post = await write(ana, 'a long walk');
  await listening(listener, ben, post);
  await act(ben, 'likePost', post);
  await act(cleo, 'likePost', post);
  const both = await listener.hears((change) => change.notification?.count === 2, 'two likes');
  assert.equal(both.notification?.kind, 'LIKE');
  assert.deepEqual(new Set(both.notification.actors.map((actor) => actor.nickname)), new Set(['ben', 'cleo']));
  assert.equal(both.notification.post?.text, 'a long walk');
  assert.equal(both.unreadCount, 1, 'one entry, however many like it');

  const first = await comment(cleo, post, 'how long?');
  const asked = await rings(ana, 'COMMENT 1 cleo');
  assert.equal(asked.comment?.text, 'how long?');
  const answer = await comment(ana, post, 'far too long, @ben', first);
  assert.equal((await rings(cleo, 'REPLY 1 ana')).comment?.text, 'far too long, @ben');
  await rings(ben, 'MENTION 1 ana');
  await ana.data('mutation($id: ID!) { deleteComment(id: $id) }', { id: answer });
  await eventually(async () => ((await bell(ben)).length === 0 ? true : undefined), 'what was deleted to be gone');
  assert.deepEqual(await bell(cleo), []);

  await act(ben, 'followUser', ids.get(ana)!);
  await rings(ana, 'FOLLOW 1 ben');
  await act(cleo, 'unlikePost', post);
  await rings(ana, 'LIKE 1 ben');
  await listener.goAway();
});

test('a bell is read, here and there', { timeout: 60_000 }, async () => {
  const seen = await bell(ana);
  assert.equal(await unread(ana), seen.length);
  assert.ok(seen.every((one) => !one.read));
  const listener = new Listener(server, ana);
  const oldest = seen.at(-1)!;
  const one = await ana.post<{ unreadCount: number }>('/api/notifications/read', { id: oldest.id });
  assert.equal(one.body.unreadCount, seen.length - 1);
  const rest = await ana.get<Page>('/api/notifications?unread=true&first=1&fields=id,kind,read');
  assert.deepEqual(rest.body.items, [{ id: seen[0]!.id, kind: seen[0]!.kind, read: false }]);
  assert.ok(rest.body.nextCursor);
  const next = await ana.get<Page>(`/api/notifications?unread=true&after=${rest.body.nextCursor}`);
  assert.deepEqual(next.body.items.map((item) => item.id), seen.slice(1, -1).map((item) => item.id));
  await listening(listener, cleo, post);
  const left = await ana.data<{ markNotificationsRead: number }>('mutation($upTo: String!) { markNotificationsRead(upTo: $upTo) }', {
    upTo: seen[0]!.position,
  });
  assert.equal(left.markNotificationsRead, 0);
  await listener.hears((change) => change.id === null && change.unreadCount === 0, 'the other window to hear of it');
  await act(cleo, 'boostPost', post);
  await rings(ana, 'BOOST 1 cleo');
  assert.equal(await unread(ana), 1);
  assert.ok((await bell(ana)).filter((item) => item.kind !== 'BOOST').every((item) => item.read));
  const odd = await ana.post<Problem>('/api/notifications/read', {});
  assert.equal(odd.status, 400);
  assert.equal((await ana.post<Problem>('/api/notifications/read', { id: 'LIKE.none.20260101' })).status, 404);
  await listener.goAway();
});

test('what one has done oneself rings, and what one does not want to hear of does not', { timeout: 60_000 }, async () => {
  const set = await ben.call<{ items: { kind: string; delivery: string }[] }>('PUT', '/api/notifications/preferences', {
    body: { items: [{ kind: 'LIKE', delivery: 'OFF' }] },
  });
  assert.equal(set.status, 200, JSON.stringify(set.body));
  assert.deepEqual(set.body.items.filter((one) => one.delivery === 'OFF').map((one) => one.kind), ['LIKE']);
  const quiet = await write(ben, 'quiet, please');
  await act(ana, 'likePost', quiet);
  await act(ana, 'boostPost', quiet);
  await rings(ben, 'BOOST 1 ana');
  assert.ok(!(await bell(ben)).some((one) => one.kind === 'LIKE'));

  const { createQuest } = await ben.data<{ createQuest: { id: string } }>(
    `mutation { createQuest(input: { title: "One walk", quantitative: { metric: WORKOUTS, target: 1 } }) { id } }`,
  );
  assert.ok(createQuest.id);
  for (const seconds of [1, 100])
    await ben.data(
      `mutation($at: DateTime!) { logWorkout(input: { type: WALK, startedAt: $at, movingSeconds: 60, distanceMetres: 50000 }) { id } }`,
      { at: new Date(Date.now() + seconds * 1000).toISOString() },
    );
  assert.equal((await rings(ben, 'QUEST_COMPLETED 1')).title, 'One walk');
  await rings(ben, 'LEVEL_REACHED 1');
  await rings(ben, 'BADGE_EARNED 1');
});

test('a stranger asks to talk, and is answered', { timeout: 60_000 }, async () => {
  const opened = await cleo.data<{ openDirectRoom: { id: string } }>('mutation($id: ID!) { openDirectRoom(userId: $id) { id } }', {
    id: ids.get(ben),
  });
  const room = opened.openDirectRoom.id;
  await cleo.data('mutation($room: ID!) { sendMessage(roomId: $room, text: "hello?") { id } }', { room });
  await rings(ben, 'MESSAGE_REQUEST 1 cleo');
  await ben.data('mutation($room: ID!) { acceptRequest(roomId: $room) { id } }', { room });
  const gone = async (): Promise<true | undefined> =>
    (await bell(ben)).some((one) => one.kind === 'MESSAGE_REQUEST') ? undefined : true;
  await eventually(gone, 'the request to be answered');
});

test('who is blocked is not in the bell, and a bell is its owner’s', { timeout: 60_000 }, async () => {
  const anas = await bell(ana);
  assert.ok(anas.some((one) => one.actors.some((actor) => actor.nickname === 'ben')));
  await act(ana, 'blockUser', ids.get(ben)!);
  assert.ok(!(await bell(ana)).some((one) => one.actors.some((actor) => actor.nickname === 'ben')));
  const stranger = await cleo.graphql('mutation($id: ID!) { markNotificationRead(id: $id) { id } }', { id: anas[0]!.id });
  assert.equal(stranger.errors?.[0]?.extensions?.code, 'NOT_FOUND');
  const nobody = new Client(server);
  for (const path of ['/api/notifications', '/api/notifications/preferences'])
    assert.equal((await nobody.get<Problem>(path)).status, 401, path);
});
