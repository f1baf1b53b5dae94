import { expect, it } from 'vitest';
import { metresBetween } from '@/lib/route';
import { circle } from './zone-circle';

it('a circle is as far from its middle everywhere, at the equator and in Norway', () => {
  for (const latitude of [0, 69.6]) {
    const middle = { latitude, longitude: 18.9 };
    const ring = circle(middle, 500);
    expect(ring[0]).toEqual(ring.at(-1));
    for (const point of ring) {
      expect(metresBetween(middle, point)).toBeGreaterThan(490);
      expect(metresBetween(middle, point)).toBeLessThan(510);
    }
  }
});
