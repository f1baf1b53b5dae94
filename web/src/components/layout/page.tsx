import { clsx } from 'clsx';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Link } from 'react-router';
import { useIsWaiting } from '@/lib/offline/waiting';
import { useArrival } from '@/lib/scrollMemory';
import type { Problem } from '@/models/problem';
import { IconBack } from '../icons';
import { Button } from '../ui/button';
import { Empty, LoadFailed } from '../ui/states';
import { PageSkeleton } from './splash';

/** Names the page in the window's title, and gives the place of its heading, where the focus goes if nowhere else. */
export function usePageTitle(title: string, focus?: RefObject<HTMLElement | null>) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title === 'Waymark' ? title : `${title} · Waymark`;
  }, [title]);
  useArrival(focus ?? heading);
  return heading;
}

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
  /** Where the focus goes when the page is reached; absent: to the heading. */
  readonly focus?: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

/** A page behind log-in: heading, what can be done, content. */
export function Page({ title, lead, action, focus, children }: PageProps) {
  const heading = usePageTitle(title, focus);
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

/** The way up from a thing to the list it belongs to. */
export function BackLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Link
      to={to}
      className="mb-3 inline-flex min-h-9 items-center gap-1 rounded-lg pr-2 font-semibold text-ink-soft hover:text-ink"
    >
      <IconBack aria-hidden="true" className="size-5" />
      {children}
    </Link>
  );
}

interface MissingPageProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  /** Where to go instead. */
  readonly back: { readonly to: string; readonly text: string };
}

/** In place of a thing that is not there, or not for this person. */
export function MissingPage({ icon, title, text, back }: MissingPageProps) {
  return (
    <Page title={title}>
      <Empty
        icon={icon}
        title={title}
        text={text}
        action={
          <Button asChild look="quiet">
            <Link to={back.to}>{back.text}</Link>
          </Button>
        }
      />
    </Page>
  );
}

interface ReadPageProps<T> {
  readonly reading: {
    readonly data: T | undefined;
    readonly problem: Problem | null;
    readonly retry: () => void;
  };
  readonly missing: ReactNode;
  /** The id of what it is about, when that can be made offline: the server may not have heard of it yet. */
  readonly subject?: string;
  readonly children: (data: T) => ReactNode;
}

/** A page about one thing that is read from the server: on its way, not to be had, not there, there. */
export function ReadPage<T>({ reading, missing, subject = '', children }: ReadPageProps<T>) {
  const { data, problem, retry } = reading;
  const waits = useIsWaiting(subject);
  // What was deleted elsewhere is gone here too, though it is still known.
  if (problem?.code === 'NOT_FOUND' && !waits) return missing;
  if (data !== undefined) return children(data);
  return problem ? <LoadFailed problem={problem} retry={retry} /> : <PageSkeleton />;
}
