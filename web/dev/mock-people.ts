// The people around the one who is signed in to the mock server: two friends, what they did and wrote, and one room.
import { randomUUID } from 'node:crypto';
import { mockDiscovery } from './mock-discovery';
import { mockGroups } from './mock-groups';
import { mockAssistance } from './mock-assistance';
import { mockModeration } from './mock-moderation';
import type { World } from './mock-world';

type Fields = Record<string, unknown>;

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const person = (nickname: string, fullName: string, fields: Fields = {}) => ({
  id: nickname,
  nickname,
  fullName,
  avatarUrl: null,
  visibility: 'PUBLIC',
  visible: true,
  pronouns: null,
  bio: 'On foot wherever it goes.',
  bannerUrl: null,
  links: ['https://example.org/trails'],
  tags: ['hiking', 'coffee'],
  followerCount: 1284,
  followingCount: 96,
  postCount: 12,
  relation: {
    self: false,
    follows: true,
    followedBy: true,
    requested: false,
    requestedBy: false,
    blocks: false,
    mutes: false,
  },
  ...fields,
});

const activity = (kind: string, actor: unknown, minutes: number, fields: Fields = {}) => ({
  id: randomUUID(),
  kind,
  actor,
  at: minutesAgo(minutes),
  ...fields,
});

const entry = (activities: ReturnType<typeof activity>[]) => {
  const [newest] = activities;
  return {
    ...newest,
    count: activities.length,
    activities: activities.slice(0, 3),
    activityIds: activities.map(({ id }) => id),
    foldKey: newest?.id,
  };
};

/** Drawn by the mock server: hills in three lights. */
const pictures = ['The ridge above the fog', null, 'The bridge at seven'].map((alt, index) => ({
  id: `picture-${String(index)}`,
  url: `/media/hills-${String(index)}.svg`,
  width: 1600,
  height: 1200,
  previewUrl: `/media/hills-${String(index)}.svg`,
  previewWidth: 640,
  previewHeight: 480,
  contentType: 'image/webp',
  alt,
}));

export function mockPeople(world: World, seeded: boolean) {
  const page = (list: readonly unknown[]) => ({
    nodes: list,
    edges: [],
    pageInfo: {
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    },
  });
  const ben = person('ben', 'Ben Okafor');
  const chloe = person('chloe.m', 'Chloé Martin', {
    visibility: 'FOLLOWERS',
    relation: { ...ben.relation, follows: false, requestedBy: true },
  });
  const post = {
    id: 'post',
    author: ben,
    text: 'Fog below, sun above. Who joins on Sunday? @ana.runs #hiking',
    warning: null,
    pictures: pictures.slice(0, 3),
    visibility: 'PUBLIC',
    tags: ['hiking'],
    mentions: [{ name: 'ana.runs', userId: 'ana' }],
    likeCount: 14,
    boostCount: 2,
    commentCount: 1,
    hidden: false,
    liked: true,
    boosted: false,
    boostable: true,
    answerable: true,
    group: null,
    createdAt: minutesAgo(42),
    editedAt: null,
    history: [],
    version: 1,
  };
  const comment = {
    id: 'comment',
    postId: 'post',
    parentId: null,
    depth: 1,
    author: chloe,
    text: 'Me, if there is coffee at the top.',
    mentions: [],
    deleted: false,
    hidden: false,
    replyCount: 0,
    createdAt: minutesAgo(30),
  };
  const tasks = ['Buy shoes', 'Find a plan', 'Book a bed', 'Tell a friend'];
  const deeds = tasks.map((title, index) =>
    activity('TASK_COMPLETED', chloe, 90 + index * 7, { title }),
  );
  const run = { title: null, workoutType: 'RUN', distanceMetres: 11_200, movingSeconds: 3_900 };
  const feed = seeded
    ? [
        entry([activity('POST', ben, 42, { post })]),
        entry(deeds),
        entry([activity('WORKOUT_LOGGED', ben, 300, run)]),
        entry([activity('BADGE_EARNED', chloe, 1_500, { badge: 'WEEK_OF_FIRE' })]),
      ]
    : [];
  const message = (number: number, senderId: string, text: string, minutes: number) => ({
    id: `m${String(number)}`,
    roomId: 'room',
    senderId,
    number,
    text,
    clientId: null,
    replyTo: null,
    pictures: number === 3 ? pictures.slice(1, 2) : [],
    reactions: number === 2 ? [{ emoji: '🎉', count: 1, userIds: ['ben'] }] : [],
    sentAt: minutesAgo(minutes),
    editedAt: null,
    deletedAt: null,
    hiddenAt: null,
    version: 1,
    cursor: String(number).padStart(16, '0'),
  });
  const myId = () => String(world.user?.['id']);
  const messages = () => [
    message(1, 'ben', 'Sunday, seven o’clock, at the bridge?', 1_600),
    message(2, myId(), 'Yes! I bring the coffee.', 1_590),
    message(3, 'ben', 'Then I bring the map: https://example.org/map', 12),
  ];
  const room = () => ({
    id: 'room',
    kind: 'DIRECT',
    name: null,
    standing: 'JOINED',
    pending: false,
    members: [
      { userId: myId(), person: null, role: 'MEMBER', standing: 'JOINED', readThrough: 2 },
      { userId: 'ben', person: ben, role: 'MEMBER', standing: 'JOINED', readThrough: 2 },
    ],
    memberCount: 2,
    unreadCount: 1,
    lastNumber: 3,
    lastMessage: messages().at(-1),
    lastAt: minutesAgo(12),
    readThrough: 2,
    muted: false,
    writable: true,
    goalId: null,
    groupId: null,
  });
  const notice = (kind: string, minutes: number, fields: Fields = {}) => ({
    id: `notice-${String(minutes)}`,
    kind,
    count: 1,
    actors: [ben],
    at: minutesAgo(minutes),
    read: minutes > 600,
    position: String(1e6 - minutes),
    ...fields,
  });
  const notices = seeded
    ? [
        notice('COMMENT', 4, { post, comment }),
        notice('LIKE', 35, { count: 7, actors: [chloe, ben], post }),
        notice('FOLLOW_REQUEST', 130, { actors: [chloe] }),
        notice('QUEST_COMPLETED', 1_700, { actors: [], title: 'Three workouts in a week' }),
        notice('BADGE_EARNED', 1_705, { actors: [], badge: 'QUEST_CONQUEROR' }),
        notice('FOLLOW', 3_000, { count: 2, actors: [ben, chloe] }),
      ]
    : [];
  const noticeKinds = [
    'FOLLOW',
    'FOLLOW_REQUEST',
    'LIKE',
    'MENTION',
    'COMMENT',
    'MESSAGE_REQUEST',
    'BADGE_EARNED',
  ];
  const known = [ben, chloe];
  const some = <T>(list: readonly T[]) => page(seeded ? list : []);
  const audience = 'FOLLOWERS';
  return {
    user: ({ nickname, id }: { nickname?: string; id?: string }) => {
      const found = known.find((one) => one.nickname === nickname || one.id === id);
      return found && { ...found, followers: page([chloe]), following: page([chloe]) };
    },
    followRequests: () => some([chloe]),
    sentFollowRequests: () => page([]),
    blockedUsers: () => page([]),
    mutedUsers: () => page([]),
    mySharing: () => ({
      goals: audience,
      tasks: audience,
      quests: audience,
      workouts: audience,
      badges: audience,
      milestones: audience,
    }),
    ...mockAssistance(page, world, ben, seeded),
    notifications: () => page(notices),
    unreadNotificationCount: () => notices.filter(({ read }) => !read).length,
    notificationPreferences: () =>
      noticeKinds.map((kind) => ({ kind, delivery: kind === 'BADGE_EARNED' ? 'OFF' : 'BELL' })),
    ...mockModeration(page, known, seeded),
    feed: () => page(feed),
    timeline: () => page(feed),
    postsBy: () => some([post]),
    postsByTag: () => some([post]),
    post: () => post,
    comments: () => page([comment]),
    activities: () => deeds,
    rooms: () => some([room()]),
    messageRequests: () => page([]),
    room,
    messages: () => page(messages()),
    markRead: room,
    ...mockDiscovery({ ben, chloe, post }, seeded),
    ...mockGroups({ ben, chloe, post }, seeded),
    setTyping: () => true,
  };
}
