import { gql } from '@apollo/client';
import { beforeEach, describe, expect, it } from 'vitest';
import { WorkoutsDocument } from '@/generated/workouts';
import { clientOf } from '@/test/answering';
import '../apiGoals';
import '../apiWorkouts';
import { QueueOnScreen } from './showQueue';
import { action } from './testing';

const page = (nodes: readonly object[]) => ({
  myWorkouts: {
    __typename: 'WorkoutConnection',
    nodes,
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
  },
});
const workout = (id: string, title: string) => ({
  __typename: 'Workout',
  id,
  type: 'RUN',
  title,
  source: 'MANUAL',
  startedAt: '2026-11-21T08:00:00Z',
  endedAt: '2026-11-21T08:30:00.000Z',
  distanceMetres: 5000,
  movingSeconds: 1800,
  elapsedSeconds: 1800,
  climbMetres: null,
  averageHeartRate: null,
  steps: null,
  pushes: null,
  notes: null,
  track: null,
  version: 1,
});
const input = {
  type: 'RUN',
  title: 'Along the canal',
  startedAt: '2026-11-21T08:00:00Z',
  movingSeconds: 1800,
  distanceMetres: 5000,
};
const logged = {
  ...action('Along the canal', {
    subject: 'w2',
    payload: JSON.stringify({ variables: { input } }),
  }),
  seq: 1,
};

let server: object[];
let client: ReturnType<typeof clientOf>;
let screen: QueueOnScreen;
const variables = { first: 20 };
const shown = () =>
  client
    .readQuery({ query: WorkoutsDocument, variables }, true)
    ?.myWorkouts.nodes.map(({ id }) => id);

beforeEach(async () => {
  server = [workout('w1', 'Before')];
  client = clientOf({ Workouts: () => page(server) });
  screen = new QueueOnScreen(client);
  await client.query({ query: WorkoutsDocument, variables });
});

describe('what waits', () => {
  it('is on the screen, and in nothing that is kept', () => {
    screen.show(logged);
    expect(shown()).toEqual(['w2', 'w1']);
    expect(JSON.stringify(client.cache.extract(false))).not.toContain('w2');
  });

  it('stays there when the server says how things were', async () => {
    screen.show(logged);
    await client.query({ query: WorkoutsDocument, variables, fetchPolicy: 'network-only' });
    expect(shown()).toEqual(['w2', 'w1']);
  });

  it('is shown once, however often it is told of', async () => {
    screen.show(logged);
    screen.show(logged);
    await screen.follow([logged]);
    expect(shown()).toEqual(['w2', 'w1']);
  });

  it('gives way to the server’s answer', () => {
    screen.show(logged);
    screen.settle(logged, { data: { logWorkout: workout('w2', 'As the server has it') } });
    expect(shown()).toEqual(['w2', 'w1']);
    expect(client.cache.extract(false)).toHaveProperty(
      ['Workout:w2', 'title'],
      'As the server has it',
    );
    expect(client.cache.extract(true)).not.toHaveProperty(['ROOT_MUTATION', 'logWorkout']);
  });

  it('goes when it was refused', async () => {
    screen.show(logged);
    await screen.follow([]);
    expect(shown()).toEqual(['w1']);
  });

  it('of an older version of the app is sent unseen', async () => {
    expect(screen.show({ ...logged, change: 'NobodyKnows' })).toBeNull();
    await screen.follow([]);
    expect(shown()).toEqual(['w1']);
  });
});

describe('a task whose goal is known by its title alone', () => {
  const task = {
    __typename: 'Task',
    id: 't1',
    goalId: 'g1',
    title: 'Buy shoes',
    dueAt: null,
    status: 'OPEN',
    completedAt: null,
    version: 1,
  };
  const fragment = gql`
    fragment T on Task {
      id
      goalId
      title
      dueAt
      status
      completedAt
      version
    }
  `;

  it('is finished on the screen all the same', () => {
    client.cache.writeFragment({ id: 'Task:t1', fragment, data: task });
    const done = action('Buy shoes', {
      change: 'CompleteTask',
      subject: 't1',
      payload: JSON.stringify({ variables: { id: 't1' } }),
    });
    screen.show(done);
    expect(client.cache.readFragment({ id: 'Task:t1', fragment, optimistic: true })).toMatchObject({
      status: 'DONE',
    });
  });
});
