// Goals and their tasks.
import type { ApolloCache } from '@apollo/client';
import {
  AddTaskDocument,
  CompleteTaskDocument,
  CreateGoalDocument,
  DeleteGoalDocument,
  DeleteTaskDocument,
  GoalFieldsFragmentDoc,
  GoalPageDocument,
  GoalsDocument,
  GoalVersionDocument,
  ReopenTaskDocument,
  TaskFieldsFragmentDoc,
  TaskVersionDocument,
  UpdateGoalDocument,
  UpdateTaskDocument,
} from '@/generated/goals';
import type {
  AddTaskMutation,
  CompleteTaskMutation,
  CreateGoalMutation,
  DeleteTaskMutation,
  ReopenTaskMutation,
  TaskStatus,
} from '@/generated/graphql';
import type { Goal, GoalStatus, Task } from '@/models';
import {
  paged,
  evict,
  prepend,
  useAsk,
  useChange,
  useReading,
  useWaitingChange,
  type PagedReading,
  type Reading,
} from './apiHooks';
import { canWait } from './offline/changes';

const goalsPerPage = 30;
export const tasksPerPage = 100;

/** The active goals as their page asks for them. */
export const firstGoals = {
  query: GoalsDocument,
  variables: { filter: { status: 'ACTIVE' as const }, first: goalsPerPage },
};

/** Goals of one state with one tag (every state, every tag, when null), newest first. */
export function useGoals(status: GoalStatus | null, tag: string | null = null): PagedReading<Goal> {
  const filter = { ...(status !== null && { status }), ...(tag !== null && { tag }) };
  const reading = useReading(GoalsDocument, { filter, first: goalsPerPage });
  return paged(reading, reading.data?.myGoals);
}

export interface GoalWithTasks {
  /** Null when there is no such goal. */
  readonly goal: Goal | null;
  readonly tasks: readonly Task[];
}

export function useGoal(id: string): Reading<GoalWithTasks> & Pick<PagedReading<Task>, 'more'> {
  const reading = useReading(GoalPageDocument, { id, first: tasksPerPage });
  return {
    ...paged(reading, reading.data?.tasks),
    data: reading.data && { goal: reading.data.goal, tasks: reading.data.tasks.nodes },
  };
}

/** The newest versions as the server has them, for showing a conflict. */
export function useNewest() {
  const askGoal = useAsk(GoalVersionDocument);
  const askTasks = useAsk(TaskVersionDocument);
  return {
    goal: async (id: string): Promise<Goal | null> => (await askGoal({ id }))?.goal ?? null,
    task: async ({ id, goalId }: Task): Promise<Task | null> => {
      const answer = await askTasks({ goalId, first: tasksPerPage });
      return answer?.tasks.nodes.find((task) => task.id === id) ?? null;
    },
  };
}

export function useCreateGoal() {
  return useWaitingChange(createGoal);
}

const createGoal = canWait({
  document: CreateGoalDocument,
  makes: 'goal',
  label: ({ input }) => input.title,
  expect: ({ input }, _cache, { subject, at }) => ({
    createGoal: {
      __typename: 'Goal' as const,
      id: subject,
      title: input.title,
      description: input.description ?? null,
      tags: [...(input.tags ?? [])],
      targetDate: input.targetDate ?? null,
      status: 'ACTIVE' as const,
      taskCount: 0,
      doneTaskCount: 0,
      progress: 0,
      createdAt: at,
      updatedAt: at,
      completedAt: null,
      version: 1,
    },
  }),
  update: (cache: ApolloCache, { createGoal: goal }: CreateGoalMutation) => {
    prepend(cache, 'myGoals', 'Goal', goal.id);
    // Its page opens without asking.
    const variables = { id: goal.id, first: tasksPerPage };
    cache.updateQuery({ query: GoalPageDocument, variables }, (page) =>
      page ? undefined : { goal, tasks: { nodes: [], pageInfo: noMore } },
    );
  },
});

const noMore = { __typename: 'PageInfo', hasNextPage: false, endCursor: null } as const;

export function useUpdateGoal() {
  return useChange(UpdateGoalDocument);
}

export function useDeleteGoal() {
  return useChange(DeleteGoalDocument, { update: dropGoal });
}

const dropGoal = (cache: ApolloCache, _: unknown, { id }: { id: string }) => {
  evict(cache, 'Goal', id);
};

export function useAddTask() {
  return useWaitingChange(addTask);
}

const addTask = canWait({
  document: AddTaskDocument,
  makes: 'task',
  label: ({ input }) => input.title,
  expect: ({ input }, cache, { subject }): AddTaskMutation | null => {
    const goal = readGoal(cache, input.goalId);
    if (!goal) return null;
    return {
      addTask: {
        ...typed('Task'),
        id: subject,
        goalId: input.goalId,
        title: input.title,
        dueAt: input.dueAt ?? null,
        status: 'OPEN',
        completedAt: null,
        version: 1,
        goal: { ...counted(goal, 1, 0), ...typed('Goal') },
      },
    };
  },
  update: appendTask,
});

/** What the cache knows an object by; the documents' types do not show it. */
const typed = (typename: string) => ({ __typename: typename });

function appendTask(cache: ApolloCache, { addTask }: AddTaskMutation): void {
  const variables = { id: addTask.goalId, first: tasksPerPage };
  cache.updateQuery({ query: GoalPageDocument, variables }, (page) => {
    if (!page || page.tasks.nodes.some((task) => task.id === addTask.id)) return page;
    return { ...page, tasks: { ...page.tasks, nodes: [...page.tasks.nodes, addTask] } };
  });
}

export function useUpdateTask() {
  return useChange(UpdateTaskDocument);
}

export function useDeleteTask() {
  return useChange(DeleteTaskDocument, { update: dropTask });
}

function dropTask(cache: ApolloCache, _: DeleteTaskMutation, { id }: { id: string }): void {
  const task = readTask(cache, id);
  const goal = task && readGoal(cache, task.goalId);
  if (goal) {
    cache.writeFragment({
      id: `Goal:${goal.id}`,
      fragment: GoalFieldsFragmentDoc,
      data: counted(goal, -1, task.status === 'DONE' ? -1 : 0),
    });
  }
  evict(cache, 'Task', id);
}

export function useCompleteTask() {
  return useWaitingChange(completeTask);
}

export function useReopenTask() {
  return useWaitingChange(reopenTask);
}

const titleOf = ({ id }: { readonly id: string }, cache: ApolloCache) =>
  // One that waits itself is known only as it is expected to be.
  cache.readFragment({ id: `Task:${id}`, fragment: TaskFieldsFragmentDoc, optimistic: true })
    ?.title ?? '';

const completeTask = canWait({
  document: CompleteTaskDocument,
  label: titleOf,
  expect: ({ id }, cache, { at }): CompleteTaskMutation | null => {
    const task = expectStatus(cache, id, 'DONE', at);
    return task && { completeTask: task };
  },
  show: ({ id }, cache, { at }) => {
    showStatus(cache, id, 'DONE', at);
  },
});

const reopenTask = canWait({
  document: ReopenTaskDocument,
  label: titleOf,
  expect: ({ id }, cache, { at }): ReopenTaskMutation | null => {
    const task = expectStatus(cache, id, 'OPEN', at);
    return task && { reopenTask: task };
  },
  show: ({ id }, cache) => {
    showStatus(cache, id, 'OPEN', null);
  },
});

/** On the first page a task may be known, and of its goal no more than the title. */
function showStatus(
  cache: ApolloCache,
  id: string,
  status: TaskStatus,
  completedAt: string | null,
): void {
  const task = readTask(cache, id);
  if (!task) return;
  cache.writeFragment({
    id: `Task:${id}`,
    fragment: TaskFieldsFragmentDoc,
    data: { ...task, status, completedAt },
  });
}

function expectStatus(cache: ApolloCache, id: string, status: TaskStatus, at: string) {
  const task = readTask(cache, id);
  const goal = task && readGoal(cache, task.goalId);
  if (!goal || task.status === status) return null;
  const done = status === 'DONE';
  return {
    ...task,
    __typename: 'Task',
    status,
    completedAt: done ? at : null,
    goal: { ...counted(goal, 0, done ? 1 : -1), __typename: 'Goal' },
  };
}

function counted(goal: Goal, tasks: number, done: number): Goal {
  const taskCount = goal.taskCount + tasks;
  const doneTaskCount = goal.doneTaskCount + done;
  const progress =
    goal.status === 'COMPLETED' ? 1 : taskCount === 0 ? 0 : doneTaskCount / taskCount;
  return { ...goal, taskCount, doneTaskCount, progress };
}

function readTask(cache: ApolloCache, id: string): Task | null {
  return cache.readFragment({ id: `Task:${id}`, fragment: TaskFieldsFragmentDoc });
}

function readGoal(cache: ApolloCache, id: string): Goal | null {
  return cache.readFragment({ id: `Goal:${id}`, fragment: GoalFieldsFragmentDoc });
}
