import 'fake-indexeddb/auto';
import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApolloProvider } from '@apollo/client/react';
import { Problem } from '@/models/problem';
import { clientOf, type Answers } from '@/test/answering';
import { useCompleteTask, useCreateGoal } from '../apiGoals';
import { session } from '../session';
import { idOf } from './clientIds';
import { connection } from './connection';
import { offlineQueue, waiting } from './waiting';

const ana = '019aa4c2-7f00-7abc-8def-0123456789ab';
const input = { title: 'Walk the Camino', description: null, tags: [], targetDate: null };

const signIn = () => {
  const claims = btoa(JSON.stringify({ sub: ana }));
  session.begin({ value: `x.${claims}.x`, expiresAt: Date.now() + 1e6 });
};
const queued = async () => (await offlineQueue.read(ana)).actions;
const named = (given: Record<string, unknown>) =>
  idOf('goal', ana, (given['input'] as { clientId: string }).clientId);

function creating(answers: Answers) {
  const client = clientOf(answers);
  const { result } = renderHook(() => useCreateGoal(), {
    wrapper: ({ children }) => <ApolloProvider client={client}>{children}</ApolloProvider>,
  });
  return { client, create: () => result.current({ input }) };
}
const serverMakes = async (given: Record<string, unknown>) => ({
  createGoal: {
    __typename: 'Goal',
    id: await named(given),
    ...input,
    status: 'ACTIVE',
    taskCount: 0,
    doneTaskCount: 0,
    progress: 0,
    createdAt: '2026-11-21T08:00:00Z',
    updatedAt: '2026-11-21T08:00:00Z',
    completedAt: null,
    version: 1,
  },
});

beforeEach(async () => {
  signIn();
  connection.heard();
  waiting.clear();
  await offlineQueue.wipe(ana);
});
afterEach(() => {
  session.end(false);
});

describe('a change that can wait', () => {
  it('does not, while there is a network; its id is known beforehand', async () => {
    const { create } = creating({ CreateGoal: serverMakes });
    const made = await create();
    expect(made.waits).toBe(false);
    expect(made.data?.createGoal.id).toBe(made.id);
    expect(await queued()).toEqual([]);
  });

  it('waits without one, whole: text, key, name, and what it is called', async () => {
    connection.missed();
    const { create } = creating({});
    const made = await create();
    expect(made).toMatchObject({ waits: true, data: { createGoal: { title: input.title } } });
    const [action, ...more] = await queued();
    expect(more).toEqual([]);
    expect(action).toMatchObject({
      endpoint: 'POST /graphql',
      change: 'CreateGoal',
      label: input.title,
      subject: made.id,
      person: ana,
    });
    const sent = JSON.parse(action?.payload ?? '') as {
      query: string;
      variables: Record<string, unknown>;
    };
    expect(sent.query).toContain('mutation CreateGoal');
    expect(sent.query).toContain('__typename');
    expect(await named(sent.variables)).toBe(made.id);
  });

  it('waits when the network goes while it is under way, under the same name', async () => {
    let sent = '';
    const { create } = creating({
      CreateGoal: async (given) => {
        sent = await named(given);
        throw new Problem(0, 'OFFLINE', '');
      },
    });
    const made = await create();
    expect(made).toMatchObject({ waits: true, id: sent });
    expect(await queued()).toMatchObject([{ subject: sent }]);
  });

  it('goes behind what waits already, network or not', async () => {
    connection.missed();
    const { create } = creating({ CreateGoal: serverMakes });
    await create();
    waiting.show(await offlineQueue.read(ana));
    connection.heard();
    expect((await create()).waits).toBe(true);
    expect(await queued()).toHaveLength(2);
  });

  it('is refused to the person’s face when the server refuses it at once', async () => {
    const { create } = creating({
      CreateGoal: () => {
        throw new Error('You have 1,000 active goals.');
      },
    });
    await expect(create()).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await queued()).toEqual([]);
  });

  it('of what it changes bears the id', async () => {
    connection.missed();
    const client = clientOf({});
    const { result } = renderHook(() => useCompleteTask(), {
      wrapper: ({ children }) => <ApolloProvider client={client}>{children}</ApolloProvider>,
    });
    await result.current({ id: 't1' });
    expect(await queued()).toMatchObject([{ subject: 't1', change: 'CompleteTask' }]);
  });
});
