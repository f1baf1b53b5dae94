// What waits is shown as if it were done: one optimistic layer of the cache for each action, above whatever the server says
// meanwhile, until the server has it or has refused it.
import type {
  ApolloCache,
  ApolloClient,
  OperationVariables,
  TypedDocumentNode,
} from '@apollo/client';
import type { NewAction, OfflineAction } from './database';
import { changeOf, type AnyWaitingChange, type Expected } from './changes';

interface Loose {
  readonly document: TypedDocumentNode;
  readonly expect: (
    variables: OperationVariables,
    cache: ApolloCache,
    expected: Expected,
  ) => Record<string, unknown> | null;
  readonly show?: (variables: OperationVariables, cache: ApolloCache, expected: Expected) => void;
  readonly update?: (
    cache: ApolloCache,
    data: Record<string, unknown>,
    variables: OperationVariables,
  ) => void;
}

/** The types of a change hold among its own members; where they are told apart no more, it takes what JSON gives. */
const loose = (change: AnyWaitingChange) => change as unknown as Loose;

function variablesOf({ payload }: NewAction): OperationVariables {
  return (JSON.parse(payload) as { variables: OperationVariables }).variables;
}

export class QueueOnScreen {
  private readonly shown = new Set<string>();
  /** On their way to the disk: not in the queue yet, and not gone from it. */
  private readonly arriving = new Set<string>();

  constructor(private readonly client: ApolloClient) {}

  /** Shows it at once, and takes it away again when it cannot be kept. Gives the answer that is expected, or null. */
  async keep(
    action: NewAction,
    keeping: () => Promise<unknown>,
  ): Promise<Record<string, unknown> | null> {
    this.arriving.add(action.id);
    const answer = this.show(action);
    try {
      await keeping();
    } catch (failure) {
      this.drop(action.id);
      throw failure;
    } finally {
      this.arriving.delete(action.id);
    }
    return answer;
  }

  /** Puts it on the screen, once. Gives the answer that is expected, or null. */
  show(action: NewAction): Record<string, unknown> | null {
    const known = changeOf(action.change);
    if (!known || this.shown.has(action.id)) return null;
    this.shown.add(action.id);
    const change = loose(known);
    const variables = variablesOf(action);
    const expected = { subject: action.subject, at: new Date(action.createdAt).toISOString() };
    let answer: Record<string, unknown> | null = null;
    // Run again whenever a layer below is taken away.
    this.client.cache.recordOptimisticTransaction((cache) => {
      const data = change.expect(variables, cache, expected);
      if (data === null) {
        change.show?.(variables, cache, expected);
        return;
      }
      answer ??= data;
      write(cache, change, data, variables);
    }, layerOf(action));
    return answer;
  }

  /** The server has it: its answer takes the place of what was expected. */
  settle(action: OfflineAction, body: unknown): void {
    const known = changeOf(action.change);
    const data = (body as { data?: Record<string, unknown> | null } | null)?.data;
    if (known && data) {
      const { cache } = this.client;
      cache.performTransaction((own) => {
        write(own, loose(known), data, variablesOf(action));
        own.modify({ id: 'ROOT_MUTATION', fields: (value, { DELETE }) => DELETE as typeof value });
      });
    }
    this.drop(action.id);
  }

  /** Shows what has come, and takes away what is gone, once the state without it has been fetched. */
  async follow(actions: readonly OfflineAction[]): Promise<void> {
    for (const action of actions) this.show(action);
    const there = new Set(actions.map(({ id }) => id));
    const gone = [...this.shown].filter((id) => !there.has(id) && !this.arriving.has(id));
    if (gone.length === 0) return;
    await this.renew();
    for (const id of gone) this.drop(id);
  }

  /** SW 3g, step 6. */
  async renew(): Promise<void> {
    try {
      await this.client.refetchQueries({ include: 'active' });
    } catch {
      // The network has gone again; the pages ask when it is back.
    }
  }

  private drop(id: string): void {
    if (this.shown.delete(id)) this.client.cache.removeOptimistic(`waiting:${id}`);
  }
}

const layerOf = ({ id }: NewAction) => `waiting:${id}`;

function write(
  cache: ApolloCache,
  { document, update }: Loose,
  data: Record<string, unknown>,
  variables: OperationVariables,
): void {
  const query = cache.transformDocument(document);
  cache.write({ query, variables, result: data, dataId: 'ROOT_MUTATION' });
  update?.(cache, data, variables);
}
