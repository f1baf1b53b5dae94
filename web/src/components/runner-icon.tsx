import type { ComponentProps } from 'react';

/** Someone running, in the manner of the other icons (which have nobody). */
export function RunnerIcon(props: ComponentProps<'svg'>) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...props}
    >
      <circle cx="15.5" cy="4" r="1.6" />
      <path d="M13 8.2 10.4 14l4 2.6-1.2 5" />
      <path d="M10.4 14 8.8 17.6 4 18" />
      <path d="m6.5 11.8 2.2-3.4 4.3-.2 2.3 3.2 3.7.2" />
    </svg>
  );
}
