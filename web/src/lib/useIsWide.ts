import { useSyncExternalStore } from 'react';

/** Where there is room for a column beside the page: Tailwind's `xl`. */
const query = '(min-width: 80rem)';

/** Whether there is room for a column beside the page. For what should not even be loaded where there is none. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', listener);
  return () => {
    media.removeEventListener('change', listener);
  };
}
