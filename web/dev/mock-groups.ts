// Groups for the mock server: one of one's own, one to be invited to, one to find.
import { randomUUID } from 'node:crypto';
import { mockJourneys } from './mock-journeys';

type Fields = Record<string, unknown>;

const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

const page = (nodes: readonly unknown[]) => ({
  nodes,
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
});

const group = (id: string, name: string, fields: Fields) => ({
  __typename: 'Group',
  id,
  name,
  description: '',
  tags: [],
  avatar: null,
  visibility: 'PUBLIC',
  admission: 'OPEN',
  memberCount: 12,
  standing: 'NONE',
  role: null,
  roomId: null,
  pinnedPosts: [],
  requestCount: 0,
  createdAt: daysFromNow(-80),
  version: 1,
  ...fields,
});

interface People {
  readonly ben: Fields;
  readonly chloe: Fields;
  readonly post: Fields;
}

export function mockGroups({ ben, chloe, post }: People, seeded: boolean) {
  const some = (list: readonly unknown[]) => page(seeded ? list : []);
  const own = group('birds', 'Early birds of the Ter', {
    description:
      'We run before the town wakes up, along the river, whatever the weather. Slow is fine; late is not. Coffee afterwards at the bridge.',
    tags: ['running', 'mornings'],
    memberCount: 48,
    standing: 'MEMBER',
    role: 'OWNER',
    roomId: 'room',
    requestCount: 1,
  });
  const written = {
    ...post,
    id: 'group-post',
    text: 'Sunday: meet at the old mill, seven sharp. Ten easy kilometres.',
    visibility: 'GROUP',
    group: own,
    boostable: false,
  };
  own.pinnedPosts = [written] as never;
  const closed = group('ridge', 'Ridge walkers', {
    description: 'Long days above the trees.',
    visibility: 'PRIVATE',
    memberCount: 7,
    standing: 'INVITED',
  });
  const open = group('bread', 'Sourdough and sums', {
    description: 'One loaf and one proof a week.',
    memberCount: 131,
    admission: 'REQUEST',
  });
  const groups = [own, closed, open];
  const find = ({ id, groupId }: Fields) => groups.find((one) => one.id === (id ?? groupId));
  const change = (args: Fields, fields: Fields) => Object.assign(find(args) ?? own, fields);
  const links = [
    { id: 'link', createdAt: daysFromNow(-1), expiresAt: daysFromNow(6), useLimit: 100, used: 3 },
  ];
  const others = [
    { ...ben, id: 'dora', nickname: 'dora', fullName: 'Dora Lind' },
    { ...ben, id: 'eli', nickname: 'eli', fullName: 'Eli Moreno' },
  ];
  return {
    ...mockJourneys({ people: [ben, chloe, ...others], group: own }, seeded),
    myGroups: () => some([own]),
    groupInvites: () => some([closed]),
    group: (args: Fields) => find(args) ?? null,
    groupByInvitation: ({ token }: Fields) => (token === 'good' ? open : null),
    groupPosts: () => page([written, { ...written, id: 'other', text: 'Who has a headlamp?' }]),
    groupMembers: () =>
      page([
        { userId: 'ben', person: ben, role: 'MODERATOR', joinedAt: daysFromNow(-60) },
        { userId: 'chloe.m', person: chloe, role: 'MEMBER', joinedAt: daysFromNow(-9) },
      ]),
    groupRequests: () => page([{ userId: 'chloe.m', person: chloe, at: daysFromNow(-1) }]),
    groupBans: () => page([]),
    groupInvitations: () => links,
    createGroup: ({ input }: { input: Fields }) => {
      const made = group(randomUUID(), '', { standing: 'MEMBER', role: 'OWNER', memberCount: 1 });
      groups.push(Object.assign(made, input));
      return made;
    },
    updateGroup: (args: { input: Fields }) => change(args as never, args.input),
    joinGroup: (args: Fields) => change(args, { standing: 'MEMBER', role: 'MEMBER' }),
    acceptGroupInvitation: () => change(open, { standing: 'MEMBER', role: 'MEMBER' }),
    leaveGroup: (args: Fields) => Boolean(change(args, { standing: 'NONE', role: null })),
    createGroupInvitation: ({ input }: { input: { expiresAt: string; useLimit: number } }) => {
      const made = { id: randomUUID(), createdAt: daysFromNow(0), used: 0, ...input };
      links.unshift(made);
      return { invitation: made, path: '/groups/join#good' };
    },
    revokeGroupInvitation: () => true,
    projectRoom: () => null,
  };
}
