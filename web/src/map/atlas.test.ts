import { readFileSync } from 'node:fs';
import type { Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { atlasOf, flatRing } from './atlas';

const coarse = JSON.parse(
  readFileSync('node_modules/world-atlas/countries-110m.json', 'utf8'),
) as Topology;

describe('flatRing', () => {
  it('goes on across the date line', () => {
    const ring = [
      [179, 1],
      [-179, 1],
      [-179, 0],
      [179, 0],
      [179, 1],
    ];
    expect(flatRing(ring).map(([longitude]) => longitude)).toEqual([179, 181, 181, 179, 179]);
  });

  it('lies where most of it is, wherever it begins', () => {
    const ring = [-178, 170, 20, -10, 100, 179, -178].map((longitude) => [longitude, 50]);
    expect(flatRing(ring).map(([longitude]) => longitude)).toEqual([
      182, 170, 20, -10, 100, 179, 182,
    ]);
  });

  it('closes what goes once around by way of the pole', () => {
    const ring = [0, 120, -120, 0].map((longitude) => [longitude, -70]);
    const flat = flatRing(ring);
    expect(flat.map(([longitude]) => longitude)).toEqual([0, 120, 240, 360, 360, 0, 0]);
    expect(flat.at(-2)).toEqual([0, -90]);
    expect(flat.at(-1)).toEqual(flat[0]);
  });
});

it('the atlas that ships has no step across half the world left', () => {
  const { land, borders } = atlasOf(coarse);
  expect(land.coordinates.length).toBeGreaterThan(100);
  expect(borders.coordinates.length).toBeGreaterThan(100);
  for (const [ring = []] of land.coordinates) {
    ring.forEach(([longitude = 0, latitude = 0], index) => {
      const [before = longitude] = ring[index - 1] ?? [];
      if (Math.abs(latitude) < 90) expect(Math.abs(longitude - before)).toBeLessThan(180);
    });
  }
});
