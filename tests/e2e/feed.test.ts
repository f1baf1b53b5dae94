// Three people post, follow, like and block, through fetch and the subscription client people use.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient, type Client as Socket } from 'graphql-ws';
import WebSocket from 'ws';
import { Client, newPerson } from './client.ts';
import { eventually, Waymark } from './waymark.ts';

interface Post {
  id: string;
  text: string;
  likeCount: number;
  boostCount: number;
  commentCount: number;
  liked: boolean;
  version: number;
  author: { nickname: string };
}
interface Entry {
  id: string;
  kind: string;
  count: number;
  activityIds: string[];
  activities: { title: string | null; post: Post | null }[];
  actor: { nickname: string };
}
interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

const idOf = async (person: Client): Promise<string> => (await person.data<{ me: { id: string } }>('{ me { id } }')).me.id;
const follow = async (who: Client, whom: Client): Promise<void> => {
  assert.equal((await who.post(`/api/users/${await idOf(whom)}/follow`, undefined)).status, 200);
};
const write = async (who: Client, text: string, visibility = 'PUBLIC'): Promise<Post> => {
  const made = await who.post<Post>('/api/posts', { text, visibility });
  assert.equal(made.status, 201);
  return made.body;
};
const feedOf = async (who: Client, query = ''): Promise<Page<Entry>> => (await who.get<Page<Entry>>('/api/feed' + query)).body;
const lineOf = (entry: Entry): string =>
  `${entry.actor.nickname} ${entry.kind} ${entry.activities[0]?.post?.text ?? entry.activities[0]?.title ?? ''} ${String(entry.count)}`;
/** Waits for the consumers. */
const feedBecomes = async (who: Client, lines: string[]): Promise<void> => {
  let last: string[] = [];
  await eventually(async () => {
    last = (await feedOf(who)).items.map(lineOf);
    return JSON.stringify(last) === JSON.stringify(lines) ? true : undefined;
  }, `the feed ${JSON.stringify(lines)}`).catch((error: unknown) => {
    throw new Error(`${String(error)}; it is ${JSON.stringify(last)}`);
  });
};

/** Listens to somebody's feed and keeps what it hears. */
class Listener {
  readonly heard: Entry[] = [];
  failure: unknown;
  private readonly socket: Socket;

  constructor(server: Waymark, person: Client) {
    this.socket = createClient({
      url: server.url.replace('http', 'ws') + '/graphql',
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${person.token}` },
    });
    void this.follow();
  }

  private async follow(): Promise<void> {
    const query = 'subscription { onNewFeedItem { id kind count activityIds actor { nickname } activities { title post { text } } } }';
    try {
      for await (const event of this.socket.iterate<{ onNewFeedItem: Entry }>({ query })) {
        if (event.errors) this.failure = event.errors;
        if (event.data) this.heard.push(event.data.onNewFeedItem);
      }
    } catch (error) {
      this.failure ??= error;
    }
  }
  lines(): string[] {
    return this.heard.map(lineOf);
  }
  async hears(line: string): Promise<void> {
    const done = async (): Promise<true | undefined> => (this.lines().includes(line) ? true : undefined);
    await eventually(done, `${line} among ${JSON.stringify(this.lines())}`).catch((error: unknown) => {
      throw this.failure ?? error;
    });
  }
  async goAway(): Promise<void> {
    await this.socket.dispose();
  }
}

let server: Waymark;
let ana: Client, ben: Client, eve: Client;
before(async () => {
  server = await Waymark.start();
  [ana, ben, eve] = [await newPerson(server, 'ana'), await newPerson(server, 'ben'), await newPerson(server, 'eve')];
  await follow(ben, ana);
  await follow(eve, ana);
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

test('what somebody does comes to those who follow them, and goes when it is undone', { timeout: 60_000 }, async () => {
  const bens = new Listener(server, ben);
  // The first who is heard says that the subscription stands.
  await eventually(async () => {
    const probe = await write(ana, 'is anybody there?');
    await new Promise((resolve) => setImmediate(resolve));
    await ana.call('DELETE', `/api/posts/${probe.id}`);
    return bens.heard.length > 0 ? true : undefined;
  }, 'the first activity');
  const post = await write(ana, 'Hello @ben, off to the #Trail');
  await bens.hears('ana POST Hello @ben, off to the #Trail 1');
  await feedBecomes(ben, ['ana POST Hello @ben, off to the #Trail 1']);

  const goal = await ana.data<{ createGoal: { id: string } }>('mutation { createGoal(input: {title: "Marathon"}) { id } }');
  for (const title of ['one', 'two', 'three']) {
    const task = await ana.data<{ addTask: { id: string } }>('mutation($input: TaskInput!) { addTask(input: $input) { id } }', {
      input: { goalId: goal.createGoal.id, title },
    });
    await ana.data('mutation($id: ID!) { completeTask(id: $id) { id } }', { id: task.addTask.id });
  }
  await bens.hears('ana TASK_COMPLETED three 1');
  const folded = await eventually(async () => {
    const entry = (await feedOf(ben)).items.find(({ kind }) => kind === 'TASK_COMPLETED');
    return entry?.count === 3 ? entry : undefined;
  }, 'three tasks as one entry');
  const single = await ben.data<{ activities: { title: string }[] }>('query($ids: [ID!]!) { activities(ids: $ids) { title } }', {
    ids: folded.activityIds,
  });
  assert.deepEqual(single.activities.map(({ title }) => title), ['three', 'two', 'one']);

  // Pages by a cursor hold the same as one; what is folded may go on over the end of a page.
  const all = (await feedOf(ben)).items.flatMap(({ activityIds }) => activityIds);
  const paged: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: Page<Entry> = await feedOf(ben, `?first=1${next ? '&after=' + encodeURIComponent(next) : ''}`);
    paged.push(...page.items.flatMap(({ activityIds }) => activityIds));
    next = page.nextCursor;
  }
  assert.deepEqual(paged.sort(), all.sort());

  await ana.data('mutation($id: ID!) { deleteGoal(id: $id) }', { id: goal.createGoal.id });
  assert.equal((await ana.call('DELETE', `/api/posts/${post.id}`)).status, 204);
  await eventually(async () => {
    const kinds = (await feedOf(ben)).items.map(({ kind }) => kind);
    return kinds.includes('POST') || kinds.includes('TASK_COMPLETED') || kinds.includes('GOAL_CREATED') ? undefined : true;
  }, 'a feed without what is gone');
  await bens.goAway();
});

test('likes, boosts and comments', { timeout: 60_000 }, async () => {
  const post = await write(ana, 'Up the hill');
  const path = `/api/posts/${post.id}`;
  await Promise.all([ben, eve].map((who) => who.post(`${path}/like`, undefined)));
  const again = await ben.post<Post>(`${path}/like`, undefined);
  assert.deepEqual([again.body.likeCount, again.body.liked], [2, true]);
  assert.equal((await ben.call<Post>('DELETE', `${path}/like`)).body.likeCount, 1);
  const said = await ben.post<{ id: string }>(`${path}/comments`, { text: 'Which one?' });
  assert.equal(said.status, 201);
  await ana.post(`${path}/comments`, { text: 'The steep one', parentId: said.body.id });
  const thread = await eve.data<{ post: { commentCount: number; comments: { nodes: { text: string; replies: { nodes: { text: string; author: { nickname: string } }[] } }[] } } }>(
    'query($id: ID!) { post(id: $id) { commentCount comments { nodes { text replies { nodes { text author { nickname } } } } } } }',
    { id: post.id },
  );
  assert.equal(thread.post.commentCount, 2);
  assert.deepEqual(thread.post.comments.nodes[0]?.replies.nodes, [{ text: 'The steep one', author: { nickname: 'ana' } }]);
  assert.equal((await ana.call('DELETE', `/api/comments/${said.body.id}`)).status, 204);
  assert.equal((await eve.get<Page<{ deleted: boolean }>>(`${path}/comments`)).body.items[0]?.deleted, true);

  const dan = await newPerson(server, 'dan');
  await follow(dan, ben);
  assert.equal((await ben.post<Post>(`${path}/boost`, undefined)).body.boostCount, 1);
  await feedBecomes(dan, ['ben BOOST Up the hill 1']);
  assert.equal((await ben.call('DELETE', `${path}/boost`)).status, 200);
  await feedBecomes(dan, []);

  const edited = await ana.call<Post>('PATCH', path, { body: { text: 'Down the hill #steep', version: post.version } });
  assert.equal(edited.body.text, 'Down the hill #steep');
  assert.equal((await ana.call('PATCH', path, { body: { text: 'Stale', version: post.version } })).status, 409);
  assert.deepEqual((await eve.get<Page<{ text: string }>>(`${path}/history`)).body.items.map(({ text }) => text), ['Up the hill']);
  assert.equal((await eve.get<Page<Post>>('/api/tags/STEEP/posts?fields=id,author(nickname)')).body.items[0]?.author.nickname, 'ana');
});

test('nobody is shown what is not for them, by whatever way they ask', { timeout: 60_000 }, async () => {
  const post = await write(ana, 'Only for those who follow me #quiet', 'FOLLOWERS');
  const stranger = await newPerson(server, 'stranger');
  assert.equal((await eve.get(`/api/posts/${post.id}`)).status, 200);
  const blocked = await ana.post(`/api/users/${await idOf(eve)}/block`, undefined);
  assert.equal(blocked.status, 200);
  for (const who of [eve, stranger]) {
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { text: 'Mine', version: 1 }],
      ['DELETE', '', undefined],
      ['GET', '/history', undefined],
      ['POST', '/like', undefined],
      ['DELETE', '/like', undefined],
      ['POST', '/boost', undefined],
      ['DELETE', '/boost', undefined],
      ['GET', '/comments', undefined],
      ['POST', '/comments', { text: 'Hi' }],
    ] as const) {
      const answer = await who.call(method, `/api/posts/${post.id}${path}`, body ? { body } : {});
      assert.equal(answer.status, 404, `${method} ${path}`);
    }
    const asked = await who.data<{ post: unknown; postsBy: { nodes: unknown[] }; timeline: { nodes: { kind: string }[] } }>(
      'query($id: ID!, $ana: ID!) { post(id: $id) { id } postsBy(userId: $ana) { nodes { visibility } } timeline(userId: $ana) { nodes { kind } } }',
      { id: post.id, ana: await idOf(ana) },
    );
    assert.equal(asked.post, null);
    assert.ok(!JSON.stringify(asked.postsBy.nodes).includes('FOLLOWERS'));
    if (who === eve) assert.deepEqual([asked.postsBy.nodes, asked.timeline.nodes], [[], []]);
  }
  assert.deepEqual((await feedOf(eve)).items, []);
  assert.equal((await new Client(server).get('/api/feed')).status, 401);
  assert.equal((await new Client(server).get('/api/timeline')).status, 401);
  assert.equal((await ben.get('/api/feed?after=nonsense')).status, 400);
});
