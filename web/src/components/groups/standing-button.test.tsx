import { useFragment } from '@apollo/client/react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { expect, it, vi } from 'vitest';
import { GroupFieldsFragmentDoc, MyGroupsDocument } from '@/generated/groups';
import type { Group } from '@/models';
import { Answering, clientOf, type Answers } from '@/test/answering';
import { StandingButton } from './standing-button';

const birds: Group = {
  id: 'birds',
  name: 'Early birds',
  description: '',
  tags: [],
  avatar: null,
  visibility: 'PUBLIC',
  admission: 'OPEN',
  memberCount: 4,
  standing: 'NONE',
  role: null,
  roomId: null,
  requestCount: 0,
  createdAt: '2026-11-21T00:00:00.000Z',
  version: 1,
};

function Known() {
  const { data, complete } = useFragment({
    fragment: GroupFieldsFragmentDoc,
    fragmentName: 'GroupFields',
    from: { __typename: 'Group', id: 'birds' },
  });
  if (!complete) return null;
  return (
    <>
      <StandingButton group={data} />
      <output>
        {data.standing} {data.memberCount}
      </output>
    </>
  );
}

function show(group: Group, answers: Answers) {
  const client = clientOf(answers);
  client.cache.writeFragment({
    fragment: GroupFieldsFragmentDoc,
    fragmentName: 'GroupFields',
    data: { ...group, __typename: 'Group' } as Group,
  });
  const pageInfo = { __typename: 'PageInfo' as const, hasNextPage: false, endCursor: null };
  client.cache.writeQuery({
    query: MyGroupsDocument,
    variables: { first: 30 },
    data: { myGroups: { nodes: [], pageInfo } },
  });
  render(
    <MemoryRouter>
      <Answering client={client}>
        <Known />
      </Answering>
    </MemoryRouter>,
  );
  return {
    mine: () =>
      client.cache
        .readQuery({ query: MyGroupsDocument, variables: { first: 30 } })
        ?.myGroups.nodes.map(({ id }) => id),
  };
}

const joined = (standing: string) => ({
  joinGroup: {
    __typename: 'Group',
    id: 'birds',
    standing,
    role: standing === 'MEMBER' ? 'MEMBER' : null,
    roomId: null,
  },
});

it('one is in before the server has answered, is counted once, and finds the group among one’s own', async () => {
  let answer: (data: unknown) => void = () => undefined;
  const later = new Promise((resolve) => {
    answer = resolve;
  });
  const { mine } = show(birds, { JoinGroup: () => later });
  await userEvent.click(screen.getByRole('button', { name: 'Join Early birds' }));
  expect(screen.getByText('MEMBER 5')).toBeVisible();
  answer(joined('MEMBER'));
  expect(await screen.findByText('Welcome to Early birds.')).toBeVisible();
  expect(screen.getByText('MEMBER 5')).toBeVisible();
  expect(mine()).toEqual(['birds']);
});

it('is out again, with a word, when the server refuses', async () => {
  const { mine } = show(birds, {
    JoinGroup: () => {
      throw new Error('You are in too many groups.');
    },
  });
  await userEvent.click(screen.getByRole('button', { name: 'Join Early birds' }));
  expect(await screen.findByText('You are in too many groups.')).toBeVisible();
  expect(screen.getByText('NONE 4')).toBeVisible();
  expect(mine()).toEqual([]);
});

it('asks where a moderator decides, and takes that back', async () => {
  const leave = vi.fn(() => ({ leaveGroup: true }));
  show({ ...birds, admission: 'REQUEST' }, { JoinGroup: () => joined('ASKED'), LeaveGroup: leave });
  await userEvent.click(screen.getByRole('button', { name: 'Ask to join Early birds' }));
  expect(await screen.findByText('ASKED 4')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /^Asked/ }));
  await waitFor(() => {
    expect(screen.getByText('NONE 4')).toBeVisible();
  });
  expect(leave).toHaveBeenCalledOnce();
});

it('an invitation is accepted whatever the way in, or declined', () => {
  show({ ...birds, visibility: 'PRIVATE', standing: 'INVITED' }, {});
  expect(screen.getByRole('button', { name: 'Accept Early birds' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Decline Early birds' })).toBeVisible();
});

it.each([
  ['a member has', { standing: 'MEMBER', role: 'MEMBER' }],
  ['a stranger to a private group has', { visibility: 'PRIVATE' }],
  ['somebody who is banned has', { standing: 'BANNED' }],
] as const)('%s nothing to press', (_, fields) => {
  show({ ...birds, ...fields }, {});
  expect(screen.queryByRole('button', { name: /Early birds/ })).toBeNull();
});
