// A client for tests: each operation is answered by a function of its name.
import { ApolloClient, ApolloLink } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { ApolloProvider } from '@apollo/client/react';
import type { ReactNode } from 'react';
import { Observable } from 'rxjs';
import { Toasts } from '@/components/ui/toast';
import { makeCache } from '@/lib/apiGraphql';
import { Problem } from '@/models/problem';

/** Gives the data, or throws what the server says when it refuses, or a `Problem` as it is. A promise keeps the answer waiting. */
export type Answers = Readonly<Record<string, (variables: Record<string, unknown>) => unknown>>;

export function clientOf(answers: Answers): ApolloClient {
  const link = new ApolloLink(
    ({ operationName, variables }) =>
      new Observable((observer) => {
        const answer = answers[operationName ?? ''];
        const give = async () => {
          if (!answer) throw new Error(`nobody answers ${operationName ?? 'that'}`);
          return (await answer(variables)) as Record<string, unknown>;
        };
        give().then(
          (data) => {
            observer.next({ data });
            observer.complete();
          },
          (refusal: unknown) => {
            if (refusal instanceof Problem) {
              observer.error(refusal);
              return;
            }
            const message = refusal instanceof Error ? refusal.message : String(refusal);
            const errors = [{ message, extensions: { code: 'CONFLICT' } }];
            observer.error(new CombinedGraphQLErrors({ errors }));
          },
        );
      }),
  );
  return new ApolloClient({ cache: makeCache(), link });
}

interface AnsweringProps {
  readonly client: ApolloClient;
  readonly children: ReactNode;
}

export function Answering({ client, children }: AnsweringProps) {
  return (
    <ApolloProvider client={client}>
      {children}
      <Toasts />
    </ApolloProvider>
  );
}
