import { useEffect } from 'react';
import { useApolloClient } from '@apollo/client/react';
// The changes that can wait make themselves known when they are loaded.
import { firstGoals } from '../apiGoals';
import '../apiPosts';
import { firstWorkouts } from '../apiWorkouts';
import { session } from '../session';
import { connection } from './connection';
import { runQueue } from './runQueue';

/** What the person looks at first comes first. */
const readAheadAfterMs = 2_500;

/** What waits is shown and sent for as long as the component is there; and the pages where something can wait open offline. */
export function useOfflineQueue(): void {
  const client = useApolloClient();
  useEffect(() => {
    const person = session.person();
    if (person === null) return;
    const stop = runQueue(client, person);
    const readAhead = setTimeout(() => {
      if (!connection.isReachable()) return;
      client.query(firstGoals).catch(() => undefined);
      client.query(firstWorkouts).catch(() => undefined);
    }, readAheadAfterMs);
    return () => {
      clearTimeout(readAhead);
      stop();
    };
  }, [client]);
}
