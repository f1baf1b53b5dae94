// The two public questions of the sign-up page. They run without a session and before the rest of the app is loaded, so
// they use plain HTTP instead of the GraphQL client; the document is checked against the schema like all others.
import * as z from '@/lib/zod';
import { useQuery } from '@tanstack/react-query';
import document from '@/graphql/availability.graphql?raw';
import { request } from './api';
import { useClientConfig } from './apiAccounts';
import { useDebounced } from './useDebounced';

const operations = { email: 'EmailAvailable', nickname: 'NicknameAvailable' } as const;
const answerSchema = z.object({ data: z.object({ available: z.boolean() }) });

export type Availability = 'idle' | 'checking' | 'free' | 'taken';

/** Asks, once typing pauses, whether nobody has that value yet; `value` is null while it is not worth asking. */
export function useAvailability(what: keyof typeof operations, value: string | null): Availability {
  const settled = useDebounced(value, 350);
  const apiKey = useClientConfig().data?.apiKey;
  const query = useQuery({
    queryKey: ['available', what, settled],
    queryFn: ({ signal }) =>
      request('/graphql', answerSchema, {
        method: 'POST',
        body: { query: document, operationName: operations[what], variables: { value: settled } },
        headers: { 'x-api-key': apiKey ?? '' },
        signal,
      }),
    enabled: apiKey !== undefined && settled !== null,
    staleTime: 10_000,
    retry: false,
  });
  if (value === null || query.isError || apiKey === undefined) return 'idle';
  if (settled !== value || query.data === undefined) return 'checking';
  return query.data.data.available ? 'free' : 'taken';
}
