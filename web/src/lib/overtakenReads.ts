import { ApolloLink } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { defer, mergeMap, of, tap, type Observable } from 'rxjs';

/** A read is asked for so many times at most: where news never stop, one of them will do. */
const mostTries = 4;

/**
 * A link that asks again for what was read while a change was on its way, or while news came: such an answer may show the state
 * before, and arriving after, it would take from the screen what the change or the news have put there.
 */
export function overtakenReads(): ApolloLink {
  let changes = 0;
  return new ApolloLink((operation, forward) => {
    if (operation.operationType !== OperationTypeNode.QUERY) {
      return forward(operation).pipe(tap(() => (changes += 1)));
    }
    const read = (triesLeft: number): Observable<ApolloLink.Result> =>
      defer(() => {
        const before = changes;
        return forward(operation).pipe(
          mergeMap((result) =>
            changes === before || triesLeft === 1 ? of(result) : read(triesLeft - 1),
          ),
        );
      });
    return read(mostTries);
  });
}
