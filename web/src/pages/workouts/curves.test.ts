import { describe, expect, it } from 'vitest';
import type { WorkoutSeries } from '@/models';
import { curvesOf } from './curves';

const nothing = { elevation: null, heartRate: null, speed: null, cadence: null, power: null };
const series: WorkoutSeries = {
  ...nothing,
  seconds: [0, 10, 20, 30],
  distanceMetres: [0, 30, null, 90],
  speed: [3, 3, 3, 3],
};
const names = (given: Partial<WorkoutSeries>, byPace = true) =>
  curvesOf({ ...series, ...given }, byPace).curves.map(({ name }) => name);

describe('curvesOf', () => {
  it('goes by distance, gaps filled, and finds the point that is meant', () => {
    const { byDistance, xs, nearest } = curvesOf(series, true);
    expect(byDistance).toBe(true);
    expect(xs).toEqual([0, 30, 30, 90]);
    expect(nearest(88)).toBe(3);
  });

  it('goes by time where nobody moved', () => {
    expect(curvesOf({ ...series, distanceMetres: null }, true).xs).toEqual(series.seconds);
    expect(curvesOf({ ...series, distanceMetres: [0, 0, 0, 0] }, true).byDistance).toBe(false);
  });

  it('speaks of pace or of speed, and of no pace while standing', () => {
    expect(names({})).toEqual(['pace']);
    expect(names({}, false)).toEqual(['speed']);
    const { curves } = curvesOf({ ...series, speed: [3, 3, 3, 0, 0, 0, 0] }, true);
    expect(curves[0]?.values[0]).toBeCloseTo(333.3, 0);
    expect(curves[0]?.values.at(-1)).toBeNull();
  });

  it('leaves out what was never measured', () => {
    expect(names({ power: [0, 0, 0, 0], heartRate: [null, 150, null, null] })).toEqual(['pace']);
    expect(names({ heartRate: [140, 150, 151, 149] })).toEqual(['pace', 'heartRate']);
  });
});
