import { describe, expect, it } from 'vitest';
import { distancesAlong, lineUpTo, metresBetween, pointAt } from './route';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });

describe('metresBetween', () => {
  it('is what surveyors measure', () => {
    // Flinders Peak to Buninyong, the example of the Geocentric Datum of Australia's manual (there on GRS 80, which
    // differs by less than a tenth of a millimetre).
    const flinders = at(-37.951033417, 144.424867889);
    expect(metresBetween(flinders, at(-37.652821139, 143.926495528))).toBeCloseTo(54_972.271, 1);
    expect(metresBetween(at(0, 0), at(0, 1))).toBeCloseTo(111_319.491, 2);
    expect(metresBetween(at(0, 179.5), at(0, -179.5))).toBeCloseTo(111_319.491, 2);
    expect(metresBetween(at(5, 5), at(5, 5))).toBe(0);
  });

  it('knows opposite points, where the formula does not converge', () => {
    expect(metresBetween(at(90, 0), at(-90, 0)) / 20_003_931).toBeCloseTo(1, 3);
    expect(metresBetween(at(0, 0), at(0.1, 179.9)) / 20_000_000).toBeCloseTo(1, 2);
  });
});

it('distancesAlong adds up', () => {
  const [first, second, third] = distancesAlong([at(0, 0), at(0, 1), at(0, 3)]);
  expect(first).toBe(0);
  expect((third ?? 0) / (second ?? 1)).toBeCloseTo(3, 6);
});

describe('a route', () => {
  const route = { points: [at(0, 0), at(0, 1), at(2, 1)], distances: [0, 100, 300] };

  it('has a point at every distance', () => {
    expect(pointAt(route, -5)).toEqual(at(0, 0));
    expect(pointAt(route, 50)).toEqual(at(0, 0.5));
    expect(pointAt(route, 200)).toEqual(at(1, 1));
    expect(pointAt(route, 999)).toEqual(at(2, 1));
    expect(pointAt({ points: [], distances: [] }, 1)).toBeNull();
  });

  it('is cut where somebody is', () => {
    expect(lineUpTo(route, 0)).toEqual([]);
    expect(lineUpTo(route, 100)).toEqual([at(0, 0), at(0, 1)]);
    expect(lineUpTo(route, 200)).toEqual([at(0, 0), at(0, 1), at(1, 1)]);
    expect(lineUpTo(route, 400)).toEqual([...route.points, at(2, 1)]);
  });
});
