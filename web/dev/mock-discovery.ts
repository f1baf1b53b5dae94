// Search, whom one might follow, and what is talked about, for the mock server. Whatever is looked for is found, but "nothing".

type Fields = Record<string, unknown>;

interface Known {
  readonly ben: Fields;
  readonly chloe: Fields;
  readonly post: Fields;
}

export function mockDiscovery({ ben, chloe, post }: Known, seeded: boolean) {
  const goal = {
    __typename: 'FoundGoal',
    id: 'found',
    title: 'Walk the whole coast path',
    tags: ['hiking', 'coast'],
    status: 'ACTIVE',
    progress: 0.4,
    owner: ben,
  };
  const found: Record<string, readonly unknown[]> = {
    PEOPLE: [ben, chloe].map((one) => ({ ...one, __typename: 'PublicUser' })),
    GOALS: [goal],
    POSTS: [{ ...post, __typename: 'Post' }],
  };
  const dev = {
    ...chloe,
    id: 'dev',
    nickname: 'dev.patel',
    fullName: 'Dev Patel',
    visibility: 'PUBLIC',
    relation: { ...(chloe['relation'] as Fields), followedBy: false },
  };
  return {
    search: ({ query, kinds = [] }: { query: string; kinds?: string[] }) => ({
      nodes: seeded && !query.includes('nothing') ? kinds.flatMap((kind) => found[kind] ?? []) : [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    }),
    suggestedPeople: () =>
      seeded
        ? [
            {
              person: dev,
              reasons: [
                { kind: 'SIMILAR_GOALS', tags: ['running', 'sleep'] },
                { kind: 'SAME_TIME_ZONE', tags: [] },
              ],
            },
            { person: chloe, reasons: [{ kind: 'SHARED_TAGS', tags: ['hiking', 'coffee'] }] },
          ]
        : [],
    trendingTags: () =>
      seeded
        ? [
            { tag: 'halfmarathon', people: 31, score: 12 },
            { tag: 'sunrise', people: 18, score: 8 },
            { tag: 'hiking', people: 9, score: 4 },
          ]
        : [],
    dismissSuggestion: () => true,
  };
}
