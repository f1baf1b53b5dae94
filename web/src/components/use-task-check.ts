import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { useCompleteTask, useReopenTask } from '@/lib/apiGoals';
import { problemText } from '@/lib/formErrors';
import { Problem } from '@/models/problem';
import { toast } from './ui/toast';

/** Finishes or reopens a task; seen at once, and taken back with a word when the server refuses. */
export function useTaskCheck(): (id: string, done: boolean) => Promise<boolean> {
  const t = useTexts(commonTexts);
  const complete = useCompleteTask();
  const reopen = useReopenTask();
  return async (id, done) => {
    try {
      await (done ? complete({ id }) : reopen({ id }));
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      toast(problemText(problem, t), 'bad');
      return false;
    }
  };
}
