// The person who is signed in.
import { MeDocument, SaveProfileDocument } from '@/generated/me';
import type { User } from '@/models';
import { useAsk, useChange, useReading, type PagedResult } from './apiHooks';

export function useMe(): PagedResult<{ readonly me: User }> {
  return useReading(MeDocument, {});
}

export function useSaveProfile() {
  return useChange(SaveProfileDocument);
}

/** The profile as the server has it now, for showing a conflict. */
export function useNewestProfile(): () => Promise<User | null> {
  const ask = useAsk(MeDocument);
  return async () => (await ask({}))?.me ?? null;
}
