import { describe, expect, it } from 'vitest';
import type { TeamProgress, TeamWithRoad } from '@/models';
import { newsOf } from './news-of';

const member = (userId: string, fullName: string) => ({ userId, person: { fullName } });
const team = {
  id: 't',
  journeys: [
    {
      journeyId: 'j',
      finishedAt: null,
      journey: { title: 'Camino', milestones: [{ id: '1', title: 'Burgos' }] },
      unlocked: [],
      members: { nodes: [member('a', 'Ana'), member('b', 'Ben')] },
    },
  ],
} as unknown as TeamWithRoad;
const progress = (changes: Partial<TeamProgress>): TeamProgress => ({
  cursor: 'c',
  teamId: 't',
  journeyId: 'j',
  season: 1,
  distanceMetres: 5,
  position: { latitude: 0, longitude: 0, distanceMetres: 5 },
  moved: [],
  unlocked: [],
  passes: [],
  finished: false,
  at: '2026-11-21T10:00:00.000Z',
  ...changes,
});

describe('newsOf', () => {
  it('tells the finish before the milestone, and the milestone before who passed whom', () => {
    const news = newsOf(
      progress({
        finished: true,
        unlocked: ['1'],
        passes: [{ userId: 'a', passedId: 'b' }],
      }),
      team,
    );
    expect(news).toMatchObject([
      { kind: 'finish', title: 'Camino' },
      { kind: 'milestone', title: 'Burgos' },
      { kind: 'pass', who: 'Ana', whom: 'Ben' },
    ]);
    expect(new Set(news.map(({ key }) => key)).size).toBe(3);
  });

  it('is silent about who is not known, and about other journeys', () => {
    expect(newsOf(progress({ passes: [{ userId: 'x', passedId: 'b' }] }), team)).toEqual([]);
    expect(newsOf(progress({ journeyId: 'other', finished: true }), team)).toEqual([]);
  });
});
