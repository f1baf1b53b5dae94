import { ApolloClient, ApolloLink, gql, InMemoryCache } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { Subject } from 'rxjs';
import { expect, test } from 'vitest';
import { overtakenReads } from './overtakenReads';

const readNames = gql`
  query Names {
    names
  }
`;
const onName = gql`
  subscription OnName {
    onName
  }
`;
const addName = gql`
  mutation AddName {
    addName
  }
`;

/** A client whose server answers when the test says so; `asked` are the operations that wait, in order. */
function slowServer() {
  const asked: { name: string | undefined; answer: (data: Record<string, unknown>) => void }[] = [];
  const server = new ApolloLink(({ operationName, operationType }) => {
    const response = new Subject<ApolloLink.Result>();
    asked.push({
      name: operationName,
      answer: (data) => {
        response.next({ data });
        if (operationType !== OperationTypeNode.SUBSCRIPTION) response.complete();
      },
    });
    return response;
  });
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.from([overtakenReads(), server]),
  });
  return { client, asked };
}

test('what was read while a change was on its way is read again', async () => {
  const { client, asked } = slowServer();
  const names = client.query({ query: readNames });
  const change = client.mutate({ mutation: addName });
  asked[1]?.answer({ addName: true });
  await change;
  asked[0]?.answer({ names: [] });
  expect(asked.map(({ name }) => name)).toEqual(['Names', 'AddName', 'Names']);
  asked[2]?.answer({ names: ['Ana'] });
  expect((await names).data).toEqual({ names: ['Ana'] });
});

test('an answer that came before the change counts', async () => {
  const { client, asked } = slowServer();
  const names = client.query({ query: readNames });
  const change = client.mutate({ mutation: addName });
  asked[0]?.answer({ names: [] });
  expect((await names).data).toEqual({ names: [] });
  asked[1]?.answer({ addName: true });
  await change;
  expect(asked).toHaveLength(2);
});

test('what was read while news came is read again, but not for ever', async () => {
  const { client, asked } = slowServer();
  const heard = client.subscribe({ query: onName }).subscribe(() => undefined);
  const names = client.query({ query: readNames });
  for (let i = 1; i <= 4; ++i) {
    asked[0]?.answer({ onName: `news ${i}` });
    asked[i]?.answer({ names: [`answer ${i}`] });
  }
  expect((await names).data).toEqual({ names: ['answer 4'] });
  expect(asked).toHaveLength(5);
  heard.unsubscribe();
});
