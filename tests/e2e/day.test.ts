// One person's day through the API: what issue reports call "the main job", without the browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Client, newPerson, password, tokenOf, type Problem } from './client.ts';
import { eventually, source, Waymark } from './waymark.ts';

let server: Waymark;
before(async () => {
  server = await Waymark.start();
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

interface Goal {
  id: string;
  version: number;
  progress: number;
  doneTaskCount: number;
}
interface Quest {
  id: string;
  current: number;
  target: number;
  status: string;
}

const createGoal = `mutation($input: GoalInput!) { createGoal(input: $input) { id version progress doneTaskCount } }`;
const addTask = `mutation($input: TaskInput!) { addTask(input: $input) { id status version } }`;
const createQuest = `mutation($input: QuestInput!) { createQuest(input: $input) { id current target status } }`;
const rewards = `{ myRewards { points level currentStreak activeToday badges { kind } } }`;
interface Rewards {
  myRewards: { points: number; level: number; currentStreak: number; activeToday: boolean; badges: { kind: string }[] };
}

const quest = async (client: Client, id: string): Promise<Quest> =>
  (await client.data<{ quest: Quest }>(`query($id: ID!) { quest(id: $id) { id current target status } }`, { id })).quest;

test('a day from sign-up to a finished quest', async () => {
  const ana = await newPerson(server, 'ana');
  const { createGoal: goal } = await ana.data<{ createGoal: Goal }>(createGoal, {
    input: { title: 'Run the Camino', tags: ['running', 'travel'], targetDate: '2027-06-01' },
  });
  const tasks: string[] = [];
  for (const title of ['Buy shoes', 'Book a bed']) {
    const made = await ana.data<{ addTask: { id: string } }>(addTask, { input: { goalId: goal.id, title } });
    tasks.push(made.addTask.id);
  }
  const { createQuest: linked } = await ana.data<{ createQuest: Quest }>(createQuest, {
    input: { title: 'Get ready', linked: { taskIds: tasks } },
  });
  assert.deepEqual([linked.current, linked.target, linked.status], [0, 2, 'ACTIVE']);
  const { createQuest: distance } = await ana.data<{ createQuest: Quest }>(createQuest, {
    input: {
      title: '25 km before Sunday',
      deadline: new Date(Date.now() + 7 * 86_400_000).toISOString(),
      quantitative: { metric: 'DISTANCE_METRES', target: 25_000, workoutType: 'RUN', startsAt: new Date(Date.now() - 86_400_000).toISOString() },
    },
  });

  for (const id of tasks) await ana.data(`mutation($id: ID!) { completeTask(id: $id) { status } }`, { id });
  await eventually(async () => ((await quest(ana, linked.id)).status === 'COMPLETED' ? true : undefined), 'the linked quest');

  const { logWorkout: run } = await ana.data<{ logWorkout: { id: string } }>(
    `mutation($input: WorkoutInput!) { logWorkout(input: $input) { id } }`,
    { input: { type: 'RUN', startedAt: new Date().toISOString(), movingSeconds: 3600, distanceMetres: 12_000 } },
  );
  await eventually(async () => ((await quest(ana, distance.id)).current === 12_000 ? true : undefined), 'the run to count');

  const earned = await eventually(async () => {
    const now = (await ana.data<Rewards>(rewards)).myRewards;
    // Two tasks, their quest, a workout and its twelve kilometres; events come one after the other.
    return now.points === 2 * 10 + 35 + 20 + 12 && now.badges.length >= 2 ? now : undefined;
  }, 'rewards');
  assert.equal(earned.activeToday, true);
  assert.deepEqual(earned.badges.map((badge) => badge.kind).sort(), ['FIRST_STEPS', 'QUEST_CONQUEROR']);
  assert.equal(earned.currentStreak, 1);

  await ana.data(`mutation($id: ID!) { deleteWorkout(id: $id) }`, { id: run.id });
  await eventually(async () => ((await quest(ana, distance.id)).current === 0 ? true : undefined), 'the run to be taken back');
  await eventually(
    async () => ((await ana.data<Rewards>(rewards)).myRewards.points === earned.points - 20 - 12 ? true : undefined),
    'its points to be taken back',
  );
});

test('a GPX file from a watch becomes a workout, once', async () => {
  const ben = await newPerson(server, 'ben');
  const gpx = await readFile(source('tests/data/gpx/run-garmin.gpx'), 'utf8');
  const upload = (raw: BodyInit, type = 'application/gpx+xml') =>
    ben.call<{ id: string; distanceMetres: number; movingSeconds: number; climbMetres: number; track: { pointCount: number } } & Problem>(
      'POST',
      '/api/workouts/import',
      { raw, headers: { 'content-type': type } },
    );
  const imported = await upload(gpx);
  assert.equal(imported.status, 201, JSON.stringify(imported.body));
  assert.ok(Math.abs(imported.body.distanceMetres - 5001) < 10, `${imported.body.distanceMetres} m`);
  assert.equal(imported.body.movingSeconds, 1650);
  assert.equal(imported.body.track.pointCount, 501);

  const again = await upload(gpx);
  assert.equal(again.status, 409, 'the same file twice');
  const list = await ben.data<{ myWorkouts: { nodes: { id: string; source: string }[] } }>(`{ myWorkouts { nodes { id source } } }`);
  assert.deepEqual(list.myWorkouts.nodes, [{ id: imported.body.id, source: 'GPX' }]);
});

test('passwords: change, forget, reset', async () => {
  const cleo = await newPerson(server, 'cleo');
  const changed = await cleo.post('/password/change', { currentPassword: password, newPassword: 'another fine phrase 7' });
  assert.equal(changed.status, 204, JSON.stringify(changed.body));
  const before = new Client(server);
  assert.equal((await before.post('/users/login', { email: 'cleo@example.org', password })).status, 401);

  assert.equal((await before.post('/password/forgot', { email: 'cleo@example.org' })).status, 202);
  const token = tokenOf((await server.mailTo('cleo@example.org', 2)).text);
  const reset = await before.post('/password/reset', { token, password: 'a third good phrase 5' });
  assert.equal(reset.status, 204, JSON.stringify(reset.body));
  assert.equal((await before.post('/password/reset', { token, password: 'a fourth good phrase 5' })).status, 400, 'once only');
  await before.logIn('cleo@example.org', 'a third good phrase 5');
  assert.equal((await cleo.get('/me')).status, 401, 'every session ended');
});

test('sessions: renewal rotates, reuse ends the family, log-out counts at once', async () => {
  const dan = await newPerson(server, 'dan');
  const first = new Map(dan.cookies);
  const renewed = await dan.post<{ accessToken: string }>('/auth/renew', {});
  assert.equal(renewed.status, 200, JSON.stringify(renewed.body));
  assert.notDeepEqual(dan.cookies, first);
  dan.token = renewed.body.accessToken;
  assert.equal((await dan.get('/me')).status, 200);
  assert.equal((await dan.post('/auth/logout', {})).status, 204);
  assert.equal((await dan.get('/me')).status, 401, 'log-out takes effect at once');
});

test('the profile speaks four languages', async () => {
  const eva = await newPerson(server, 'eva');
  for (const language of ['es', 'fr', 'pt-BR', 'en']) {
    const saved = await eva.data<{ upsertProfile: { language: string } }>(
      `mutation($input: ProfileInput!) { upsertProfile(input: $input) { language } }`,
      { input: { language, bio: `Hola ${language}` } },
    );
    assert.equal(saved.upsertProfile.language, language);
  }
  const wrong = await eva.graphql(`mutation { createGoal(input: { title: "" }) { id } }`);
  assert.equal(wrong.errors?.[0]?.extensions?.errors?.[0]?.field, 'input.title');
});

test('errors come in the language of the person', async () => {
  const details = new Set<string>();
  for (const language of ['en', 'es', 'fr', 'pt-BR']) {
    const nobody = new Client(server);
    nobody.language = language;
    const answer = await nobody.get<Problem>('/me');
    assert.equal(answer.status, 401);
    assert.match(answer.headers.get('content-type') ?? '', /application\/problem\+json/);
    details.add(answer.body.detail ?? answer.body.title);
  }
  assert.equal(details.size, 4, [...details].join(' | '));
});

test('two tabs that edit one goal: the second is told, nothing is overwritten', async () => {
  const fay = await newPerson(server, 'fay');
  const { createGoal: goal } = await fay.data<{ createGoal: Goal }>(createGoal, { input: { title: 'Shared' } });
  const update = `mutation($id: ID!, $input: GoalUpdate!) { updateGoal(id: $id, input: $input) { version title } }`;
  await fay.data(update, { id: goal.id, input: { title: 'From tab one', version: goal.version } });
  const second = await fay.graphql(update, { id: goal.id, input: { title: 'From tab two', version: goal.version } });
  assert.equal(second.errors?.[0]?.extensions?.code, 'CONFLICT');
  const now = await fay.data<{ goal: { title: string } }>(`query($id: ID!) { goal(id: $id) { title } }`, { id: goal.id });
  assert.equal(now.goal.title, 'From tab one');
});

test("another person's things are not found", async () => {
  const gil = await newPerson(server, 'gil');
  const hal = await newPerson(server, 'hal');
  const { createGoal: goal } = await gil.data<{ createGoal: Goal }>(createGoal, { input: { title: 'Mine' } });
  const peek = await hal.data<{ goal: null }>(`query($id: ID!) { goal(id: $id) { id } }`, { id: goal.id });
  assert.equal(peek.goal, null);
  const meddle = await hal.graphql(`mutation($id: ID!) { deleteGoal(id: $id) }`, { id: goal.id });
  assert.equal(meddle.errors?.[0]?.extensions?.code, 'NOT_FOUND');
});

test('duplicate e-mails in another case or Unicode form are refused', async () => {
  await newPerson(server, 'iris');
  for (const email of ['IRIS@example.org', 'ｉｒｉｓ@example.org']) {
    const answer = await new Client(server).post<Problem>('/users/signup', { email, nickname: `x${Math.random().toString(36).slice(2, 8)}`, password });
    assert.equal(answer.status, 400, JSON.stringify(answer.body));
    assert.equal(answer.body.errors?.[0]?.field, 'email');
  }
});

test('an Idempotency-Key is demanded, replays the first answer, and belongs to one request', async () => {
  const joe = await newPerson(server, 'joe');
  const body = { type: 'WALK', startedAt: new Date().toISOString(), movingSeconds: 600 };
  assert.equal((await joe.post('/api/workouts', body, { idempotencyKey: null })).status, 400);
  const idempotencyKey = crypto.randomUUID();
  const first = await joe.post<{ id: string }>('/api/workouts', body, { idempotencyKey });
  const second = await joe.post<{ id: string }>('/api/workouts', body, { idempotencyKey });
  assert.equal(first.status, 201, JSON.stringify(first.body));
  assert.deepEqual([second.status, second.body], [first.status, first.body]);
  const other = await joe.post('/api/workouts', { ...body, movingSeconds: 700 }, { idempotencyKey });
  assert.equal(other.status, 422);
  const list = await joe.data<{ myWorkouts: { nodes: unknown[] } }>(`{ myWorkouts { nodes { id } } }`);
  assert.equal(list.myWorkouts.nodes.length, 1);
});

test('data is there after a kill -9 and a restart', async () => {
  const first = await Waymark.start();
  const kim = await newPerson(first, 'kim');
  const { createGoal: goal } = await kim.data<{ createGoal: Goal }>(createGoal, { input: { title: 'Survive' } });
  await first.kill();
  const second = await Waymark.start({}, first.data);
  try {
    const again = new Client(second);
    await again.logIn('kim@example.org', password);
    const found = await again.data<{ goal: { title: string } }>(`query($id: ID!) { goal(id: $id) { title } }`, { id: goal.id });
    assert.equal(found.goal.title, 'Survive');
  } finally {
    await second.stop();
  }
});

test('availability is public with an API key only', async () => {
  const nobody = new Client(server);
  const config = await nobody.get<{ apiKey: string }>('/api/client-config');
  const ask = (headers: Record<string, string>) =>
    nobody.call<{ data?: { isNicknameAvailable: boolean }; errors?: unknown[] }>('POST', '/graphql', {
      body: { query: `{ isNicknameAvailable(nickname: "ana") }` },
      headers,
    });
  assert.deepEqual((await ask({ 'x-api-key': config.body.apiKey })).body.data, { isNicknameAvailable: false });
  assert.ok((await ask({})).body.errors);
});
