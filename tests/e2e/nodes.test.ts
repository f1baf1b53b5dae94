// Two processes on one store: what one does the other knows, work goes on when one is killed. On the embedded engine:
// the second is told that the folder has an owner.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client, newPerson } from './client.ts';
import { engine, engineName } from './engines.ts';
import { binary, eventually, tableOf, Waymark } from './waymark.ts';

const createGoal = `mutation($input: GoalInput!) { createGoal(input: $input) { id } }`;
const addTask = `mutation($input: TaskInput!) { addTask(input: $input) { id } }`;
const completeTask = `mutation($id: ID!) { completeTask(id: $id) { id } }`;
const createQuest = `mutation($input: QuestInput!) { createQuest(input: $input) { id } }`;

/** The same person with the same session, on another node. */
function on(node: Waymark, person: Client): Client {
  const client = new Client(node);
  client.token = person.token;
  client.cookies = new Map(person.cookies);
  return client;
}

async function statusOf(client: Client, id: string): Promise<string> {
  const { quest } = await client.data<{ quest: { status: string } }>(`query($id: ID!) { quest(id: $id) { status } }`, { id });
  return quest.status;
}

/** A quest of one task; the task's id too. */
async function makeQuest(client: Client, title: string): Promise<{ quest: string; task: string }> {
  const { createGoal: goal } = await client.data<{ createGoal: { id: string } }>(createGoal, { input: { title } });
  const { addTask: task } = await client.data<{ addTask: { id: string } }>(addTask, { input: { goalId: goal.id, title } });
  const { createQuest: quest } = await client.data<{ createQuest: { id: string } }>(createQuest, {
    input: { title, linked: { taskIds: [task.id] } },
  });
  return { quest: quest.id, task: task.id };
}

/** The sum of a counter over the nodes. */
async function total(nodes: Waymark[], name: string): Promise<number> {
  let sum = 0;
  for (const node of nodes) {
    const metrics = await (await fetch(node.url + '/metrics')).text();
    for (const line of metrics.split('\n')) if (line.startsWith(name)) sum += Number(line.slice(line.lastIndexOf(' ') + 1));
  }
  return sum;
}

/** What is missed after a node was killed: longer than `eventually` waits. */
async function afterTakeover<T>(probe: () => Promise<T | undefined>, what: string): Promise<T> {
  return eventually(probe, what).catch(() => eventually(probe, what));
}

test('two nodes on one store', { skip: engineName === 'embedded' }, async () => {
  const first = await Waymark.start();
  const folder = await mkdtemp(join(tmpdir(), 'waymark-e2e-node-'));
  await cp(join(first.data, 'keys'), join(folder, 'keys'), { recursive: true });
  const second = await Waymark.start((await engine()).settings(tableOf(first.data)), folder);
  const nodes = [first, second];
  let killed = false;
  try {
    const ana = await newPerson(first, 'ana');
    const there = on(second, ana);
    await eventually(async () => ((await total([second], 'waymark_shards_held')) === 8 ? true : undefined), 'half of the shards');

    const made = await makeQuest(ana, 'On one node');
    await there.data(completeTask, { id: made.task });
    await eventually(async () => ((await statusOf(there, made.quest)) === 'COMPLETED' ? true : undefined), 'the quest to be completed');
    assert.equal(await statusOf(ana, made.quest), 'COMPLETED');

    const fired = await total(nodes, 'waymark_timers_fired_total');
    const { createQuest: short } = await there.data<{ createQuest: { id: string } }>(createQuest, {
      input: {
        title: 'In a second',
        deadline: new Date(Date.now() + 1_000).toISOString(),
        quantitative: { metric: 'WORKOUTS', target: 1 },
      },
    });
    await eventually(async () => ((await total(nodes, 'waymark_timers_fired_total')) > fired ? true : undefined), 'a timer to be fired');
    assert.equal(await statusOf(ana, short.id), 'EXPIRED');
    assert.equal(await total(nodes, 'waymark_timers_fired_total'), fired + 1, 'by one node only');

    const ben = await newPerson(first, 'ben');
    const benThere = on(second, ben);
    await benThere.data(`{ me { id } }`);
    await ben.post('/auth/logout', {});
    await eventually(async () => ((await benThere.get('/me')).status === 401 ? true : undefined), 'the log-out to reach the other node');

    const last = await makeQuest(ana, 'After the end of a node');
    await second.kill();
    killed = true;
    await ana.data(completeTask, { id: last.task });
    await afterTakeover(async () => ((await statusOf(ana, last.quest)) === 'COMPLETED' ? true : undefined), 'the quest to be completed by the other node');
    await afterTakeover(async () => ((await total([first], 'waymark_shards_held')) === 16 ? true : undefined), 'all shards');
  } finally {
    if (!killed) await second.stop();
    assert.equal(await first.stop(), 0);
  }
});

test('a folder has one owner', { skip: engineName !== 'embedded' }, async () => {
  const server = await Waymark.start();
  try {
    assert.throws(
      () => execFileSync(binary, ['serve', '--port', '0', '--data', server.data], { env: { PATH: process.env.PATH }, encoding: 'utf8', stdio: 'pipe', timeout: 20_000 }),
      (error: { status: number; stderr: string }) => error.status === 1 && error.stderr.includes('in use by another process'),
    );
  } finally {
    await server.stop();
  }
});
