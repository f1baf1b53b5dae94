// The changes that can wait for a network, and how each is shown meanwhile. Everything else needs the server at once.
import type { ApolloCache, OperationVariables, TypedDocumentNode } from '@apollo/client';
import type { Subject } from './clientIds';

/** What is known of a change before the server has heard of it. */
export interface Expected {
  /** The id of what it makes or changes. */
  readonly subject: string;
  /** When it was made, RFC 3339, by this device's clock. */
  readonly at: string;
}

/**
 * `data`, the answer as it will be, may be null where too little is known to tell. It is written to the cache and `update`
 * called with it, first for as long as the change waits (and again whenever the app is opened), in the end with the real
 * answer.
 *
 * Made twice, also under another Idempotency-Key, it must be as if made once: it says how things should be, or it makes what
 * has its name from `input.clientId`.
 */
export interface WaitingChange<T, V extends OperationVariables> {
  readonly document: TypedDocumentNode<T, V>;
  readonly expect: (variables: V, cache: ApolloCache, expected: Expected) => T | null;
  /** Shows it where the whole answer cannot be told. */
  readonly show?: (variables: V, cache: ApolloCache, expected: Expected) => void;
  readonly update?: (cache: ApolloCache, data: T, variables: V) => void;
  /** What it makes, with `input.clientId` as its name until then; absent: it changes what `variables.id` names. */
  readonly makes?: Subject;
  /** What it is about, in the person's own words. */
  readonly label: (variables: V, cache: ApolloCache) => string;
}

/** Of any types: those of the document hold between its own members. */
export type AnyWaitingChange = WaitingChange<never, never>;

/** The name of the document's operation: the name of the change in the queue. */
export function changeName({ document }: Pick<AnyWaitingChange, 'document'>): string {
  for (const definition of document.definitions) {
    if (definition.kind === 'OperationDefinition' && definition.name) return definition.name.value;
  }
  throw new Error('a change that can wait has a name');
}

const known = new Map<string, AnyWaitingChange>();

/** Makes a change known, so that one that was queued before the app was opened is shown too. */
export function canWait<T, V extends OperationVariables>(
  change: WaitingChange<T, V>,
): WaitingChange<T, V> {
  const any = change as unknown as AnyWaitingChange;
  known.set(changeName(any), any);
  return change;
}

/** Null for a change of an older version of the app: it is sent all the same, but not shown. */
export function changeOf(name: string): AnyWaitingChange | null {
  return known.get(name) ?? null;
}
