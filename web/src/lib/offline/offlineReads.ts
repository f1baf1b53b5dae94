import { ApolloLink } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { catchError, of, throwError } from 'rxjs';

/**
 * A link that answers a read for which there is no network with what was read last. Further pages of a list are not
 * among that, and what was never read is refused as before.
 */
export function offlineReads(isOffline: (error: unknown) => boolean): ApolloLink {
  return new ApolloLink((operation, forward) => {
    if (operation.operationType !== OperationTypeNode.QUERY) return forward(operation);
    return forward(operation).pipe(
      catchError((error: unknown) => {
        const { query, variables, client } = operation;
        if (!isOffline(error) || variables['after'] != null) return throwError(() => error);
        const known = client.cache.readQuery<Record<string, unknown>>({ query, variables });
        return known === null ? throwError(() => error) : of({ data: known });
      }),
    );
  });
}
