// Three people and a stranger: a goal's project room becomes a group, people come by link, write, talk, are removed; and it is
// deleted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client, newPerson, type Problem } from './client.ts';
import { eventually, Waymark } from './waymark.ts';

interface Group {
  id: string;
  name: string;
  memberCount: number;
  standing: string;
  role: string | null;
  roomId: string | null;
  goalId: string | null;
  version: number;
}
interface Post {
  id: string;
  text: string;
  visibility: string;
  groupId: string | null;
  answerable: boolean;
}
interface Member {
  userId: string;
  role: string;
  person: { nickname: string } | null;
}
interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
interface Link {
  invitation: { id: string; used: number; useLimit: number };
  token: string;
  path: string;
}

let server: Waymark;
let ana: Client, ben: Client, cleo: Client, tom: Client;
const ids = new Map<Client, string>();
before(async () => {
  server = await Waymark.start();
  [ana, ben, cleo, tom] = [
    await newPerson(server, 'ana'),
    await newPerson(server, 'ben'),
    await newPerson(server, 'cleo'),
    await newPerson(server, 'tom'),
  ];
  for (const client of [ana, ben, cleo, tom]) ids.set(client, (await client.data<{ me: { id: string } }>('{ me { id } }')).me.id);
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

const fields = 'id name memberCount standing role roomId goalId version';
const group = async (who: Client, id: string): Promise<Group | null> =>
  (await who.data<{ group: Group | null }>(`query($id: ID!) { group(id: $id) { ${fields} } }`, { id })).group;
const make = async (who: Client, input: Record<string, unknown>): Promise<Group> => {
  const made = await who.post<Group>('/api/groups', input);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
};
const write = async (who: Client, groupId: string, text: string): Promise<Post> => {
  const made = await who.post<Post>('/api/posts', { text, groupId });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
};
const counted = (who: Client, id: string, count: number): Promise<Group> =>
  eventually(async () => {
    const now = await group(who, id);
    return now?.memberCount === count ? now : undefined;
  }, `${String(count)} members`);
const membersOf = async (who: Client, id: string): Promise<string[]> =>
  (await who.get<Page<Member>>(`/api/groups/${id}/members`)).body.items.map((one) => `${one.person?.nickname ?? '?'} ${one.role}`);
const textsIn = async (who: Client, roomId: string): Promise<string[]> =>
  (
    await who.data<{ messages: { nodes: { text: string }[] } }>('query($roomId: ID!) { messages(roomId: $roomId) { nodes { text } } }', {
      roomId,
    })
  ).messages.nodes.map((one) => one.text);
const say = (who: Client, roomId: string, text: string): Promise<unknown> =>
  who.data('mutation($roomId: ID!, $text: String!) { sendMessage(roomId: $roomId, text: $text) { id } }', { roomId, text });
const statusOf = async (who: Client, method: string, path: string, body?: unknown): Promise<number> =>
  (await who.call(method, path, body === undefined ? {} : { body })).status;

test('an open group is joined, counted, paged, written to and left', async () => {
  const walkers = await make(ana, { name: 'Walkers', description: 'Slow and far', tags: ['walking'] });
  assert.deepEqual([walkers.standing, walkers.role], ['MEMBER', 'OWNER']);
  assert.equal((await group(ben, walkers.id))?.standing, 'NONE');
  for (const who of [ben, cleo]) {
    const joined = await who.post<Group>(`/api/groups/${walkers.id}/join`, undefined);
    assert.equal(joined.body.standing, 'MEMBER');
  }
  await counted(tom, walkers.id, 3);
  assert.deepEqual(await membersOf(tom, walkers.id), ['ana OWNER', 'ben MEMBER', 'cleo MEMBER']);
  const page = await tom.get<Page<Member>>(`/api/groups/${walkers.id}/members?first=2&fields=person(nickname)`);
  assert.deepEqual(page.body.items, [{ person: { nickname: 'ana' } }, { person: { nickname: 'ben' } }]);
  const rest = await tom.get<Page<Member>>(`/api/groups/${walkers.id}/members?first=2&after=${page.body.nextCursor}`);
  assert.deepEqual(rest.body.items.map((one) => one.userId), [ids.get(cleo)]);
  assert.equal(rest.body.nextCursor, null);

  const post = await write(ben, walkers.id, 'Who walks on Sunday?');
  assert.deepEqual([post.visibility, post.groupId], ['GROUP', walkers.id]);
  const seen = await tom.get<Post>(`/api/posts/${post.id}?fields=text,answerable`);
  assert.deepEqual(seen.body, { text: 'Who walks on Sunday?', answerable: false });
  assert.equal(await statusOf(tom, 'POST', `/api/posts/${post.id}/comments`, { text: 'I!' }), 403);
  assert.equal(await statusOf(cleo, 'POST', `/api/posts/${post.id}/comments`, { text: 'I!' }), 201);
  await eventually(async () => {
    const feed = await ana.get<Page<{ activities: { post: Post | null }[] }>>('/api/feed');
    return feed.body.items.some((entry) => entry.activities[0]?.post?.id === post.id) ? true : undefined;
  }, 'the post in the feed of a member who follows nobody');
  const strangers = await tom.get<Page<unknown>>('/api/feed');
  assert.deepEqual(strangers.body.items, []);

  assert.equal(await statusOf(ben, 'PUT', `/api/groups/${walkers.id}/pins/${post.id}`), 403);
  assert.equal(await statusOf(ana, 'PUT', `/api/groups/${walkers.id}/pins/${post.id}`), 200);
  const pinned = await tom.data<{ group: { pinnedPosts: { text: string; group: { name: string } }[] } }>(
    'query($id: ID!) { group(id: $id) { pinnedPosts { text group { name } } } }',
    { id: walkers.id },
  );
  assert.deepEqual(pinned.group.pinnedPosts, [{ text: 'Who walks on Sunday?', group: { name: 'Walkers' } }]);

  await say(ana, walkers.roomId ?? '', 'Welcome');
  assert.deepEqual(await textsIn(cleo, walkers.roomId ?? ''), ['Welcome']);
  assert.equal(await statusOf(cleo, 'POST', `/api/groups/${walkers.id}/leave`), 204);
  assert.equal(await statusOf(cleo, 'GET', `/api/rooms/${walkers.roomId ?? ''}`), 404);
  await counted(ana, walkers.id, 2);
  const stays = await ana.call<Problem>('POST', `/api/groups/${walkers.id}/leave`);
  assert.equal(stays.status, 409);
  assert.match(stays.body.detail, /needs an owner/);
  assert.equal(await statusOf(ana, 'PUT', `/api/groups/${walkers.id}/members/${ids.get(ben)}`, { role: 'OWNER' }), 200);
  assert.equal(await statusOf(ana, 'POST', `/api/groups/${walkers.id}/leave`), 204);
  assert.deepEqual(await membersOf(ana, walkers.id), ['ben OWNER']);
});

test('a private group is come into by a link that is used up, and nobody else finds it', async () => {
  const secret = await make(ana, { name: 'Surprise', visibility: 'PRIVATE' });
  const post = await write(ana, secret.id, 'Do not tell ben');
  const made = await ana.post<Link>(`/api/groups/${secret.id}/invitations`, { useLimit: 1 });
  assert.equal(made.status, 201);
  assert.equal(made.body.path, `/groups/join#${made.body.token}`);
  const nobody = '01890a5d-ac96-774b-bcce-b302099a8057';
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['PATCH', '', { version: 1, name: 'Mine' }],
    ['DELETE', '', undefined],
    ['POST', '/join', undefined],
    ['POST', '/leave', undefined],
    ['GET', '/members', undefined],
    ['PUT', `/members/${ids.get(ana)}`, { role: 'MEMBER' }],
    ['DELETE', `/members/${ids.get(ana)}`, undefined],
    ['GET', '/posts', undefined],
    ['GET', '/invitations', undefined],
    ['POST', '/invitations', {}],
    ['DELETE', `/invitations/${made.body.invitation.id}`, undefined],
    ['PUT', `/pins/${post.id}`, undefined],
    ['DELETE', `/pins/${post.id}`, undefined],
  ] as const) {
    const ask = async (id: string) => {
      const { status, code, detail, title } = (await ben.call<Problem>(method, `/api/groups/${id}${path}`, body ? { body } : {})).body;
      return { status, code, detail, title };
    };
    const told = await ask(secret.id);
    assert.equal(told.status, 404, `${method} ${path}`);
    assert.deepEqual(told, await ask(nobody), `${method} ${path} tells them apart`);
  }
  assert.equal(await statusOf(ben, 'GET', `/api/posts/${post.id}`), 404);
  assert.equal(await statusOf(ben, 'POST', '/api/posts', { text: 'Hello', groupId: secret.id }), 404);

  const card = await cleo.data<{ groupByInvitation: Group }>(
    `query($token: String!) { groupByInvitation(token: $token) { ${fields} } }`,
    { token: made.body.token },
  );
  assert.equal(card.groupByInvitation.name, 'Surprise');
  const joined = await cleo.post<Group>('/api/group-invitations/accept', { token: made.body.token });
  assert.deepEqual([joined.status, joined.body.standing], [200, 'MEMBER']);
  assert.equal(await statusOf(tom, 'POST', '/api/group-invitations/accept', { token: made.body.token }), 404);
  assert.equal(await statusOf(cleo, 'GET', `/api/posts/${post.id}`), 200);

  assert.equal(await statusOf(ana, 'DELETE', `/api/groups/${secret.id}/members/${ids.get(cleo)}?ban=true`), 204);
  assert.equal(await statusOf(cleo, 'GET', `/api/groups/${secret.id}`), 404);
  assert.equal(await statusOf(cleo, 'GET', `/api/posts/${post.id}`), 404);
  assert.equal(await statusOf(cleo, 'GET', `/api/rooms/${secret.roomId ?? ''}`), 404);
  await counted(ana, secret.id, 1);

  assert.equal(await statusOf(ana, 'DELETE', `/api/groups/${secret.id}`), 204);
  assert.equal(await group(ana, secret.id), null);
  assert.equal(await statusOf(ana, 'GET', `/api/posts/${post.id}`), 404);
});

test('a project room graduates to a group with its people and its history', async () => {
  await ben.post(`/api/users/${ids.get(ana)}/follow`, undefined);
  const { createGoal } = await ana.data<{ createGoal: { id: string } }>('mutation { createGoal(input: { title: "Cross the island" }) { id } }');
  const { createProjectRoom: room } = await ana.data<{ createProjectRoom: { id: string; goalId: string } }>(
    'mutation($input: ProjectRoomInput!) { createProjectRoom(input: $input) { id goalId } }',
    { input: { goalId: createGoal.id, name: 'Crossing', memberIds: [ids.get(ben), ids.get(tom)] } },
  );
  assert.equal(room.goalId, createGoal.id);
  await say(ana, room.id, 'We start in May');
  const { graduateRoom: made } = await ana.data<{ graduateRoom: Group }>(
    `mutation($roomId: ID!) { graduateRoom(roomId: $roomId, input: { name: "Islanders", visibility: PRIVATE }) { ${fields} } }`,
    { roomId: room.id },
  );
  assert.deepEqual([made.roomId, made.goalId], [room.id, createGoal.id]);
  await counted(ana, made.id, 2);
  assert.deepEqual(await membersOf(ben, made.id), ['ana OWNER', 'ben MEMBER']);
  assert.deepEqual(await textsIn(ben, room.id), ['We start in May']);
  const invites = await eventually(async () => {
    const { groupInvites } = await tom.data<{ groupInvites: { nodes: Group[] } }>(`{ groupInvites { nodes { ${fields} } } }`);
    return groupInvites.nodes.length === 1 ? groupInvites.nodes : undefined;
  }, 'the invitation of who was invited to the room');
  assert.deepEqual([invites[0]?.id, invites[0]?.standing], [made.id, 'INVITED']);
  assert.equal(await statusOf(tom, 'GET', `/api/rooms/${room.id}`), 404);
  assert.equal(await statusOf(tom, 'POST', `/api/groups/${made.id}/join`), 200);
  await counted(ana, made.id, 3);
  await say(tom, room.id, 'I am in');
  assert.deepEqual(await textsIn(ana, room.id), ['We start in May', 'I am in']);
  const mine = await tom.get<Page<Group>>('/api/groups?fields=name,role');
  assert.deepEqual(mine.body.items, [{ name: 'Islanders', role: 'MEMBER' }]);
});
