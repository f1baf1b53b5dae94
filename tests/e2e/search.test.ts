// Four people look for each other and for what they wrote; a server loses its index, and two servers have one each.
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client, newPerson, type Problem } from './client.ts';
import { engine } from './engines.ts';
import { eventually, tableOf, waymark, Waymark } from './waymark.ts';

const engineName = process.env.WAYMARK_TEST_ENGINE ?? 'embedded';

let server: Waymark;
let ana: Client, ben: Client, cleo: Client, dan: Client;
before(async () => {
  server = await Waymark.start();
  ana = await newPerson(server, 'ana', { language: 'es' });
  ben = await newPerson(server, 'ben', { language: 'fr', timeZone: 'Europe/Paris' });
  cleo = await newPerson(server, 'cleo', { timeZone: 'America/Lima' });
  dan = await newPerson(server, 'dan', { timeZone: 'Asia/Tokyo' });
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

type Node =
  | { __typename: 'PublicUser'; nickname: string }
  | { __typename: 'Group'; name: string }
  | { __typename: 'FoundGoal'; title: string; owner: { nickname: string } | null }
  | { __typename: 'Post'; text: string; author: { nickname: string } };
interface Connection {
  nodes: Node[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const searchDocument = `query($query: String!, $kinds: [SearchKind!], $page: PageInput) {
  search(query: $query, kinds: $kinds, page: $page) {
    nodes { __typename ... on PublicUser { nickname } ... on Group { name } ... on FoundGoal { title owner { nickname } } ... on Post { text author { nickname } } }
    edges { cursor } pageInfo { hasNextPage endCursor } } }`;
const searched = async (who: Client, query: string, more: Record<string, unknown> = {}): Promise<Connection> =>
  (await who.data<{ search: Connection }>(searchDocument, { query, ...more })).search;
const lineOf = (node: Node): string =>
  node.__typename === 'PublicUser' ? '@' + node.nickname : node.__typename === 'Group' ? node.name : node.__typename === 'FoundGoal' ? `${node.title} (${node.owner?.nickname})` : node.text;
const lines = async (who: Client, query: string, more: Record<string, unknown> = {}): Promise<string[]> =>
  (await searched(who, query, more)).nodes.map(lineOf).sort();
/** Waits for the index to follow. */
const becomes = async (who: Client, query: string, wanted: string[]): Promise<void> => {
  let last: string[] = [];
  await eventually(async () => {
    last = await lines(who, query);
    return JSON.stringify(last) === JSON.stringify(wanted.toSorted()) ? true : undefined;
  }, `"${query}" to find ${JSON.stringify(wanted)}`).catch((error: unknown) => {
    throw new Error(`${String(error)}; it finds ${JSON.stringify(last)}`);
  });
};
const write = async (who: Client, text: string, visibility = 'PUBLIC'): Promise<{ id: string; version: number }> => {
  const made = await who.post<{ id: string; version: number }>('/api/posts', { text, visibility });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
};
const profile = (who: Client, input: Record<string, unknown>): Promise<unknown> =>
  who.data('mutation($input: ProfileInput!) { upsertProfile(input: $input) { version } }', { input });
const idOf = async (who: Client): Promise<string> => (await who.data<{ me: { id: string } }>('{ me { id } }')).me.id;
const healthy = (node: Waymark): Promise<true> =>
  eventually(async () => ((await fetch(node.url + '/health/search')).status === 200 ? true : undefined), 'the index to be complete');

test('people are found by name, whatever the accents, as it is typed, and with a mistake', async () => {
  await profile(ana, { fullName: 'Ana Núñez', bio: 'Corriendo por las montañas', tags: ['Trail', 'tea'] });
  await profile(cleo, { fullName: 'Cléopâtre Martin', visibility: 'FOLLOWERS', bio: 'Glaciers' });
  await profile(dan, { fullName: 'Dan Martin', visibility: 'PRIVATE' });
  await becomes(ben, 'montaña', ['@ana']);
  assert.deepEqual(await lines(ben, 'NUNE'), ['@ana']);
  assert.deepEqual(await lines(ben, 'correr montana'), ['@ana']);
  assert.deepEqual(await lines(ben, 'montannas '), ['@ana']);
  await becomes(ben, 'martin', ['@cleo']);
  assert.deepEqual(await lines(ben, 'glaciers'), [], 'what a closed profile says of itself is not searched');
});

test('public posts and shared goals are found, in any ending, and only as long as they may be seen', async () => {
  const post = await write(ana, 'Nadando en los ríos de #Asturias');
  await write(ana, 'Nadando a escondidas', 'FOLLOWERS');
  await ana.data('mutation { createGoal(input: { title: "Nadar cada semana", tags: ["agua"] }) { id } }');
  await becomes(ben, 'nadar', ['Nadando en los ríos de #Asturias']);
  assert.deepEqual(await lines(ben, '#asturias rio'), ['Nadando en los ríos de #Asturias']);
  await ana.call('PUT', '/api/me/sharing', { body: { goals: 'PUBLIC' } });
  await becomes(ben, 'nadar', ['Nadando en los ríos de #Asturias', 'Nadar cada semana (ana)']);
  assert.deepEqual(await lines(ben, 'nadar', { kinds: ['GOALS'] }), ['Nadar cada semana (ana)']);
  assert.deepEqual(await lines(ben, 'nadar -rios'), ['Nadar cada semana (ana)']);
  await ana.call('PATCH', `/api/posts/${post.id}`, { body: { text: 'Volando', version: post.version } });
  await becomes(ben, 'nadar', ['Nadar cada semana (ana)']);
  assert.equal((await ana.call('DELETE', `/api/posts/${post.id}`)).status, 204);
  assert.deepEqual(await lines(ben, 'volando'), [], 'at once');
});

test('groups are found when everybody may read them', async () => {
  interface Made {
    createGroup: { id: string; version: number };
  }
  const { createGroup: group } = await ana.data<Made>(
    'mutation { createGroup(input: { name: "Kayakistas del norte", tags: ["kayak"] }) { id version } }',
  );
  await ana.data('mutation { createGroup(input: { name: "Kayak a solas", visibility: PRIVATE }) { id } }');
  await becomes(ben, 'kayak', ['Kayakistas del norte']);
  assert.deepEqual(await lines(ben, '#kayak', { kinds: ['GROUPS'] }), ['Kayakistas del norte']);
  const rest = await ben.get<{ items: { kind: string; group: { id: string } }[] }>('/api/search?q=kayak&kinds=groups');
  assert.deepEqual(rest.body.items.map((item) => [item.kind, item.group.id]), [['GROUPS', group.id]]);
  await ana.data('mutation($id: ID!) { deleteGroup(id: $id) }', { id: group.id });
  assert.deepEqual(await lines(ben, 'kayak'), [], 'at once');
});

test('who is blocked finds nothing of the other, and who mutes finds no words of theirs', async () => {
  await write(ben, 'Pedalling over the Tourmalet');
  await becomes(cleo, 'tourmalet', ['Pedalling over the Tourmalet']);
  await ana.post(`/api/users/${await idOf(ben)}/mute`, undefined);
  assert.deepEqual(await lines(ana, 'tourmalet'), []);
  assert.deepEqual(await lines(ana, '@ben'), ['@ben']);
  await ben.post(`/api/users/${await idOf(cleo)}/block`, undefined);
  for (const query of ['tourmalet', '@ben', 'pedal']) assert.deepEqual(await lines(cleo, query), [], query);
  assert.deepEqual(await lines(ben, '@cleo'), []);
  await ben.call('DELETE', `/api/users/${await idOf(cleo)}/block`);
  await ana.call('DELETE', `/api/users/${await idOf(ben)}/mute`);
});

test('results come in pages, and REST says the same', async () => {
  for (let i = 0; i < 7; ++i) await write(dan, `Stage ${String(i)} of the race`);
  await profile(dan, { visibility: 'PUBLIC' });
  await eventually(async () => ((await lines(ben, 'stage')).length === 7 ? true : undefined), 'seven posts');
  const all: string[] = [];
  let afterCursor: string | null = null;
  for (let pages = 0; pages < 5; ++pages) {
    const page: Connection = await searched(ben, 'stage', { page: { first: 3, after: afterCursor } });
    all.push(...page.nodes.map(lineOf));
    afterCursor = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  assert.equal(new Set(all).size, 7);
  assert.equal(all.length, 7);
  interface Item {
    kind: string;
    post?: { text: string; author: { nickname: string } };
    person?: { nickname: string };
  }
  const rest = await ben.get<{ items: Item[]; nextCursor: string | null }>('/api/search?q=stage&kinds=posts,people&first=3');
  assert.equal(rest.status, 200, JSON.stringify(rest.body));
  assert.deepEqual(rest.body.items.map((item) => item.post?.text), all.slice(0, 3));
  assert.equal(rest.body.items[0]?.post?.author.nickname, 'dan');
  const next = await ben.get<{ items: Item[] }>(`/api/search?q=stage&kinds=posts&first=3&after=${String(rest.body.nextCursor)}&fields=kind,post(text)`);
  assert.deepEqual(next.body.items, all.slice(3, 6).map((text) => ({ kind: 'POSTS', post: { text } })));
});

test('what is wrong with a request is named, and hostile queries find nothing', async () => {
  for (const [path, field] of [
    ['/api/search', 'q'],
    [`/api/search?q=${'a'.repeat(201)}`, 'q'],
    ['/api/search?q=a&kinds=people,nothing', 'kinds'],
    ['/api/search?q=a&first=0', 'first'],
    ['/api/search?q=a&after=nonsense', 'after'],
    ['/api/suggestions?first=51', 'first'],
    ['/api/trending?first=0', 'first'],
  ] as const) {
    const refused = await ben.get<Problem>(path);
    assert.equal(refused.status, 400, path);
    assert.equal(refused.body.errors?.[0]?.field, field, path);
  }
  for (const query of ['', ' ', '"', '- -', '#', '@', '*', '(((', '\u{1F3C3}', '\u0000', 'AND', '"'.repeat(200), '-'.repeat(200), '\u0301'.repeat(200)])
    assert.deepEqual(await lines(ben, query), [], JSON.stringify(query));
  for (const path of ['/api/search?q=a', '/api/suggestions', '/api/trending']) assert.equal((await new Client(server).get(path)).status, 401);
});

test('people with something in common are suggested, with the reason, until they are followed or dismissed', async () => {
  interface Suggestion {
    person: { id: string; nickname: string };
    reasons: { kind: string; tags: string[] }[];
  }
  const suggested = async (): Promise<Suggestion[]> =>
    (await ben.data<{ suggestedPeople: Suggestion[] }>('{ suggestedPeople { person { id nickname } reasons { kind tags } } }')).suggestedPeople;
  await profile(ben, { tags: ['trail', 'chess'] });
  await profile(dan, { tags: ['Chess'], timeZone: 'Europe/Paris' });
  await ben.data('mutation { createGoal(input: { title: "Swim", tags: ["Agua"] }) { id } }');
  const both = await eventually(async () => {
    const now = await suggested();
    return now.length === 2 && now.every((one) => one.reasons.length === 2) ? now : undefined;
  }, 'two suggestions');
  assert.deepEqual(
    both.map((one) => [one.person.nickname, one.reasons]),
    [
      ['ana', [{ kind: 'SHARED_TAGS', tags: ['Trail'] }, { kind: 'SIMILAR_GOALS', tags: ['agua'] }]],
      ['dan', [{ kind: 'SHARED_TAGS', tags: ['Chess'] }, { kind: 'SAME_TIME_ZONE', tags: [] }]],
    ],
  );
  const rest = await ben.get<{ items: Suggestion[] }>('/api/suggestions?first=1&fields=person(nickname)');
  assert.deepEqual(rest.body.items, [{ person: { nickname: 'ana' } }]);
  await ben.data('mutation($id: ID!) { dismissSuggestion(id: $id) }', { id: both[0]!.person.id });
  assert.deepEqual((await suggested()).map((one) => one.person.nickname), ['dan']);
  await ben.post(`/api/users/${both[1]!.person.id}/follow`, undefined);
  assert.deepEqual(await suggested(), []);
  const nobody = await ben.graphql('mutation { dismissSuggestion(id: "01890a5d-ac96-774b-bcce-b302099a8057") }');
  assert.equal(nobody.errors?.[0]?.extensions?.code, 'NOT_FOUND');
});

test('tags that many use are trending', async () => {
  for (const who of [ana, ben, dan]) await write(who, 'Everybody says #Solstice');
  for (let i = 0; i < 5; ++i) await write(dan, `One says it again and again ${String(i)} #alone`);
  const tags = await eventually(
    async () => {
      const found = (await cleo.data<{ trendingTags: { tag: string; people: number; score: number }[] }>('{ trendingTags { tag people score } }')).trendingTags;
      return found.find((one) => one.tag === 'solstice')?.people === 3 && found.some((one) => one.tag === 'alone') ? found : undefined;
    },
    'the tag of three people',
    20_000,
  );
  assert.equal(tags[0]?.tag, 'solstice');
  assert.equal(tags.find((one) => one.tag === 'alone')?.people, 1);
  assert.ok(tags[0].score > 2.9 && tags[0].score <= 3);
  const rest = await cleo.get<{ items: { tag: string }[] }>('/api/trending?first=1&fields=tag');
  assert.deepEqual(rest.body.items, [{ tag: 'solstice' }]);
});

test('an index is made anew when somebody asks, and when it is lost or damaged', async () => {
  await healthy(server);
  const begun = (): number => server.log.filter((line) => line.includes('search_rebuild_ended')).length;
  const before = begun();
  const settings = (await engine()).settings(tableOf(server.data));
  const asked = await waymark(server.data, settings, 'search', 'rebuild');
  assert.equal(asked.code, 0, asked.out);
  assert.match(asked.out, /anew/);
  await eventually(async () => (begun() > before ? true : undefined), 'the index to be made anew');
  await healthy(server);
  await becomes(cleo, 'tourmalet', ['Pedalling over the Tourmalet']);

  for (const ruin of ['delete', 'damage']) {
    assert.equal(await server.stop({ keepData: true }), 0);
    const folder = join(server.data, 'search');
    if (ruin === 'delete') await rm(folder, { recursive: true });
    else for (const file of await readdir(join(folder, '1'))) await writeFile(join(folder, '1', file), 'x'.repeat(9_000));
    server = await Waymark.start({}, server.data);
    await healthy(server);
    for (const who of [ana, ben, cleo, dan]) who.server = server;
    await becomes(cleo, 'tourmalet', ['Pedalling over the Tourmalet']);
    await becomes(ben, '@an', ['@ana']);
  }
});

test('a server that was killed goes on where its index was', async () => {
  await write(ben, 'Before the power cut');
  await server.kill();
  server = await Waymark.start({}, server.data);
  await healthy(server);
  for (const who of [ana, ben, cleo, dan]) who.server = server;
  await write(ben, 'After the power cut');
  await becomes(ana, '"power cut"', ['After the power cut', 'Before the power cut']);
});

test('servers that share a store have an index each', { skip: engineName === 'embedded' }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-e2e-node-'));
  await cp(join(server.data, 'keys'), join(folder, 'keys'), { recursive: true });
  const second = await Waymark.start((await engine()).settings(tableOf(server.data)), folder);
  try {
    await healthy(second);
    const there = new Client(second);
    there.token = ana.token;
    await becomes(there, 'tourmalet', ['Pedalling over the Tourmalet']);
    await write(ben, 'Heard by both');
    await Promise.all([becomes(there, 'heard', ['Heard by both']), becomes(ana, 'heard', ['Heard by both'])]);
    const rebuilt = (node: Waymark): number => node.log.filter((line) => line.includes('search_rebuild_ended')).length;
    const before = [rebuilt(server), rebuilt(second)];
    await waymark(server.data, (await engine()).settings(tableOf(server.data)), 'search', 'rebuild');
    await eventually(async () => (rebuilt(server) > before[0]! && rebuilt(second) > before[1]! ? true : undefined), 'both to make theirs anew', 20_000);
  } finally {
    assert.equal(await second.stop(), 0);
  }
});
