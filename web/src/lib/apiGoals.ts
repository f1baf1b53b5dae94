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
  type AddTaskMutation,
  type CompleteTaskMutation,
  type DeleteTaskMutation,
  type ReopenTaskMutation,
  type TaskStatus,
} from '@/generated/graphql';
import type { Goal, GoalStatus, Task } from '@/models';
import {
  paged,
  evict,
  prepend,
  useAsk,
  useChange,
  useReading,
  type PagedReading,
  type Reading,
} from './apiHooks';

const goalsPerPage = 30;
export const tasksPerPage = 100;

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
  return useChange(CreateGoalDocument, { update: showNewGoal });
}

const showNewGoal = (cache: ApolloCache, data: { createGoal: { id: string } }) => {
  prepend(cache, 'myGoals', 'Goal', data.createGoal.id);
};

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
  return useChange(AddTaskDocument, { update: appendTask });
}

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
  return useChange(CompleteTaskDocument, { optimistic: expectCompleted });
}

export function useReopenTask() {
  return useChange(ReopenTaskDocument, { optimistic: expectReopened });
}

const expectCompleted = (
  { id }: { id: string },
  cache: ApolloCache,
): CompleteTaskMutation | null => {
  const task = expectStatus(cache, id, 'DONE');
  return task && { completeTask: task };
};

const expectReopened = ({ id }: { id: string }, cache: ApolloCache): ReopenTaskMutation | null => {
  const task = expectStatus(cache, id, 'OPEN');
  return task && { reopenTask: task };
};

function expectStatus(cache: ApolloCache, id: string, status: TaskStatus) {
  const task = readTask(cache, id);
  const goal = task && readGoal(cache, task.goalId);
  if (!goal || task.status === status) return null;
  const done = status === 'DONE';
  return {
    ...task,
    __typename: 'Task',
    status,
    completedAt: done ? new Date().toISOString() : null,
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
