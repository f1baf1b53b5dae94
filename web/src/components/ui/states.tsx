// What a page shows when there is nothing, not yet, or not any more.
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { problemText } from '@/lib/formErrors';
import type { Problem } from '@/models/problem';
import { Button } from './button';

interface EmptyProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
  readonly compact?: boolean;
}

/** An empty list says what to do next. */
export function Empty({ icon, title, text, action, compact = false }: EmptyProps) {
  const Heading = compact ? 'h3' : 'h2';
  return (
    <div
      className={clsx(
        'flex flex-col items-center text-center',
        compact
          ? 'px-2 py-5'
          : 'contours overflow-hidden rounded-card border border-dashed border-line-strong/50 px-6 py-14',
      )}
    >
      <div className="mb-3 grid size-13 place-items-center rounded-2xl bg-pine-wash text-pine">
        {icon}
      </div>
      <Heading className={clsx('font-semibold', compact ? 'text-lg' : 'text-2xl')}>{title}</Heading>
      {text !== undefined && <p className="mt-1.5 max-w-md text-ink-soft">{text}</p>}
      {action !== undefined && <div className="mt-4">{action}</div>}
    </div>
  );
}

export function LoadFailed({
  problem,
  retry,
}: {
  readonly problem: Problem;
  readonly retry: () => void;
}) {
  const t = useTexts(commonTexts);
  return (
    <div role="alert" className="rounded-card border border-line bg-surface px-6 py-10 text-center">
      <h2 className="text-xl font-semibold">{t.couldNotLoad}</h2>
      <p className="mx-auto mt-1.5 mb-4 max-w-md text-ink-soft">{problemText(problem, t)}</p>
      <Button look="quiet" onClick={retry}>
        {t.retry}
      </Button>
    </div>
  );
}

/** Grey shapes in place of what is being loaded. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div className={clsx('animate-pulse rounded-xl bg-line/60', className)} />;
}

export function SkeletonList({
  count,
  className,
}: {
  readonly count: number;
  readonly className?: string;
}) {
  const t = useTexts(commonTexts);
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">{t.loading}</span>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} className={className ?? 'h-20'} />
      ))}
    </div>
  );
}
