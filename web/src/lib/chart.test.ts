import { describe, expect, it } from 'vitest';
import { areaPath, linePath, nearestIndex, rangeOf, roundStep, smoothed } from './chart';

describe('rangeOf', () => {
  it('has round ends and holds everything', () => {
    expect(rangeOf([103, 287], 4)).toEqual({
      from: 100,
      to: 300,
      ticks: [100, 150, 200, 250, 300],
    });
    expect(rangeOf([0.12, 0.31], 2)?.ticks).toEqual([0.1, 0.2, 0.3, 0.4]);
    expect(rangeOf([-3, 9], 3)).toMatchObject({ from: -5, to: 10 });
  });

  it('is never empty, and as wide as asked', () => {
    expect(rangeOf([7], 2)?.ticks.length).toBeGreaterThan(1);
    const { from, to } = rangeOf([100, 101], 2, 40) ?? { from: 0, to: 0 };
    expect(to - from).toBeGreaterThanOrEqual(40);
    expect(from).toBeLessThanOrEqual(100);
    expect(rangeOf([], 3)).toBeNull();
  });
});

it.each([
  [0.9, 1],
  [1, 1],
  [2.1, 2.5],
  [37, 50],
  [0.03, 0.05],
])('the round step of %d is %d', (least, step) => {
  expect(roundStep(least)).toBeCloseTo(step, 9);
});

describe('paths', () => {
  const frame = { x: { from: 0, to: 4 }, y: { from: 0, to: 10 }, width: 40, height: 10 };
  const points = [
    { x: 0, y: 0 },
    { x: 1, y: 10 },
    { x: 2, y: null },
    { x: 3, y: 5 },
    { x: 4, y: 5 },
  ];

  it('stop at gaps', () => {
    expect(linePath(points, frame)).toBe('M0.0 10.0L10.0 0.0M30.0 5.0L40.0 5.0');
    expect(areaPath(points, frame)).toBe(
      'M0.0 10.0L10.0 0.0L10.0 10.0L0.0 10.0ZM30.0 5.0L40.0 5.0L40.0 10.0L30.0 10.0Z',
    );
  });

  it('turn over where less is better', () => {
    expect(linePath([{ x: 0, y: 0 }], { ...frame, falling: true })).toBe('M0.0 0.0');
  });
});

it('nearestIndex looks to both sides', () => {
  expect([-1, 0, 4, 6, 99].map((wanted) => nearestIndex([0, 5, 10], wanted))).toEqual([
    0, 0, 1, 1, 2,
  ]);
  expect(nearestIndex([3], 9)).toBe(0);
});

it('smoothed keeps gaps and takes what is beside', () => {
  expect(smoothed([1, 3, null, 8], 1)).toEqual([2, 2, null, 8]);
});
