import { useCallback, useRef, useState } from 'react';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { asProblem } from '@/lib/apiGraphql';
import { useAttempt } from '../use-attempt';
import { Button } from './button';

/** Loads the next page of a list: one at a time, a failure told. */
export function useMore(more: (() => Promise<unknown>) | null) {
  const { busy, attempt } = useAttempt();
  const [failed, setFailed] = useState(false);
  const running = useRef(false);
  const load = useCallback(async () => {
    if (!more || running.current) return;
    running.current = true;
    const problem = await attempt(() =>
      more().catch((error: unknown) => {
        throw asProblem(error);
      }),
    );
    running.current = false;
    setFailed(problem !== null);
  }, [more, attempt]);
  return { load, busy, failed };
}

interface MoreButtonProps {
  readonly busy: boolean;
  readonly load: () => Promise<void>;
  readonly text?: string;
}

export function MoreButton({ busy, load, text }: MoreButtonProps) {
  const t = useTexts(commonTexts);
  return (
    <div className="mt-6 text-center">
      <Button look="quiet" busy={busy} onClick={() => void load()}>
        {text ?? t.loadMore}
      </Button>
    </div>
  );
}

/** Under a list that has more; nothing when all is there. */
export function More({ more }: { readonly more: (() => Promise<unknown>) | null }) {
  const { load, busy } = useMore(more);
  return more && <MoreButton busy={busy} load={load} />;
}
