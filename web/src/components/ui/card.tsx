import { clsx } from 'clsx';
import { useId, type ComponentProps, type ReactNode } from 'react';

export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div
      className={clsx('rounded-card border border-line bg-surface shadow-card', className)}
      {...rest}
    />
  );
}

interface SectionProps {
  readonly title: string;
  /** What stands at the right of the title. */
  readonly action?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A card with a title; the small blaze before it is our mark. */
export function Section({ title, action, className, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={clsx(
        'rounded-card border border-line bg-surface p-5 shadow-card sm:p-6',
        className,
      )}
    >
      <div className="mb-4 flex min-h-9 items-center gap-3">
        <Blaze />
        <h2 id={id} className="flex-1 text-xl font-semibold">
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}

/** The painted mark on the tree. */
export function Blaze({ className }: { readonly className?: string }) {
  return (
    <span aria-hidden="true" className={clsx('h-5 w-2 shrink-0 rounded-xs bg-blaze', className)} />
  );
}
