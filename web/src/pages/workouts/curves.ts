// What a workout's series draws: over the distance where there is one, else over the time.
import { nearestIndex, smoothed } from '@/lib/chart';
import type { WorkoutSeries } from '@/models';

export type CurveName = 'elevation' | 'pace' | 'speed' | 'heartRate' | 'cadence' | 'power';

export interface Curve {
  readonly name: CurveName;
  readonly values: readonly (number | null)[];
}

interface Curves {
  readonly byDistance: boolean;
  readonly xs: readonly number[];
  readonly curves: readonly Curve[];
  /** The point of the series that lies nearest. */
  readonly nearest: (x: number) => number;
}

/** Slower than this, or than a third of what is usual in it, is standing: no pace. A kilometre in half an hour. */
const standing = 1000 / 1800;

export function curvesOf(series: WorkoutSeries, byPace: boolean): Curves {
  const { seconds, distanceMetres, elevation, heartRate, speed, cadence, power } = series;
  const distances = distanceMetres && rising(distanceMetres);
  const byDistance = distances !== null && (distances.at(-1) ?? 0) > 0;
  const xs = byDistance ? distances : seconds;
  const moving: Curve | null =
    speed &&
    (byPace
      ? { name: 'pace', values: paces(speed) }
      : { name: 'speed', values: smoothed(speed, 2) });
  const all: (Curve | null)[] = [
    elevation && { name: 'elevation', values: elevation },
    moving,
    heartRate && { name: 'heartRate', values: heartRate },
    power && { name: 'power', values: smoothed(power, 2) },
    cadence && { name: 'cadence', values: cadence },
  ];
  return {
    byDistance,
    xs,
    curves: all.filter((one) => one !== null).filter(({ values }) => isCurve(values)),
    nearest: (x) => nearestIndex(xs, x),
  };
}

/** Seconds a kilometre while on the move; who stands has none. */
function paces(speeds: readonly (number | null)[]): (number | null)[] {
  const slowest = Math.max(standing, median(speeds) / 3);
  const moving = speeds.map((speed) => (speed === null || speed < slowest ? null : speed));
  return smoothed(moving, 2).map((speed) => (speed === null ? null : 1000 / speed));
}

/** 0 when there is none. */
function median(values: readonly (number | null)[]): number {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Two points at least, and somewhere something else than nothing. */
function isCurve(values: readonly (number | null)[]): boolean {
  return values.filter((value) => value !== null && value !== 0).length > 1;
}

/** Gaps filled with what was before, so that it only ever rises; null when nothing is known. */
function rising(values: readonly (number | null)[]): readonly number[] | null {
  if (values.every((value) => value === null)) return null;
  let last = 0;
  return values.map((value) => (last = Math.max(last, value ?? last)));
}
