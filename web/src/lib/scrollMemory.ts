// Where each visit of a page was scrolled to, so that going back leads to the same place.
import { useEffect, useLayoutEffect, type RefObject } from 'react';
import { useLocation, useNavigationType } from 'react-router';

const mostVisits = 50;
const positions = new Map<string, number>();
let pagesShown = 0;

function remember(visit: string, position: number): void {
  positions.delete(visit);
  positions.set(visit, position);
  const [oldest] = positions.keys();
  if (positions.size > mostVisits && oldest !== undefined) positions.delete(oldest);
}

/**
 * Shows a page that replaced another one from its top, or, when the person came back to it, from where they left; and
 * moves the focus to its heading, so that keyboard and screen-reader users start where the page starts.
 */
export function useArrival(heading: RefObject<HTMLElement | null>): void {
  const { key } = useLocation();
  const navigation = useNavigationType();
  // Ends before the next page is laid out: what that one's height does to the window is not this one's doing.
  useLayoutEffect(() => {
    const onScroll = () => {
      remember(key, window.scrollY);
    };
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      window.removeEventListener('scroll', onScroll);
    };
  }, [key]);
  useEffect(() => {
    if (pagesShown++ === 0) return;
    history.scrollRestoration = 'manual';
    window.scrollTo(0, navigation === 'POP' ? (positions.get(key) ?? 0) : 0);
    heading.current?.focus({ preventScroll: true });
    // Once, when the page appears: later changes of its address leave it where it is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
