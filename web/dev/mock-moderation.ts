// Cases of the mock server, and what its one person is told.
type Fields = Record<string, unknown>;
type Page = (list: readonly unknown[]) => unknown;

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export function mockModeration(page: Page, [ben, chloe]: readonly Fields[], seeded: boolean) {
  const report = {
    id: 'report',
    reporter: chloe,
    reporterId: 'chloe.m',
    reason: 'SPAM',
    text: 'The same under every post of the group.',
    reportedAt: minutesAgo(30),
  };
  const appeal = {
    text: 'It was a joke between friends.',
    madeAt: minutesAgo(15),
    decidedAt: null,
    upheld: null,
    message: null,
  };
  const decision = {
    id: 'decision',
    caseId: 'case',
    action: 'WARN',
    decidedBy: chloe,
    message: 'Please leave the advertising out.',
    note: 'First time.',
    until: null,
    decidedAt: minutesAgo(20),
    liftedAt: null,
    appeal,
  };
  const entry = (number: number, action: string, detail: string, actor: unknown = chloe) => ({
    number,
    action,
    actor,
    at: minutesAgo(60 - number),
    detail,
  });
  const one = {
    id: 'case',
    kind: 'POST',
    subjectId: 'post',
    roomId: null,
    owner: ben,
    ownerId: 'ben',
    state: 'OPEN',
    source: 'REPORTS',
    reportCount: 2,
    reasons: ['SPAM', 'MISINFORMATION'],
    rules: ['many-links'],
    openedAt: minutesAgo(50),
    updatedAt: minutesAgo(20),
    version: 3,
    snapshots: [
      {
        text: 'Cheap shoes, three for two: https://example.org/shoes',
        pictures: ['/media/hills-2.svg'],
        takenAt: minutesAgo(50),
      },
    ],
    reports: page([report, { ...report, id: 'other', reason: 'MISINFORMATION', text: null }]),
    decisions: [decision],
    history: [
      entry(1, 'OPENED', 'many-links', null),
      entry(2, 'OPENED', 'SPAM'),
      entry(3, 'DECIDED', 'WARN'),
      entry(4, 'APPEALED', '', ben),
    ],
  };
  const notice = {
    id: 'notice',
    action: 'HIDE',
    kind: 'COMMENT',
    subjectId: 'comment',
    roomId: null,
    excerpt: 'You call that a mountain?',
    message: 'Be kind to beginners.',
    until: null,
    decidedAt: minutesAgo(400),
    liftedAt: null,
    appeal: null,
    appealable: true,
  };
  const some = (list: readonly unknown[]) => page(seeded ? list : []);
  return {
    moderationCases: ({ state }: { state: string }) => some(state === 'OPEN' ? [one] : []),
    moderationCase: () => one,
    myModerationNotices: () => some([notice]),
    mySuspension: () => null,
    reportContent: () => true,
    decideCase: () => one,
    appealDecision: () => ({ ...notice, appeal, appealable: false }),
  };
}
