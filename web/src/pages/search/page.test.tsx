import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, MemoryRouter, useLocation } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { Answering, clientOf } from '@/test/answering';
import SearchPage from './page';

const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
let asked: unknown[] = [];

beforeEach(() => {
  asked = [];
});

function Address() {
  const { pathname, search } = useLocation();
  return <output>{pathname + search}</output>;
}

function show(at: string) {
  const client = clientOf({
    SearchAll: ({ query }) => {
      asked.push(query);
      return { people: none, groups: none, goals: none, posts: none };
    },
    SearchPeople: () => ({ search: none }),
    SuggestedPeople: () => ({ suggestedPeople: [] }),
    TrendingTags: () => ({ trendingTags: [] }),
  });
  render(
    <MemoryRouter initialEntries={[at]}>
      <Answering client={client}>
        <SearchPage />
        <Link to="/app/search">afresh</Link>
        <Address />
      </Answering>
    </MemoryRouter>,
  );
}

const box = () => screen.getByRole('searchbox', { name: 'Search Waymark' });

it('asks when the typing pauses, once, and puts it into the address', async () => {
  show('/app/search');
  expect(await screen.findByText('What are you looking for?')).toBeVisible();
  await userEvent.type(box(), 'trail run');
  expect(await screen.findByText('Nothing found for “trail run”')).toBeVisible();
  expect(asked).toEqual(['trail run']);
  expect(screen.getByText('/app/search?q=trail+run')).toBeInTheDocument();
});

it('begins with what the address says, and keeps the kind', async () => {
  show('/app/search?q=ben&kind=people');
  expect(box()).toHaveValue('ben');
  expect(await screen.findByText('Nothing found for “ben”')).toBeVisible();
  expect(screen.getByRole('link', { name: 'People' })).toHaveAttribute('aria-current', 'page');
  await userEvent.click(screen.getByRole('link', { name: 'Everything' }));
  expect(screen.getByText('/app/search?q=ben')).toBeInTheDocument();
});

it('follows the address when something else changes it', async () => {
  show('/app/search?q=ben');
  await userEvent.click(screen.getByRole('link', { name: 'afresh' }));
  expect(box()).toHaveValue('');
  expect(await screen.findByText('What are you looking for?')).toBeVisible();
});

it('Enter asks at once', async () => {
  show('/app/search');
  await userEvent.type(box(), 'ben{Enter}');
  expect(screen.getByText('/app/search?q=ben')).toBeInTheDocument();
});
