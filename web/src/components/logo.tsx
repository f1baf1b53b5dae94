import { clsx } from 'clsx';

/** A painted blaze with the W of the way in it. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" className={clsx('shrink-0', className)}>
      <rect x="6" y="2" width="52" height="60" rx="14" fill="#d4501a" />
      <path
        d="M16 22l10 22 6-13 6 13 10-25"
        fill="none"
        stroke="#fffaf0"
        strokeWidth="7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function Logo({ className }: { readonly className?: string }) {
  return (
    <span className={clsx('flex items-center gap-2.5', className)}>
      <Mark className="size-9" />
      <span className="font-display text-2xl font-bold tracking-tight">Waymark</span>
    </span>
  );
}
