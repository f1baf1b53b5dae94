// Somebody asks for help on a goal; who has done something like it finds the request, answers, and is thanked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client, newPerson, type Problem } from './client.ts';
import { eventually, Waymark } from './waymark.ts';

interface Assistance {
  id: string;
  goalTitle: string;
  text: string;
  status: string;
  mine: boolean;
  sharedTags: string[];
  answerCount: number;
  thankedIds: string[];
}
interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

const rings = (who: Client, kind: string): Promise<true> =>
  eventually(async () => ((await kindsOf(who)).includes(kind) ? (true as const) : undefined), kind + ' to ring');
const kindsOf = async (who: Client): Promise<string[]> =>
  (await who.data<{ notifications: { nodes: { kind: string }[] } }>('{ notifications { nodes { kind } } }')).notifications.nodes.map(
    (one) => one.kind,
  );

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

const makeGoal = async (who: Client, tags: string[]): Promise<{ id: string; version: number }> =>
  (
    await who.data<{ createGoal: { id: string; version: number } }>('mutation($input: GoalInput!) { createGoal(input: $input) { id version } }', {
      input: { title: 'Ten kilometres', tags },
    })
  ).createGoal;
const forMe = async (who: Client): Promise<Assistance[]> => (await who.get<Page<Assistance>>('/api/assistance')).body.items;

test('help is asked for, given and thanked', { timeout: 60_000 }, async () => {
  await ben.call('PUT', '/api/me/sharing', { body: { goals: 'PUBLIC' } });
  const done = await makeGoal(ben, ['Running']);
  await ben.data('mutation($id: ID!, $version: Int!) { updateGoal(id: $id, input: { status: COMPLETED, version: $version }) { id } }', { ...done });

  // Events make it known a moment later; a request that fits shows that they have.
  const probe = await makeGoal(cleo, ['running']);
  const probing = await cleo.post<Assistance>('/api/assistance', { goalId: probe.id, text: 'Anybody?' });
  await eventually(async () => ((await forMe(ben)).length > 0 ? true : undefined), 'ben to be known for running');
  await cleo.post(`/api/assistance/${probing.body.id}/close`, undefined);

  const goal = await makeGoal(ana, ['running', 'health']);
  const asked = await ana.post<Assistance>('/api/assistance', { goalId: goal.id, text: 'How did you begin?' });
  assert.equal(asked.status, 201, JSON.stringify(asked.body));
  assert.deepEqual([asked.body.mine, asked.body.status, asked.body.goalTitle], [true, 'OPEN', 'Ten kilometres']);
  assert.equal((await ana.post<Problem>('/api/assistance', { goalId: goal.id, text: 'And?' })).status, 409);

  const found = await eventually(async () => (await forMe(ben))[0], 'the request to be found');
  assert.deepEqual([found.id, found.mine, found.sharedTags], [asked.body.id, false, ['running']]);
  await rings(ben, 'HELP_WANTED');
  const answer = await ben.post<{ id: string }>(`/api/assistance/${found.id}/answers`, { text: 'Slowly.' });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  await rings(ana, 'HELP_ANSWERED');
  const answers = await ana.data<{ assistance: { answerCount: number; answers: { nodes: { text: string; author: { nickname: string } }[] } } }>(
    'query($id: ID!) { assistance(id: $id) { answerCount answers { nodes { text author { nickname } } } } }',
    { id: found.id },
  );
  assert.deepEqual(answers.assistance, { answerCount: 1, answers: { nodes: [{ text: 'Slowly.', author: { nickname: 'ben' } }] } });

  const thanked = await ana.post<Assistance>(`/api/assistance/${found.id}/thanks`, { helperId: ids.get(ben) });
  await rings(ben, 'THANKS');
  assert.deepEqual(thanked.body.thankedIds, [ids.get(ben)]);
  const { thanksOf } = await cleo.data<{ thanksOf: number }>('query($id: ID!) { thanksOf(userId: $id) }', { id: ids.get(ben) });
  assert.equal(thanksOf, 1);
  const points = async (): Promise<number> => (await ben.data<{ myRewards: { points: number } }>('{ myRewards { points } }')).myRewards.points;
  const earned = await eventually(async () => ((await points()) >= 65 ? points() : undefined), 'the goal and the thanks to earn');
  const withdrawn = await ana.call<Assistance>('DELETE', `/api/assistance/${found.id}/thanks/${ids.get(ben)}`);
  assert.deepEqual(withdrawn.body.thankedIds, []);
  await eventually(async () => ((await points()) === earned - 15 ? true : undefined), 'the points to be taken back');
  const closed = await ana.post<Assistance>(`/api/assistance/${found.id}/close`, undefined);
  assert.equal(closed.body.status, 'CLOSED');
  assert.deepEqual(await forMe(ben), []);
  assert.equal((await ben.post<Problem>(`/api/assistance/${found.id}/answers`, { text: 'More.' })).status, 409);
  assert.deepEqual((await ana.get<Page<Assistance>>('/api/assistance/mine?fields=status')).body.items, [{ status: 'CLOSED' }]);

  // To who neither asks nor may help it is not there.
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['GET', '/answers', undefined],
    ['POST', '/answers', { text: 'x' }],
    ['POST', '/thanks', { helperId: ids.get(ben) }],
    ['POST', '/close', undefined],
  ] as const) {
    const told = await cleo.call<Problem>(method, `/api/assistance/${found.id}${path}`, { body });
    assert.equal(told.status, 404, `${method} ${path}`);
    assert.equal(told.body.code, 'NOT_FOUND');
  }
});
