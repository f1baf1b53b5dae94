import { useEffect, useRef, type ReactNode } from 'react';
import { clsx } from 'clsx';

let pagesShown = 0;

/**
 * Names the page in the window's title and, when it replaced another one, moves the focus to its heading, so that
 * keyboard and screen-reader users start where the new page starts. `ready` turns true when the heading is final.
 */
export function usePageTitle(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title === 'Waymark' ? title : `${title} · Waymark`;
  }, [title]);
  useEffect(() => {
    if (pagesShown++ === 0) return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A page behind log-in: heading, what can be done, content. */
export function Page({ title, lead, action, children }: PageProps) {
  const heading = usePageTitle(title);
  return (
    <>
      <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4 lg:mb-8">
        <div className="min-w-0">
          <h1
            ref={heading}
            tabIndex={-1}
            className={clsx('text-3xl font-bold wrap-anywhere sm:text-4xl')}
          >
            {title}
          </h1>
          {lead !== undefined && <div className="mt-1.5 text-ink-soft sm:text-lg">{lead}</div>}
        </div>
        {action}
      </header>
      {children}
    </>
  );
}
