import { ApolloClient, ApolloLink, gql } from '@apollo/client';
import { throwError } from 'rxjs';
import { expect, it } from 'vitest';
import { Problem } from '@/models/problem';
import { makeCache } from '../apiGraphql';
import { offlineReads } from './offlineReads';

const query = gql`
  query Goals($after: String) {
    myGoals(page: { first: 2, after: $after }) {
      nodes {
        id
      }
    }
  }
`;
const page = {
  myGoals: { __typename: 'GoalConnection', nodes: [{ __typename: 'Goal', id: '1' }] },
};

function away(error: Error) {
  const failing = new ApolloLink(() => throwError(() => error));
  const isOffline = (met: unknown) => met instanceof Problem && met.isOffline;
  return new ApolloClient({ cache: makeCache(), link: offlineReads(isOffline).concat(failing) });
}
const offline = () => away(new Problem(0, 'OFFLINE', ''));

it('answers with what was read last', async () => {
  const client = offline();
  client.writeQuery({ query, data: page });
  const { data } = await client.query({ query, fetchPolicy: 'network-only' });
  expect(data).toEqual(page);
});

it('has no answer where nothing was read', async () => {
  await expect(offline().query({ query })).rejects.toMatchObject({ code: 'OFFLINE' });
});

it('does not take the list for its next page', async () => {
  const client = offline();
  client.writeQuery({ query, data: page });
  const next = client.query({ query, variables: { after: 'x' }, fetchPolicy: 'network-only' });
  await expect(next).rejects.toMatchObject({ code: 'OFFLINE' });
});

it('lets refusals through', async () => {
  const client = away(new Problem(403, 'FORBIDDEN', 'no'));
  client.writeQuery({ query, data: page });
  const asked = client.query({ query, fetchPolicy: 'network-only' });
  await expect(asked).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
