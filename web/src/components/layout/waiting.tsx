import { clsx } from 'clsx';
import { shellTexts } from '@/i18n/shell';
import { useTexts } from '@/i18n/texts';

interface WaitingProps {
  readonly count: number;
  readonly className?: string;
}

/** How much waits behind a link; nothing when nothing does. */
export function Waiting({ count, className }: WaitingProps) {
  const t = useTexts(shellTexts);
  if (count === 0) return null;
  return (
    <span
      className={clsx(
        'grid h-5 min-w-5 place-items-center rounded-full bg-blaze-ink px-1.5 text-xs font-bold text-on-blaze',
        className,
      )}
    >
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="sr-only">{t.waiting(count)}</span>
    </span>
  );
}
