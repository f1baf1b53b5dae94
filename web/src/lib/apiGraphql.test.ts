import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { describe, expect, it } from 'vitest';
import { RewardsDocument } from '@/generated/dashboard';
import { GoalsDocument } from '@/generated/goals';
import type { GoalsQuery } from '@/generated/graphql';
import { FollowersDocument } from '@/generated/people';
import { asProblem, makeCache } from './apiGraphql';

describe('asProblem', () => {
  it('reads code and fields of a GraphQL error', () => {
    const error = new CombinedGraphQLErrors({
      errors: [
        {
          message: 'Look again.',
          extensions: {
            code: 'INVALID_INPUT',
            errors: [{ field: 'title', message: 'Too long.' }],
          },
        },
      ],
    });
    expect(asProblem(error)).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'Look again.',
      fields: [{ field: 'title', message: 'Too long.' }],
    });
  });

  it('reads a refusal that came with an HTTP error', () => {
    const error = new ServerError('refused', {
      response: new Response(null, { status: 401 }),
      bodyText: '{"errors":[{"message":"Log in.","extensions":{"code":"UNAUTHENTICATED"}}]}',
    });
    expect(asProblem(error)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('takes anything else for a broken connection', () => {
    expect(asProblem(new TypeError('fetch failed')).isOffline).toBe(true);
  });
});

describe('the cache', () => {
  const goal = (id: string): GoalsQuery['myGoals']['nodes'][number] => ({
    id,
    title: id,
    description: null,
    tags: [],
    targetDate: null,
    status: 'ACTIVE',
    taskCount: 0,
    doneTaskCount: 0,
    progress: 0,
    createdAt: '2026-11-21T00:00:00.000Z',
    updatedAt: '2026-11-21T00:00:00.000Z',
    completedAt: null,
    version: 1,
  });
  const page = (ids: readonly string[], endCursor: string | null) => ({
    myGoals: {
      __typename: 'GoalConnection',
      nodes: ids.map((id) => ({ ...goal(id), __typename: 'Goal' })),
      pageInfo: { __typename: 'PageInfo', hasNextPage: endCursor !== null, endCursor },
    },
  });
  const person = (id: string) => ({
    __typename: 'PublicUser' as const,
    id,
    nickname: id,
    fullName: null,
    avatarUrl: null,
    visibility: 'PUBLIC' as const,
    followerCount: 0,
    relation: {
      __typename: 'Relation' as const,
      self: false,
      follows: false,
      followedBy: true,
      requested: false,
      requestedBy: false,
      blocks: false,
      mutes: false,
    },
  });
  const query = GoalsDocument;

  it('puts a page with a cursor behind those that are there, and one without in their place', () => {
    const cache = makeCache();
    const first = { filter: null, first: 2 };
    const titles = () =>
      cache.readQuery({ query, variables: first })?.myGoals.nodes.map(({ title }) => title);
    cache.writeQuery({ query, variables: first, data: page(['a', 'b'], '2') });
    cache.writeQuery({ query, variables: { ...first, after: '2' }, data: page(['c'], null) });
    expect(titles()).toEqual(['a', 'b', 'c']);
    cache.writeQuery({ query, variables: first, data: page(['z', 'a'], '2') });
    expect(titles()).toEqual(['z', 'a']);
  });

  it('renews the head of a long list and leaves the pages below it', () => {
    const cache = makeCache();
    const people = (ids: readonly string[], endCursor: string | null) => ({
      user: {
        __typename: 'PublicUser',
        id: 'ana',
        followers: {
          __typename: 'PublicUserConnection',
          nodes: ids.map((id) => person(id)),
          pageInfo: { __typename: 'PageInfo', hasNextPage: endCursor !== null, endCursor },
        },
      },
    });
    const first = { id: 'ana', first: 2 };
    const read = () =>
      cache.readQuery({ query: FollowersDocument, variables: first })?.user?.followers;
    const write = (data: ReturnType<typeof people>, after?: string) =>
      cache.writeQuery({
        query: FollowersDocument,
        variables: after === undefined ? first : { ...first, after },
        data,
      });
    write(people(['d', 'c'], '2'));
    write(people(['b', 'a'], null), '2');
    // One came: what lies below stays, and so does where the list ends.
    write(people(['e', 'd'], '2'));
    expect(read()?.nodes.map(({ id }) => id)).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(read()?.pageInfo.hasNextPage).toBe(false);
    write(people(['e', 'b'], '2'));
    expect(read()?.nodes.map(({ id }) => id)).toEqual(['e', 'b', 'a']);
    // One rose to the head: it stands there and no longer below.
    write(people(['a', 'e'], '2'));
    expect(read()?.nodes.map(({ id }) => id)).toEqual(['a', 'e', 'b']);
    // A whole page came meanwhile: there may be a gap, so the list starts anew.
    write(people(['g', 'f'], '2'));
    expect(read()?.nodes.map(({ id }) => id)).toEqual(['g', 'f']);
    expect(read()?.pageInfo.hasNextPage).toBe(true);
  });

  it('keeps lists of different filters apart', () => {
    const cache = makeCache();
    cache.writeQuery({
      query,
      variables: { filter: { status: 'ACTIVE' }, first: 2 },
      data: page(['a'], null),
    });
    const other = cache.readQuery({
      query,
      variables: { filter: { status: 'ARCHIVED' }, first: 2 },
    });
    expect(other).toBeNull();
  });

  it('has one set of rewards, which each newer one replaces', () => {
    const cache = makeCache();
    const rewards = (points: number) => ({
      myRewards: {
        __typename: 'Rewards',
        points,
        level: 1,
        levelStartsAt: 0,
        nextLevelAt: 50,
        currentStreak: 1,
        longestStreak: 1,
        activeToday: true,
        badges: [],
      },
    });
    cache.writeQuery({ query: RewardsDocument, data: rewards(10) });
    cache.writeQuery({ query: RewardsDocument, data: rewards(20) });
    expect(cache.readQuery({ query: RewardsDocument })?.myRewards.points).toBe(20);
    expect(Object.keys(cache.extract()).filter((key) => key.startsWith('Rewards'))).toHaveLength(1);
  });
});
