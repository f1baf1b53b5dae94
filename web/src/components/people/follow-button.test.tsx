import { ApolloClient, ApolloLink } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { ApolloProvider, useFragment } from '@apollo/client/react';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Observable } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { PersonFieldsFragmentDoc } from '@/generated/people';
import { makeCache } from '@/lib/apiGraphql';
import type { Person } from '@/models';
import { Toasts } from '../ui/toast';
import { FollowButton } from './follow-button';

const ben: Person = {
  id: 'ben',
  nickname: 'ben',
  fullName: 'Ben',
  avatarUrl: null,
  visibility: 'PUBLIC',
  followerCount: 4,
  relation: {
    self: false,
    follows: false,
    followedBy: false,
    requested: false,
    requestedBy: false,
    blocks: false,
    mutes: false,
  },
};

let answer: { next: (data: Record<string, unknown>) => void; refuse: (message: string) => void };

function Known() {
  const { data, complete } = useFragment({
    fragment: PersonFieldsFragmentDoc,
    fragmentName: 'PersonFields',
    from: { __typename: 'PublicUser', id: 'ben' },
  });
  if (!complete) return null;
  return (
    <>
      <FollowButton person={data} />
      <output>{data.followerCount}</output>
    </>
  );
}

function show(person: Person) {
  const cache = makeCache();
  cache.writeFragment({
    fragment: PersonFieldsFragmentDoc,
    fragmentName: 'PersonFields',
    data: {
      ...person,
      __typename: 'PublicUser',
      relation: { ...person.relation, __typename: 'Relation' },
    } as Person,
  });
  const link = new ApolloLink(
    () =>
      new Observable((observer) => {
        answer = {
          next: (data) => {
            observer.next({ data });
            observer.complete();
          },
          refuse: (message) => {
            observer.error(
              new CombinedGraphQLErrors({
                errors: [{ message, extensions: { code: 'CONFLICT' } }],
              }),
            );
          },
        };
      }),
  );
  render(
    <ApolloProvider client={new ApolloClient({ cache, link })}>
      <Known />
      <Toasts />
    </ApolloProvider>,
  );
}

describe('the follow button', () => {
  beforeEach(() => {
    show(ben);
  });

  it('shows the new state before the server has answered, and keeps what it answers', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Follow Ben' }));
    expect(screen.getByRole('button', { name: /^Following Ben/ })).toBeVisible();
    expect(screen.getByText('5')).toBeVisible();
    await act(async () => {
      answer.next({
        followUser: {
          __typename: 'PublicUser',
          id: 'ben',
          relation: { ...ben.relation, follows: true, followedBy: true, __typename: 'Relation' },
        },
      });
      await Promise.resolve();
    });
    expect(screen.getByText('5')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /^Following Ben/ }));
    // The answer said that Ben follows too.
    expect(screen.getByRole('button', { name: 'Follow back Ben' })).toBeVisible();
    expect(screen.getByText('4')).toBeVisible();
  });

  it('takes it back, with a word, when the server refuses', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Follow Ben' }));
    act(() => {
      answer.refuse('You follow too many.');
    });
    expect(await screen.findByText('You follow too many.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Follow Ben' })).toBeVisible();
    expect(screen.getByText('4')).toBeVisible();
  });
});

it('asks where following has to be accepted, and can take that back', async () => {
  show({ ...ben, visibility: 'FOLLOWERS' });
  await userEvent.click(screen.getByRole('button', { name: 'Follow Ben' }));
  expect(screen.getByRole('button', { name: /^Requested Ben/ })).toBeVisible();
  expect(screen.getByText('4')).toBeVisible();
});
