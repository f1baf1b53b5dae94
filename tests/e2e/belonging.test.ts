// What belongs to groups and to what people say: edits that keep what was said, news of groups in the bell and on the page,
// private groups that only members find, thanks that earn, goals that are shown to everybody.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient, type Client as Socket } from 'graphql-ws';
import WebSocket from 'ws';
import { Client, newPerson, type Problem } from './client.ts';
import { eventually, Waymark } from './waymark.ts';

let server: Waymark;
let ana: Client, ben: Client, eve: Client;
const ids = new Map<Client, string>();

before(async () => {
  server = await Waymark.start();
  [ana, ben, eve] = [await newPerson(server, 'ana'), await newPerson(server, 'ben'), await newPerson(server, 'eve')];
  for (const who of [ana, ben, eve]) ids.set(who, (await who.data<{ me: { id: string } }>('{ me { id } }')).me.id);
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

interface Entry {
  kind: string;
  position: string;
  group: { name: string } | null;
  groupRole: string | null;
}
const bell = async (who: Client): Promise<Entry[]> =>
  (await who.data<{ notifications: { nodes: Entry[] } }>('{ notifications { nodes { kind position group { name } groupRole } } }')).notifications.nodes;
const rings = (who: Client, kind: string): Promise<Entry> =>
  eventually(async () => (await bell(who)).find((one) => one.kind === kind), `${kind} in the bell`);

/** What a subscription tells, as it comes. */
function hear<T>(who: Client, query: string, variables: Record<string, unknown> = {}): { heard: T[]; open: Promise<void>; socket: Socket } {
  const heard: T[] = [];
  let opened = (): void => undefined;
  const open = new Promise<void>((done) => (opened = done));
  const socket = createClient({
    url: server.url.replace('http', 'ws') + '/graphql',
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${who.token}` },
    on: { connected: () => opened() },
  });
  socket.subscribe<T>({ query, variables }, { next: ({ data }) => void (data && heard.push(data)), error: () => undefined, complete: () => undefined });
  return { heard, open, socket };
}

test('a comment is edited, and what it said is kept', async () => {
  const post = (await ana.post<{ id: string }>('/api/posts', { text: 'How far today?' })).body.id;
  const said = (await ben.post<{ id: string; version: number }>(`/api/posts/${post}/comments`, { text: 'Ten kilometers' })).body;
  assert.equal(said.version, 1);
  const edited = await ben.call<{ text: string; version: number; editedAt: string }>('PATCH', `/api/comments/${said.id}`, { body: { text: 'Twelve kilometers', version: 1 } });
  assert.deepEqual([edited.status, edited.body.text, edited.body.version], [200, 'Twelve kilometers', 2]);
  assert.ok(edited.body.editedAt);
  assert.equal((await ben.call('PATCH', `/api/comments/${said.id}`, { body: { text: 'Late', version: 1 } })).status, 409);
  assert.equal((await ana.call('PATCH', `/api/comments/${said.id}`, { body: { text: 'Not mine', version: 2 } })).status, 403);
  const wrong = await ben.call<Problem>('PATCH', `/api/comments/${said.id}`, { body: { text: '', version: 2 } });
  assert.equal(wrong.body.errors?.[0]?.field, 'text');
  const history = await ana.get<{ items: { text: string }[] }>(`/api/comments/${said.id}/history`);
  assert.deepEqual(history.body.items.map(({ text }) => text), ['Ten kilometers']);
  const { comment } = await eve.data<{ comment: { text: string; history: { text: string }[] } }>('query($id: ID!) { comment(id: $id) { text history { text } } }', { id: said.id });
  assert.deepEqual(comment, { text: 'Twelve kilometers', history: [{ text: 'Ten kilometers' }] });
});

test('groups ring, live and where one left off', async () => {
  const create = 'mutation($input: GroupInput!) { createGroup(input: $input) { id } }';
  const { createGroup: group } = await ana.data<{ createGroup: { id: string } }>(create, { input: { name: 'Quiet walkers', visibility: 'PRIVATE' } });
  const seen = (await bell(ben)).at(0)?.position ?? '2020-01-01T00:00:00.000Z#00000000-0000-0000-0000-000000000000';
  await ana.data('mutation($id: ID!, $users: [ID!]!) { inviteToGroup(groupId: $id, userIds: $users) { id } }', { id: group.id, users: [ids.get(ben)] });
  assert.equal((await rings(ben, 'GROUP_INVITED')).group?.name, 'Quiet walkers');
  const away = hear<{ onNotification: { notification: Entry } }>(ben, 'subscription($after: String) { onNotification(after: $after) { notification { kind } } }', { after: seen });
  await eventually(async () => away.heard.find(({ onNotification }) => onNotification.notification?.kind === 'GROUP_INVITED'), 'what came while nobody listened');
  await away.socket.dispose();

  const watching = hear<{ onGroup: { kind: string } }>(ana, 'subscription($id: ID!) { onGroup(groupId: $id) { groupId kind } }', { id: group.id });
  const shut = hear<{ onGroup: { kind: string } }>(eve, 'subscription($id: ID!) { onGroup(groupId: $id) { groupId kind } }', { id: group.id });
  await watching.open;
  await ben.data('mutation($id: ID!) { joinGroup(id: $id) { id } }', { id: group.id });
  await eventually(async () => watching.heard.find(({ onGroup }) => onGroup.kind === 'MEMBERS'), 'the page to hear of a member');
  await eventually(async () => ((await bell(ben)).some(({ kind }) => kind === 'GROUP_INVITED') ? undefined : true), 'the answered invitation to be gone');
  const post = (await ben.post<{ id: string }>('/api/posts', { text: 'By the lake', groupId: group.id })).body.id;
  await eventually(async () => watching.heard.find(({ onGroup }) => onGroup.kind === 'POSTS'), 'the page to hear of a post');
  await ana.data('mutation($group: ID!, $post: ID!) { pinGroupPost(groupId: $group, postId: $post) { id } }', { group: group.id, post });
  await eventually(async () => watching.heard.find(({ onGroup }) => onGroup.kind === 'GROUP'), 'the page to hear of a pin');
  await rings(ben, 'GROUP_PIN');
  await ana.data('mutation($group: ID!, $user: ID!) { setGroupRole(groupId: $group, userId: $user, role: MODERATOR) { role } }', { group: group.id, user: ids.get(ben) });
  assert.equal((await rings(ben, 'GROUP_ROLE')).groupRole, 'MODERATOR');
  assert.deepEqual(shut.heard, [], 'a stranger hears nothing');
  await Promise.all([watching.socket.dispose(), shut.socket.dispose()]);

  const find = 'query($query: String!) { search(query: $query, kinds: [GROUPS]) { nodes { ... on Group { name } } } }';
  const found = async (who: Client): Promise<string[]> =>
    (await who.data<{ search: { nodes: { name: string }[] } }>(find, { query: 'quiet walkers' })).search.nodes.map(({ name }) => name);
  await eventually(async () => ((await found(ben)).includes('Quiet walkers') ? true : undefined), 'a member to find it');
  assert.deepEqual(await found(eve), []);
  const feed = await eventually(async () => {
    const answer = await ana.get<{ items: { activities: { postId: string | null }[] }[] }>('/api/feed');
    return JSON.stringify(answer.body).includes(post) ? true : undefined;
  }, 'the post in the feed of a member');
  assert.ok(feed);
});

test('who asks to come in rings with those who may say yes', async () => {
  const create = 'mutation($input: GroupInput!) { createGroup(input: $input) { id } }';
  const { createGroup: group } = await ana.data<{ createGroup: { id: string } }>(create, { input: { name: 'Ask first', admission: 'REQUEST' } });
  await eve.data('mutation($id: ID!) { joinGroup(id: $id) { id } }', { id: group.id });
  await rings(ana, 'GROUP_REQUEST');
  await ana.data('mutation($id: ID!, $user: ID!) { acceptGroupRequest(groupId: $id, userId: $user) { role } }', { id: group.id, user: ids.get(eve) });
  await rings(eve, 'GROUP_ACCEPTED');
  await eventually(async () => ((await bell(ana)).some(({ kind }) => kind === 'GROUP_REQUEST') ? undefined : true), 'the request to be gone');
});

test('a goal that is shown to everybody has a page', async () => {
  const { createGoal: goal } = await ana.data<{ createGoal: { id: string } }>('mutation($input: GoalInput!) { createGoal(input: $input) { id } }', { input: { title: 'Swim in the sea', tags: ['swimming'] } });
  const look = async (who: Client) =>
    (await who.data<{ sharedGoal: { title: string; owner: { nickname: string } } | null }>('query($owner: ID!, $id: ID!) { sharedGoal(ownerId: $owner, id: $id) { title owner { nickname } } }', { owner: ids.get(ana), id: goal.id })).sharedGoal;
  await ana.data('mutation { updateSharing(input: { goals: FOLLOWERS }) { goals } }');
  assert.equal(await look(ben), null);
  await ana.data('mutation { updateSharing(input: { goals: PUBLIC }) { goals } }');
  assert.deepEqual(await look(ben), { title: 'Swim in the sea', owner: { nickname: 'ana' } });
});
