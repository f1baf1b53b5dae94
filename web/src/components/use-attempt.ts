import { useCallback, useState } from 'react';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { problemText } from '@/lib/formErrors';
import { Problem } from '@/models/problem';
import { toast } from './ui/toast';

interface Attempts {
  readonly busy: boolean;
  /** Runs `act`; gives its refusal, after a toast has said it, or null when it went well. What is a bug is thrown on. */
  readonly attempt: (act: () => Promise<unknown>) => Promise<Problem | null>;
}

/** What a button starts: busy meanwhile, and a word when the server refuses. */
export function useAttempt(): Attempts {
  const t = useTexts(commonTexts);
  const [running, setRunning] = useState(0);
  const attempt = useCallback(
    async (act: () => Promise<unknown>) => {
      setRunning((count) => count + 1);
      try {
        await act();
        return null;
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        toast(problem.fields[0]?.message ?? problemText(problem, t), 'bad');
        return problem;
      } finally {
        setRunning((count) => count - 1);
      }
    },
    [t],
  );
  return { busy: running > 0, attempt };
}
