import { describe, expect, it } from 'vitest';
import { boundsOf, unwrapped, type SceneMark } from './scene';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });
const mark = (latitude: number, longitude: number): SceneMark => ({
  id: `${String(latitude)} ${String(longitude)}`,
  look: 'member',
  at: at(latitude, longitude),
  label: '',
});

describe('unwrapped', () => {
  it('goes on past the date line, in both directions', () => {
    const longitudes = (...values: number[]) =>
      unwrapped(values.map((value) => at(0, value))).map(({ longitude }) => longitude);
    expect(longitudes(178, 179, -180, -179)).toEqual([178, 179, 180, 181]);
    expect(longitudes(-179, 179, 178)).toEqual([-179, -181, -182]);
    expect(longitudes(10, 20)).toEqual([10, 20]);
  });
});

describe('boundsOf', () => {
  it('holds lines and marks', () => {
    const line = { id: 'a', look: 'route' as const, points: [at(40, -8), at(43, -1)] };
    expect(boundsOf({ lines: [line], marks: [mark(44, -5)] })).toEqual({
      west: -8,
      south: 40,
      east: -1,
      north: 44,
    });
  });

  it('of a line across the date line is narrow', () => {
    const line = { id: 'a', look: 'route' as const, points: [at(0, 179), at(0, -179)] };
    expect(boundsOf({ lines: [line], marks: [] })).toMatchObject({ west: 179, east: 181 });
    expect(boundsOf({ lines: [], marks: [mark(0, 179), mark(1, -179)] })).toMatchObject({
      west: 179,
      east: 181,
    });
  });

  it('of nothing is nothing', () => {
    expect(boundsOf({ lines: [], marks: [] })).toBeNull();
  });
});
