import { clsx } from 'clsx';
import { offlineTexts } from '@/i18n/offline';
import { useTexts } from '@/i18n/texts';
import { useIsWaiting } from '@/lib/offline/waiting';
import { IconWaiting } from '../icons';

interface WaitingMarkProps {
  /** Of the thing beside it. */
  readonly id: string;
  readonly className?: string;
}

/** Beside a thing about which something has not reached the server yet; nothing where nothing waits. */
export function WaitingMark({ id, className }: WaitingMarkProps) {
  const t = useTexts(offlineTexts);
  if (!useIsWaiting(id)) return null;
  return (
    <span className={clsx('inline-flex align-[-0.15em] text-blaze-ink', className)} title={t.mark}>
      <IconWaiting aria-hidden="true" className="size-4" />
      <span className="sr-only">{t.mark}</span>
    </span>
  );
}
