import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import type { Person } from '@/models';
import { Answering, clientOf } from '@/test/answering';
import { ViewerContext, type Viewer } from '../layout/viewer';
import { PeoplePicker } from './people-picker';

const person = (id: string, fullName: string) => ({
  __typename: 'PublicUser',
  id,
  nickname: id,
  fullName,
  avatarUrl: null,
  visibility: 'PUBLIC',
  followerCount: 0,
  relation: {
    __typename: 'Relation',
    self: id === 'ana',
    follows: false,
    followedBy: false,
    requested: false,
    requestedBy: false,
    blocks: false,
    mutes: false,
  },
});
const page = (nodes: readonly unknown[]) => ({
  nodes,
  pageInfo: { hasNextPage: false, endCursor: null },
});

const client = () =>
  clientOf({
    Following: () => ({
      user: { __typename: 'PublicUser', id: 'ana', following: page([person('ben', 'Ben')]) },
    }),
    Followers: () => ({
      user: {
        __typename: 'PublicUser',
        id: 'ana',
        followers: page([person('ben', 'Ben'), person('chloe', 'Chloé')]),
      },
    }),
    SearchPeople: ({ query }) => ({
      search: page(
        query === 'd' ? [person('dev', 'Dev'), person('ana', 'Ana'), person('dora', 'Dora')] : [],
      ),
    }),
  });

function Picking({ without }: { readonly without?: readonly string[] }) {
  const [people, setPeople] = useState<readonly Person[]>([]);
  return (
    <ViewerContext value={{ me: { id: 'ana' } } as Viewer}>
      <PeoplePicker
        label="People"
        hint="Some"
        value={people}
        onChange={setPeople}
        {...(without && { without })}
      />
      <output>{people.map(({ id }) => id).join(' ')}</output>
    </ViewerContext>
  );
}

function show(without?: readonly string[]) {
  render(
    <MemoryRouter>
      <Answering client={client()}>
        <Picking {...(without && { without })} />
      </Answering>
    </MemoryRouter>,
  );
}

const names = () => screen.getAllByRole('checkbox').map((box) => box.closest('label')?.textContent);

it('offers whom one knows, each once, and keeps who was chosen in sight', async () => {
  show();
  await userEvent.click(await screen.findByRole('checkbox', { name: /Chloé/ }));
  expect(names()).toEqual(['BBen@ben', 'CChloé@chloe']);
  expect(screen.getByText('chloe', { selector: 'output' })).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Leave Chloé out' }));
  expect(screen.getByRole('checkbox', { name: /Chloé/ })).not.toBeChecked();
});

it('looks for others too, but not for oneself or who is there already', async () => {
  show(['dora']);
  await userEvent.type(await screen.findByLabelText('People', { selector: 'input' }), 'd');
  await userEvent.click(await screen.findByRole('checkbox', { name: /Dev/ }));
  expect(names()).toEqual(['DDev@dev']);
  expect(screen.getByText('dev', { selector: 'output' })).toBeInTheDocument();
});

it('Enter takes the first one', async () => {
  show();
  await screen.findAllByRole('checkbox');
  await userEvent.type(screen.getByLabelText('People', { selector: 'input' }), 'chl{Enter}');
  expect(screen.getByRole('button', { name: 'Leave Chloé out' })).toBeVisible();
});
