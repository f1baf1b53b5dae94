import { useState } from 'react';

/** `value`, or while it is not there the last one that was: so that a list stays until the next is here. */
export function useLatest<T>(value: T | undefined): T | undefined {
  const [latest, setLatest] = useState(value);
  if (value !== undefined && value !== latest) setLatest(value);
  return value ?? latest;
}
