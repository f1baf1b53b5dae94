import { useEffect, useRef, type ReactNode } from 'react';
import { MoreButton, useMore } from './more-button';

interface InfiniteListProps<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** Fetches the next page; null when all is there. */
  readonly more: (() => Promise<unknown>) | null;
  readonly className?: string;
  readonly children: (item: T) => ReactNode;
}

/** How far from the end the next page is asked for. */
const nearTheEnd = '800px 0px';

/** A list whose older pages come as its end comes near; where that fails, a button is left to ask again. */
export function InfiniteList<T>({ items, keyOf, more, className, children }: InfiniteListProps<T>) {
  const end = useRef<HTMLDivElement>(null);
  const { load, busy, failed } = useMore(more);
  const armed = more !== null && !busy && !failed;
  useEffect(() => {
    const target = end.current;
    if (!target || !armed) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void load();
      },
      { rootMargin: nearTheEnd },
    );
    observer.observe(target);
    return () => {
      observer.disconnect();
    };
  }, [armed, load, items.length]);
  return (
    <>
      <ul className={className}>
        {items.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
      <div ref={end} />
      {more && <MoreButton busy={busy} load={load} />}
    </>
  );
}
