// The person who is signed in.
import { useApolloClient } from '@apollo/client/react';
import { MeDocument, SaveProfileDocument } from '@/generated/graphql';
import type { User } from '@/models';
import { asProblem } from './apiGraphql';
import { useChange, useReading, type Reading } from './apiHooks';

export function useMe(): Reading<{ readonly me: User }> {
  return useReading(MeDocument, {});
}

export function useSaveProfile() {
  return useChange(SaveProfileDocument);
}

/** The profile as the server has it now, for showing a conflict. */
export function useNewestProfile(): () => Promise<User | null> {
  const client = useApolloClient();
  return async () => {
    try {
      const answer = await client.query({ query: MeDocument, fetchPolicy: 'network-only' });
      return answer.data?.me ?? null;
    } catch (error) {
      throw asProblem(error);
    }
  };
}
