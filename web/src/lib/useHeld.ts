import { useState } from 'react';

interface Held<T> {
  readonly shown: readonly T[];
  /** How many came since and wait to be asked for. */
  readonly waiting: number;
  /** Shows those that wait. */
  readonly show: () => void;
}

interface HoldOptions<T> {
  /** RFC 3339 in UTC: what is newer than the newest that was there at first has to wait. */
  readonly timeOf: (item: T) => string;
  /** The reader's own work is shown at once. */
  readonly isOwn: (item: T) => boolean;
  /** Whether the first answer is there; until then all is shown as it comes. */
  readonly settled: boolean;
}

/** A list that does not move under its reader: newer items wait until they are asked for. */
export function useHeld<T>(
  items: readonly T[],
  { timeOf, isOwn, settled }: HoldOptions<T>,
): Held<T> {
  const newest = items.reduce(
    (latest, item) => (timeOf(item) > latest ? timeOf(item) : latest),
    '',
  );
  const [horizon, setHorizon] = useState<string | null>(null);
  // An empty list has nothing that could move: what comes first to it is seen at once.
  if (settled && (horizon === null || (horizon === '' && newest !== ''))) setHorizon(newest);
  const waits = (item: T) =>
    horizon !== null && horizon !== '' && timeOf(item) > horizon && !isOwn(item);
  return {
    shown: items.filter((item) => !waits(item)),
    waiting: items.filter(waits).length,
    show: () => {
      setHorizon(newest);
    },
  };
}
