// What an operator does from the command line: beside a server that runs, and on data that nobody serves.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client, newPerson } from './client.ts';
import { engine } from './engines.ts';
import { eventually, tableOf, waymark, Waymark } from './waymark.ts';

let server: Waymark;
let settings: Record<string, string>; // of the store, which the commands use themselves where nodes share it
let ana: Client;
before(async () => {
  server = await Waymark.start();
  settings = (await engine()).settings(tableOf(server.data));
  ana = await newPerson(server, 'ana');
});
after(() => server.kill());

async function must(...words: string[]): Promise<string> {
  const run = await waymark(server.data, settings, ...words);
  assert.equal(run.code, 0, run.out);
  return run.out;
}

async function refused(...words: string[]): Promise<string> {
  const run = await waymark(server.data, settings, ...words);
  assert.equal(run.code, 1, run.out);
  return run.out;
}

async function renew(client: Client): Promise<void> {
  client.token = undefined;
  const renewed = await client.post<{ accessToken: string }>('/auth/renew', {});
  assert.equal(renewed.status, 200, JSON.stringify(renewed.body));
  client.token = renewed.body.accessToken;
}

test('a replaced key ends its tokens, and nobody has to log in again', async () => {
  const [stolen] = (await must('keys', 'list')).split(' ');
  assert.equal((await ana.get('/me')).status, 200);
  const now = await must('keys', 'replace');
  assert.ok(stolen && !now.includes(stolen), now);
  assert.match(now, /signs/);
  // A node that shares its store learns it within five seconds.
  await eventually(async () => ((await ana.get('/me')).status === 401 ? true : undefined), 'the old token to end');
  const published = await new Client(server).get<{ keys: { kid: string }[] }>('/.well-known/jwks.json');
  assert.deepEqual(published.body.keys.map((key) => key.kid), [now.split(' ')[0]]);
  await renew(ana);
  assert.equal((await ana.get('/me')).status, 200);
});

test('an administrator is made while the server runs', async () => {
  const made = await ana.data<{ createQuest: { id: string } }>(
    `mutation { createQuest(input: { title: "Mine", quantitative: { metric: WORKOUTS, target: 1 } }) { id } }`,
  );
  const remove = async (): Promise<number> => (await ana.call('DELETE', `/quests/quests/${made.createQuest.id}`)).status;
  assert.equal(await remove(), 403);
  await must('admin', 'ana');
  await renew(ana);
  assert.equal(await remove(), 204);
  await must('admin', 'ana', '--revoke');
  assert.match(await refused('admin', 'nobody'), /nobody is called "nobody"/);
});

test('what was set aside can be seen and tried again', async () => {
  const list = await must('events', 'list');
  assert.match(list, /^rewards +0$/m);
  assert.match(list, /^timers +0$/m);
  assert.match(await must('events', 'parked', 'rewards'), /nothing is parked/);
  assert.match(await must('events', 'replay', 'rewards'), /0 applied, 0 failed/);
  assert.match(await must('events', 'replay', 'timers'), /0 set again/);
  assert.notEqual(await refused('events', 'parked', 'no-such-consumer'), '');
});

test('counts are made anew, and were right', async () => {
  const bea = await newPerson(server, 'bea');
  const { user } = await bea.data<{ user: { id: string } }>(`{ user(nickname: "ana") { id } }`);
  await bea.data(`mutation($id: ID!) { followUser(id: $id) { id } }`, user);
  await eventually(async () => ((await must('people', 'recount', 'ana')) === 'followers 1\nfollowing 0\nposts 0\n' ? true : undefined), 'a follower');
  assert.match(await refused('people', 'recount', 'nobody'), /nobody is called "nobody"/);
});

test('the same without a server', async () => {
  const before = await must('keys', 'list');
  await server.stop({ keepData: true });
  assert.equal(await must('keys', 'list'), before);
  assert.match(await must('events', 'list'), /^rewards +0$/m);
  assert.match(await must('admin', 'ana'), /ana is an administrator/);
  server = await Waymark.start({}, server.data);
  assert.equal(await must('keys', 'list'), before, 'the keys outlived the restart');
});
