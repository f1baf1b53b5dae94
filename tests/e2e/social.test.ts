// Three people: they follow, ask, block and mute each other, show themselves, and see what they may.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Client, newPerson, type Problem } from './client.ts';
import { eventually, source, Waymark } from './waymark.ts';

let server: Waymark;
let ana: Client, ben: Client, cleo: Client;
const ids = new Map<Client, string>();
before(async () => {
  server = await Waymark.start();
  [ana, ben, cleo] = [await newPerson(server, 'ana'), await newPerson(server, 'ben'), await newPerson(server, 'cleo')];
  for (const client of [ana, ben, cleo]) ids.set(client, (await client.data<{ me: { id: string } }>('{ me { id } }')).me.id);
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

interface Relation {
  self: boolean;
  follows: boolean;
  followedBy: boolean;
  requested: boolean;
  requestedBy: boolean;
  blocks: boolean;
  mutes: boolean;
}
interface Person {
  id: string;
  nickname: string;
  visible: boolean;
  bio: string | null;
  avatarUrl: string | null;
  links: string[];
  followerCount: number | null;
  followingCount: number | null;
  relation: Relation;
}
interface Page {
  items: Person[];
  nextCursor: string | null;
}

const person = async (viewer: Client, nickname: string): Promise<Person | null> =>
  (
    await viewer.data<{ user: Person | null }>(
      `query($nickname: String!) { user(nickname: $nickname) {
         id nickname visible bio avatarUrl links followerCount followingCount
         relation { self follows followedBy requested requestedBy blocks mutes } } }`,
      { nickname },
    )
  ).user;
const act = async (who: Client, mutation: string, whom: Client): Promise<Relation> =>
  (
    await who.data<Record<string, { relation: Relation }>>(
      `mutation($id: ID!) { ${mutation}(id: $id) { relation { self follows followedBy requested requestedBy blocks mutes } } }`,
      { id: ids.get(whom) },
    )
  )[mutation]!.relation;

test('following counts on both sides, and is listed', async () => {
  assert.equal((await act(ana, 'followUser', ben)).follows, true);
  assert.equal((await act(ana, 'followUser', ben)).follows, true, 'again');
  const rest = await cleo.post<Relation>(`/api/users/${ids.get(ben)}/follow`, {});
  assert.equal(rest.status, 200, JSON.stringify(rest.body));
  assert.equal(rest.body.follows, true);
  const counted = await eventually(async () => {
    const now = await person(ana, 'BEN');
    return now?.followerCount === 2 ? now : undefined;
  }, 'two followers');
  assert.equal(counted.followingCount, 0);
  const me = await ben.data<{ me: { followerCount: number; followers: { nodes: { nickname: string }[] } } }>(
    '{ me { followerCount followers { nodes { nickname } } } }',
  );
  assert.equal(me.me.followerCount, 2);
  assert.deepEqual(me.me.followers.nodes.map((one) => one.nickname), ['cleo', 'ana'], 'the newest account first');

  const page = await ana.get<Page>(`/api/users/${ids.get(ben)}/followers?first=1&fields=nickname`);
  assert.deepEqual(page.body.items, [{ nickname: 'cleo' }]);
  const next = await ana.get<Page>(`/api/users/${ids.get(ben)}/followers?first=1&after=${page.body.nextCursor}`);
  assert.deepEqual(next.body.items.map((one) => one.nickname), ['ana']);
  assert.equal(next.body.nextCursor, null);

  const gone = await cleo.call<Relation>('DELETE', `/api/users/${ids.get(ben)}/follow`);
  assert.equal(gone.body.follows, false);
  await eventually(async () => ((await person(ana, 'ben'))?.followerCount === 1 ? true : undefined), 'one to be left');
});

test('a closed profile is asked, and shows its card until it says yes', async () => {
  await cleo.data(
    `mutation { upsertProfile(input: { visibility: FOLLOWERS, bio: "I row.", links: ["https://cleo.example.org", "http://row.example"] }) { version } }`,
  );
  const asked = await act(ana, 'followUser', cleo);
  assert.deepEqual([asked.follows, asked.requested], [false, true]);
  const card = await person(ana, 'cleo');
  assert.deepEqual([card?.visible, card?.bio, card?.links], [false, null, []]);
  const waiting = await cleo.data<{ me: { followRequestCount: number }; followRequests: { nodes: { nickname: string }[] } }>(
    '{ me { followRequestCount } followRequests { nodes { nickname } } }',
  );
  assert.equal(waiting.me.followRequestCount, 1);
  assert.deepEqual(waiting.followRequests.nodes, [{ nickname: 'ana' }]);
  const lists = await ana.get<Page>(`/api/users/${ids.get(cleo)}/followers`);
  assert.deepEqual(lists.body.items, []);

  const yes = await cleo.post<Relation>(`/api/follow-requests/${ids.get(ana)}/accept`, {});
  assert.equal(yes.body.followedBy, true);
  const open = await ana.get<Person>('/api/users/cleo?fields=bio,links,relation(follows)');
  assert.deepEqual(open.body, { bio: 'I row.', links: ['https://cleo.example.org', 'http://row.example'], relation: { follows: true } });
  assert.equal((await cleo.call<Problem>('DELETE', `/api/follow-requests/${ids.get(ben)}`)).status, 404);
});

test('who is blocked finds nobody, and nothing tells them why', async () => {
  assert.equal((await act(ben, 'followUser', ana)).follows, true);
  const blocked = await act(ben, 'blockUser', ana);
  assert.deepEqual([blocked.blocks, blocked.follows, blocked.followedBy], [true, false, false]);
  assert.equal(await person(ana, 'ben'), null);
  const nobody = '01890a5d-ac96-774b-bcce-b302099a8057';
  for (const [method, path] of [
    ['POST', '/follow'],
    ['DELETE', '/follow'],
    ['DELETE', '/follower'],
    ['POST', '/mute'],
    ['GET', '/followers'],
    ['GET', '/following'],
  ] as const) {
    const ask = async (id: string) => {
      const answer = await ana.call<Problem>(method, `/api/users/${id}${path}`);
      const { status, code, detail, title } = answer.body;
      return { status, code, detail, title };
    };
    const told = await ask(ids.get(ben)!);
    assert.equal(told.status, 404, path);
    assert.deepEqual(told, await ask(nobody), `${method} ${path} tells them apart`);
  }
  assert.equal((await ana.get('/api/users/ben')).status, 404);
  await eventually(async () => {
    const { me } = await ana.data<{ me: { followerCount: number; followingCount: number } }>('{ me { followerCount followingCount } }');
    return me.followerCount === 0 && me.followingCount === 1 ? true : undefined;
  }, 'the counts to follow');
  assert.equal((await act(ana, 'blockUser', ben)).blocks, true, 'she blocks back');
  assert.deepEqual((await ana.get<Page>('/api/blocks')).body.items.map((one) => one.nickname), ['ben']);
  assert.equal((await act(ana, 'unblockUser', ben)).blocks, false);
  assert.equal((await ana.get('/api/users/ben')).status, 404);
  const list = await ben.get<Page>('/api/blocks');
  assert.deepEqual(list.body.items.map((one) => one.nickname), ['ana']);
  assert.equal((await act(ben, 'unblockUser', ana)).blocks, false);
  assert.equal((await person(ana, 'ben'))?.relation.follows, false, 'the follow does not come back');
  assert.equal((await act(ana, 'muteUser', ben)).mutes, true);
  assert.deepEqual((await ana.get<Page>('/api/mutes')).body.items.map((one) => one.nickname), ['ben']);
});

test('sharing is set one kind at a time', async () => {
  const changed = await ana.call<Record<string, string>>('PUT', '/api/me/sharing', { body: { workouts: 'PRIVATE' } });
  assert.equal(changed.status, 200);
  assert.equal(changed.body.workouts, 'PRIVATE');
  const all = await ana.data<{ updateSharing: Record<string, string> }>(
    'mutation { updateSharing(input: { goals: PUBLIC }) { goals tasks workouts } }',
  );
  assert.deepEqual(all.updateSharing, { goals: 'PUBLIC', tasks: 'FOLLOWERS', workouts: 'PRIVATE' });
  assert.equal((await ana.call('PUT', '/api/me/sharing', { body: { workouts: 'NOBODY' } })).status, 400);
});

async function upload<T>(who: Client, path: string, bytes: Uint8Array, name: string, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([new Uint8Array(bytes)]), name);
  const request = new Request('http://form', { method: 'POST', body: form });
  return who.call<T>('POST', path, {
    raw: await request.arrayBuffer(),
    headers: { 'content-type': request.headers.get('content-type')! },
  });
}
const fetched = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(server.url + url, { headers });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};

test('an avatar loses where it was taken', async () => {
  const photo = await readFile(source('tests/data/pictures/gps.jpg'));
  assert.ok(photo.includes('Exif'));
  const set = await upload<{ avatarUrl: string; version: number }>(ana, '/api/me/avatar', photo, 'me.png');
  assert.equal(set.status, 200, JSON.stringify(set.body));
  assert.match(set.body.avatarUrl, /^\/media\/[A-Za-z0-9_-]{32}\.jpg$/);
  assert.equal((await person(cleo, 'ana'))?.avatarUrl, set.body.avatarUrl);

  const kept = await fetched(set.body.avatarUrl);
  assert.equal(kept.status, 200);
  assert.equal(kept.headers.get('content-type'), 'image/jpeg');
  assert.equal(kept.headers.get('x-content-type-options'), 'nosniff');
  assert.match(kept.headers.get('cache-control') ?? '', /immutable/);
  assert.deepEqual([...kept.bytes.subarray(0, 3)], [0xff, 0xd8, 0xff]);
  assert.ok(!kept.bytes.includes('Exif') && !kept.bytes.includes('GPS'));
  const tag = kept.headers.get('etag')!;
  assert.equal((await fetched(set.body.avatarUrl, { 'if-none-match': tag })).status, 304);
  assert.equal((await fetched('/media/' + 'a'.repeat(32) + '.jpg')).status, 404);

  const gone = await ana.call<{ avatarUrl: null }>('DELETE', '/api/me/avatar');
  assert.equal(gone.body.avatarUrl, null);
});

test('pictures for posts have two sizes and a text', async () => {
  const photo = await readFile(source('tests/data/pictures/gps.jpg'));
  const media = await upload<{ url: string; width: number; height: number; previewWidth: number; alt: string }>(
    ben,
    '/api/media',
    photo,
    'x.jpg',
    { alt: 'A flag in four colours' },
  );
  assert.equal(media.status, 201, JSON.stringify(media.body));
  assert.deepEqual([media.body.width, media.body.height, media.body.alt], [480, 640, 'A flag in four colours'], 'upright');
  assert.equal((await fetched(media.body.url)).status, 200);
});

test('what is no picture is refused with its reason', async () => {
  const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200)]);
  const refused = await upload<Problem>(ana, '/api/me/avatar', zip, 'holiday.jpg');
  assert.equal(refused.status, 400);
  assert.equal(refused.body.errors?.[0]?.field, 'file');
  assert.match(refused.body.errors[0].message, /archive/);
  const bomb = Buffer.alloc(64);
  Buffer.from('89504e470d0a1a0a0000000d49484452000186a0000186a00802000000', 'hex').copy(bomb);
  const pixels = await upload<Problem>(ana, '/api/media', bomb, 'bomb.png');
  assert.equal(pixels.status, 400);
  assert.match(pixels.body.errors?.[0]?.message ?? '', /million pixels/);
  const large = await upload<Problem>(ana, '/api/media', Buffer.alloc(11 * 1024 * 1024), 'large.png').catch((error: unknown) => error as Error);
  if (!(large instanceof Error)) assert.equal(large.status, 413);
  assert.equal((await ana.call('POST', '/api/media', { raw: 'hello', headers: { 'content-type': 'text/plain' } })).status, 415);
  assert.equal((await new Client(server).call('POST', '/api/media', { raw: zip, headers: { 'content-type': 'image/png' } })).status, 401);
});
