// Help on goals at the mock server: one question of a friend with an answer, and one of one's own.
import type { World } from './mock-world';

type Page = (list: readonly unknown[]) => unknown;

export function mockAssistance(page: Page, world: World, friend: unknown, seeded: boolean) {
  const at = new Date(Date.now() - 7_200_000).toISOString();
  const answer = (id: string, author: unknown, text: string) => ({
    id,
    author,
    text,
    createdAt: at,
  });
  const request = (mine: boolean) => ({
    id: mine ? 'mine' : 'request',
    asker: mine ? world.user : friend,
    goalId: String(world.goals[0]?.id),
    goalTitle: mine ? 'Half marathon in Girona' : 'Walk the Camino',
    tags: ['hiking', 'walking'],
    text: mine ? 'How do I not start too fast?' : 'Which shoes for 30 km a day on asphalt?',
    status: 'OPEN',
    mine,
    sharedTags: mine ? [] : ['hiking'],
    answerCount: 1,
    answers: page([answer('answer', friend, 'Half a size larger than you think.')]),
    thanked: [],
    createdAt: at,
    closedAt: null,
  });
  return {
    assistance: ({ id }: { id: string }) => request(id === 'mine'),
    myAssistance: () => page(seeded ? [request(true)] : []),
    assistanceForMe: () => page(seeded ? [request(false)] : []),
  };
}
