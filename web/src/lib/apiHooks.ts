// How the api modules read and change things through the GraphQL client.
import { useCallback, useState } from 'react';
import {
  NetworkStatus,
  type ApolloCache,
  type OperationVariables,
  type TypedDocumentNode,
  type WatchQueryFetchPolicy,
} from '@apollo/client';
import { useApolloClient, useQuery } from '@apollo/client/react';
import type { Problem } from '@/models/problem';
import { asProblem, isUnreachable, needsConnection } from './apiGraphql';
import { useCameBack } from './cameBack';
import type { WaitingChange } from './offline/changes';
import { connection } from './offline/connection';
import { actionOf, actOf, keep } from './offline/enqueue';
import { screenOf } from './offline/runQueue';
import { waiting } from './offline/waiting';
import { session } from './session';

export interface Reading<T> {
  /** Undefined until the first answer. */
  readonly data: T | undefined;
  /** Why there is no answer. */
  readonly problem: Problem | null;
  readonly retry: () => void;
}

export interface PagedResult<T> extends Reading<T> {
  /** Whether the answer is the server's, and none is on its way. */
  readonly settled: boolean;
  /** Asks for the page behind that cursor. */
  readonly fetchAfter: (cursor: string | null) => Promise<unknown>;
}

export interface PagedReading<T> extends Reading<readonly T[]> {
  /** Whether the list is as the server has it, and no page is on its way. */
  readonly settled: boolean;
  /** Fetches the next page; null when all is there. */
  readonly more: (() => Promise<unknown>) | null;
}

interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A reading of one page, as the list that it belongs to. */
export function paged<T>(
  { problem, retry, settled, fetchAfter }: PagedResult<unknown>,
  page: Page<T> | undefined,
): PagedReading<T> {
  return {
    data: page?.nodes,
    problem,
    retry,
    settled,
    more: page?.pageInfo.hasNextPage ? () => fetchAfter(page.pageInfo.endCursor) : null,
  };
}

/**
 * Shows what the cache has and asks the server for what is newer. `resume` is for long lists: who comes back to one by the
 * browser's way back finds the pages as they were left.
 */
export function useReading<T, V extends OperationVariables>(
  document: TypedDocumentNode<T, V>,
  variables: V,
  mode: 'renew' | 'resume' = 'renew',
): PagedResult<T> {
  const cameBack = useCameBack() && mode === 'resume';
  const [fetchPolicy] = useState<WatchQueryFetchPolicy>(
    cameBack ? 'cache-first' : 'cache-and-network',
  );
  const result = useQuery<T, OperationVariables>(document as TypedDocumentNode<T>, {
    variables,
    fetchPolicy,
  });
  const { refetch, fetchMore } = result;
  const unsent = useWhatWaits(document, variables, result);
  return {
    data: unsent ?? (result.data as T | undefined),
    problem: result.error && unsent === undefined ? asProblem(result.error) : null,
    settled: result.data !== undefined && result.networkStatus === NetworkStatus.ready,
    retry: useCallback(() => void refetch().catch(() => undefined), [refetch]),
    fetchAfter: useCallback((after) => fetchMore({ variables: { after } }), [fetchMore]),
  };
}

/**
 * What a read that found no network can show all the same: a thing that waits to be sent, of which the server knows nothing. It
 * may have come to the cache while the read was on its way, and the read is not told of that.
 */
function useWhatWaits<T, V extends OperationVariables>(
  document: TypedDocumentNode<T, V>,
  variables: V,
  { data, error }: { readonly data?: unknown; readonly error?: unknown },
): T | undefined {
  const lost = data === undefined && error !== undefined && isUnreachable(error);
  const known = useQuery<T, OperationVariables>(document as TypedDocumentNode<T>, {
    variables,
    fetchPolicy: 'cache-only',
    skip: !lost,
  });
  return lost && known.dataState === 'complete' ? (known.data as T) : undefined;
}

/** Asks the server, whatever the cache has. Throws `Problem`. */
export function useAsk<T, V extends OperationVariables>(
  document: TypedDocumentNode<T, V>,
): (variables: V) => Promise<T | undefined> {
  const client = useApolloClient();
  return useCallback(
    async (variables) => {
      try {
        const { data } = await client.query<T>({
          query: document as TypedDocumentNode<T>,
          variables,
          fetchPolicy: 'network-only',
        });
        return data;
      } catch (error) {
        throw asProblem(error);
      }
    },
    [client, document],
  );
}

interface ChangeOptions<T, V> {
  /** What the answer will be, shown until it comes and taken back when it is a refusal; null when it can't be told. */
  readonly optimistic?: (variables: V, cache: ApolloCache) => T | null;
  readonly update?: (cache: ApolloCache, data: T, variables: V) => void;
  /** What is on screen of these is asked for again. */
  readonly renew?: readonly TypedDocumentNode<unknown, never>[];
}

/** A function that makes a change, tells the other tabs of it, and throws `Problem` when it is refused. */
export function useChange<T, V extends OperationVariables>(
  document: TypedDocumentNode<T, V>,
  options: ChangeOptions<T, V> = {},
): (variables: V) => Promise<T> {
  const client = useApolloClient();
  const { optimistic, update, renew } = options;
  return useCallback(
    async (variables: V) => {
      const expected = optimistic?.(variables, client.cache) ?? null;
      try {
        const result = await client.mutate<T>({
          mutation: document as TypedDocumentNode<T>,
          variables,
          ...(renew && { refetchQueries: [...renew] }),
          ...(expected !== null && { optimisticResponse: expected as never }),
          ...(update && {
            update: (cache: ApolloCache, { data }: { data?: unknown }) => {
              if (data) update(cache, data as T, variables);
            },
          }),
        });
        session.announceChange();
        return result.data as T;
      } catch (error) {
        throw isUnreachable(error) ? needsConnection() : asProblem(error);
      }
    },
    [client, document, optimistic, update, renew],
  );
}

/** A change that was made, or that waits to be. */
export interface Made<T> {
  /** The answer, or the one that is expected; null where that cannot be told. */
  readonly data: T | null;
  /** The id of what was made or changed. */
  readonly id: string;
  /** Whether it is kept in this browser until there is a network. */
  readonly waits: boolean;
}

/**
 * A function that makes a change which can wait: without a network, or behind others that wait already, it is kept and sent
 * later, in order. Throws `Problem` when the server refuses it at once, or when there is no room to keep it.
 */
export function useWaitingChange<T, V extends OperationVariables>(
  change: WaitingChange<T, V>,
): (variables: V) => Promise<Made<T>> {
  const client = useApolloClient();
  return useCallback(
    async (given: V) => {
      const person = session.person();
      const act = await actOf(change, given, person);
      const { document, expect, update } = change;
      const { subject, variables } = act;
      const overtakes = person !== null && waiting.current().actions.length > 0;
      if ((connection.isReachable() && !overtakes) || person === null) {
        const at = new Date(act.createdAt).toISOString();
        // What is made from a form is shown when it is made.
        const expected = change.makes ? null : expect(variables, client.cache, { subject, at });
        try {
          const result = await client.mutate<T>({
            mutation: document as TypedDocumentNode<T>,
            variables,
            ...(expected !== null && { optimisticResponse: expected as never }),
            ...(update && {
              update: (cache: ApolloCache, { data }: { data?: unknown }) => {
                if (data) update(cache, data as T, variables);
              },
            }),
          });
          session.announceChange();
          return { data: result.data as T, id: subject, waits: false };
        } catch (error) {
          if (!isUnreachable(error) || person === null) throw asProblem(error);
          // It may have arrived, and only its answer not; sent again it changes nothing (WaitingChange).
        }
      }
      const action = actionOf(client, change, act, person);
      const data = await screenOf(client).keep(action, () => keep(action));
      return { data: data as T | null, id: subject, waits: true };
    },
    [client, change],
  );
}

/** Forgets an object that was deleted, and the lists' references to it. */
export function evict(cache: ApolloCache, typename: string, id: string): void {
  cache.evict({ id: `${typename}:${id}` });
  cache.gc();
}

interface StoredPage {
  readonly nodes: readonly { readonly __ref: string }[];
}

type Nodes = StoredPage['nodes'];

function changeLists(cache: ApolloCache, field: string, change: (nodes: Nodes) => Nodes): void {
  cache.modify<Record<string, StoredPage>>({
    id: 'ROOT_QUERY',
    fields: {
      [field]: (page) => {
        const stored = page as StoredPage;
        const nodes = change(stored.nodes);
        return nodes === stored.nodes ? stored : { ...stored, nodes };
      },
    },
  });
}

/** Puts a new object at the front of every stored list of that field, so that it is seen before the next fetch. */
export function prepend(cache: ApolloCache, field: string, typename: string, id: string): void {
  const reference = { __ref: `${typename}:${id}` };
  changeLists(cache, field, (nodes) =>
    nodes.some((node) => node.__ref === reference.__ref) ? nodes : [reference, ...nodes],
  );
}

/** Takes an object out of every stored list of that field; the object itself stays known. */
export function withdraw(cache: ApolloCache, field: string, typename: string, id: string): void {
  changeLists(cache, field, (nodes) => nodes.filter((node) => node.__ref !== `${typename}:${id}`));
}
