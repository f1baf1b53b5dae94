import { act, renderHook } from '@testing-library/react';
import { ApolloClient, ApolloLink } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MemoryRouter } from 'react-router';
import { Subject } from 'rxjs';
import { expect, it, vi } from 'vitest';
import { Problem } from '@/models/problem';
import { makeCache } from '../apiGraphql';
import { useGoal } from '../apiGoals';
import { QueueOnScreen } from './showQueue';
import { action } from './testing';

const input = { title: 'Swim a mile' };
const created = {
  ...action('Swim a mile', {
    change: 'CreateGoal',
    subject: 'g1',
    payload: JSON.stringify({ variables: { input } }),
  }),
  seq: 1,
};

/** The page of a goal whose read is answered by `answer`. */
function reading(answer: Subject<ApolloLink.Result>) {
  const client = new ApolloClient({
    cache: makeCache(),
    link: new ApolloLink(() => answer),
    defaultOptions: {
      watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' },
    },
  });
  const { result } = renderHook(() => useGoal('g1'), {
    wrapper: ({ children }) => (
      <MemoryRouter>
        <ApolloProvider client={client}>{children}</ApolloProvider>
      </MemoryRouter>
    ),
  });
  return { result, screen: new QueueOnScreen(client) };
}
const noNetwork = new Problem(0, 'OFFLINE', '');

it('shows what was made offline, when the read of it fails after that', async () => {
  const answer = new Subject<ApolloLink.Result>();
  const { result, screen } = reading(answer);
  act(() => void screen.show(created));
  act(() => {
    answer.error(noNetwork);
  });
  await vi.waitFor(() => {
    expect(result.current.data?.goal?.title).toBe('Swim a mile');
  });
  expect(result.current.problem).toBeNull();
});

it('shows it, when the read had failed before', async () => {
  const answer = new Subject<ApolloLink.Result>();
  const { result, screen } = reading(answer);
  act(() => {
    answer.error(noNetwork);
  });
  await vi.waitFor(() => {
    expect(result.current.problem?.code).toBe('OFFLINE');
  });
  act(() => void screen.show(created));
  await vi.waitFor(() => {
    expect(result.current.data?.goal?.title).toBe('Swim a mile');
  });
  expect(result.current.problem).toBeNull();
});

it('says what the server says, when that is what failed', async () => {
  const answer = new Subject<ApolloLink.Result>();
  const { result, screen } = reading(answer);
  act(() => void screen.show(created));
  act(() => {
    answer.error(new Problem(403, 'FORBIDDEN', 'no'));
  });
  await vi.waitFor(() => {
    expect(result.current.problem?.code).toBe('FORBIDDEN');
  });
  expect(result.current.data).toBeUndefined();
});
