import { useSyncExternalStore } from 'react';
import { useTheme } from './theme';

const query = '(prefers-color-scheme: dark)';

/** Whether the page is dark: chosen so, or as the system has it. For what CSS cannot colour. */
export function useDark(): boolean {
  const theme = useTheme();
  const system = useSyncExternalStore(subscribe, () => matchMedia(query).matches);
  return theme === 'system' ? system : theme === 'dark';
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', listener);
  return () => {
    media.removeEventListener('change', listener);
  };
}
