import { describe, expect, it } from 'vitest';
import type { TeamProgress } from '@/models';
import { makeCache } from './apiGraphql';
import { moveTeam } from './apiTeams';

const position = (distanceMetres: number) => ({
  __typename: 'RoutePosition' as const,
  latitude: 42,
  longitude: distanceMetres / 1000,
  distanceMetres,
});
const member = (userId: string, distanceMetres: number) => ({
  __typename: 'TeamMember' as const,
  userId,
  person: null,
  distanceMetres,
  position: position(distanceMetres),
  isGone: false,
});

const key = 'TeamJourney:{"teamId":"t","journeyId":"j"}';

interface Stored {
  readonly distanceMetres: number;
  readonly status: string;
  readonly finishedAt: string | null;
  readonly unlocked: readonly { readonly id: string }[];
  readonly 'members({"page":{"first":60}})': {
    readonly nodes: readonly { readonly userId: string; readonly distanceMetres: number }[];
  };
}

function cacheOfTeam() {
  const cache = makeCache();
  cache.restore({
    [key]: {
      __typename: 'TeamJourney',
      teamId: 't',
      journeyId: 'j',
      season: 1,
      status: 'RUNNING',
      distanceMetres: 300,
      finishedAt: null,
      position: position(300),
      unlocked: [],
      'members({"page":{"first":60}})': { nodes: [member('a', 200), member('b', 100)] },
    },
  });
  return { cache, read: () => cache.extract()[key] as unknown as Stored };
}

const progress = (changes: Partial<TeamProgress> = {}): TeamProgress => ({
  cursor: 'c',
  teamId: 't',
  journeyId: 'j',
  season: 1,
  distanceMetres: 500,
  position: position(500),
  moved: [{ userId: 'b', distanceMetres: 300, position: position(300) }],
  unlocked: ['1'],
  passes: [],
  finished: false,
  at: '2026-11-21T10:00:00.000Z',
  ...changes,
});

describe('moveTeam', () => {
  it('moves the team and its member, who now leads, and opens the milestone once', () => {
    const { cache, read } = cacheOfTeam();
    expect(moveTeam(cache, progress())).toBe(true);
    expect(moveTeam(cache, progress())).toBe(true);
    const { distanceMetres, unlocked, status, ...rest } = read();
    const members = rest['members({"page":{"first":60}})'];
    expect(distanceMetres).toBe(500);
    expect(members.nodes.map(({ userId, distanceMetres: far }) => [userId, far])).toEqual([
      ['b', 300],
      ['a', 200],
    ]);
    expect(unlocked.map(({ id }) => id)).toEqual(['1']);
    expect(status).toBe('RUNNING');
  });

  it('says when it has not told all: a new member, another season, a journey that is not known', () => {
    const { cache } = cacheOfTeam();
    const stranger = { userId: 'x', distanceMetres: 1, position: position(1) };
    expect(moveTeam(cache, progress({ moved: [stranger] }))).toBe(false);
    expect(moveTeam(cache, progress({ season: 2 }))).toBe(false);
    expect(moveTeam(cache, progress({ journeyId: 'new' }))).toBe(false);
  });

  it('arrives', () => {
    const { cache, read } = cacheOfTeam();
    moveTeam(cache, progress({ finished: true, distanceMetres: 1000 }));
    expect(read()).toMatchObject({ status: 'FINISHED', finishedAt: '2026-11-21T10:00:00.000Z' });
  });
});
