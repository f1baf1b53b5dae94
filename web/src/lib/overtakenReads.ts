import { ApolloLink } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { defer, mergeMap, of, tap, type Observable } from 'rxjs';

/**
 * A link that asks again for what was read while a change was on its way: such an answer may show the state before the change,
 * and arriving after it, it would take from the screen what the change has put there.
 */
export function overtakenReads(): ApolloLink {
  let changes = 0;
  return new ApolloLink((operation, forward) => {
    if (operation.operationType === OperationTypeNode.MUTATION) {
      return forward(operation).pipe(tap(() => (changes += 1)));
    }
    const read = (): Observable<ApolloLink.Result> =>
      defer(() => {
        const before = changes;
        return forward(operation).pipe(
          mergeMap((result) => (changes === before ? of(result) : read())),
        );
      });
    return read();
  });
}
