import { describe, expect, it } from 'vitest';
import { fromMercator, mercator } from './mercator';

describe('mercator', () => {
  it('puts the origin in the middle and holds the poles', () => {
    expect(mercator({ latitude: 0, longitude: 0 })).toEqual([0.5, 0.5]);
    expect(mercator({ latitude: 90, longitude: 180 })[1]).toBeCloseTo(0, 6);
    expect(mercator({ latitude: -90, longitude: -180 })[1]).toBeCloseTo(1, 6);
  });

  it('comes back to where it was', () => {
    for (const point of [
      { latitude: 42.88, longitude: -8.54 },
      { latitude: -33.9, longitude: 151.2 },
    ]) {
      const back = fromMercator(mercator(point));
      expect(back.latitude).toBeCloseTo(point.latitude, 9);
      expect(back.longitude).toBeCloseTo(point.longitude, 9);
    }
  });
});
