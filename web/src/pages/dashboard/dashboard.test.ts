import { describe, expect, it } from 'vitest';
import type { Rewards } from '@/models';
import { momentsBetween } from '@/components/celebrations';
import { streakDays } from './streak-card';
import { withFinished } from './todays-tasks';
import { levelProgress } from './level-card';

const rewards: Rewards = {
  points: 40,
  level: 1,
  levelStartsAt: 0,
  nextLevelAt: 50,
  currentStreak: 2,
  longestStreak: 4,
  activeToday: false,
  badges: [{ kind: 'FIRST_STEPS', earnedAt: '2026-11-20T00:00:00.000Z' }],
};

describe('moments worth a celebration', () => {
  it('are a new level and new badges', () => {
    const now: Rewards = {
      ...rewards,
      level: 2,
      badges: [...rewards.badges, { kind: 'QUEST_CONQUEROR', earnedAt: '' }],
    };
    expect(momentsBetween(rewards, now)).toEqual([{ level: 2 }, { badge: 'QUEST_CONQUEROR' }]);
  });

  it('are none when the page has just opened, or when points are taken back', () => {
    expect(momentsBetween(null, rewards)).toEqual([]);
    expect(momentsBetween({ ...rewards, level: 3 }, rewards)).toEqual([]);
  });
});

it('a streak that waits for today ends yesterday', () => {
  expect([...streakDays(rewards, '2026-11-21')]).toEqual(['2026-11-20', '2026-11-19']);
  expect(streakDays({ ...rewards, activeToday: true }, '2026-11-21').has('2026-11-21')).toBe(true);
  expect(streakDays({ currentStreak: 400, activeToday: true }, '2026-11-21').size).toBe(7);
});

it('a level is measured from where it began', () => {
  expect(levelProgress({ ...rewards, points: 125, levelStartsAt: 50, nextLevelAt: 200 })).toBe(0.5);
  expect(levelProgress({ ...rewards, levelStartsAt: 50, nextLevelAt: 50 })).toBe(0);
});

it('a finished task keeps its place among the open ones', () => {
  const task = (id: string, status: 'OPEN' | 'DONE' = 'OPEN') => ({
    id,
    goalId: 'g',
    goal: null,
    title: id,
    dueAt: null,
    status,
    completedAt: null,
    version: 1,
  });
  const finished = [
    { task: task('c', 'DONE'), at: 2 },
    { task: task('a', 'DONE'), at: 0 },
  ];
  const ids = (open: string[]) =>
    withFinished(
      open.map((id) => task(id)),
      finished,
    ).map(({ id, status }) => `${id}:${status}`);
  // Before the server's list has let go of them, and after.
  expect(ids(['a', 'b', 'c', 'd'])).toEqual(['a:DONE', 'b:OPEN', 'c:DONE', 'd:OPEN']);
  expect(ids(['b', 'd'])).toEqual(['a:DONE', 'b:OPEN', 'c:DONE', 'd:OPEN']);
  expect(ids([])).toEqual(['a:DONE', 'c:DONE']);
});
