import { useCompleteTask, useReopenTask } from '@/lib/apiGoals';
import { useAttempt } from './use-attempt';

/** Finishes or reopens a task; seen at once, and taken back with a word when the server refuses. */
export function useTaskCheck(): (id: string, done: boolean) => Promise<boolean> {
  const complete = useCompleteTask();
  const reopen = useReopenTask();
  const { attempt } = useAttempt();
  return async (id, done) =>
    (await attempt(() => (done ? complete({ id }) : reopen({ id })))) === null;
}
