import { probe } from '../apiQueue';
import { connection } from './connection';

const firstProbeMs = 1_000;
const slowestProbeMs = 10_000;

/**
 * Keeps asking while the server is out of reach: more and more seldom, never at the same moment as others, and at once when
 * the browser has a network again or the page is looked at.
 */
export function watchConnection(ask: () => Promise<boolean> = probe): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  const again = () => {
    clearTimeout(timer);
    if (connection.isReachable()) {
      attempt = 0;
      return;
    }
    const bound = Math.min(slowestProbeMs, firstProbeMs * 2 ** attempt);
    attempt += 1;
    timer = setTimeout(() => void now(), bound / 2 + (Math.random() * bound) / 2);
  };
  const now = async () => {
    clearTimeout(timer);
    if (navigator.onLine && document.visibilityState === 'visible' && (await ask())) {
      connection.heard();
    } else {
      again();
    }
  };
  const hope = () => {
    attempt = 0;
    if (!connection.isReachable()) void now();
  };
  const lost = () => {
    connection.missed();
  };
  window.addEventListener('online', hope);
  window.addEventListener('offline', lost);
  document.addEventListener('visibilitychange', hope);
  const stop = connection.subscribe(again);
  again();
  return () => {
    stop();
    clearTimeout(timer);
    window.removeEventListener('online', hope);
    window.removeEventListener('offline', lost);
    document.removeEventListener('visibilitychange', hope);
  };
}
