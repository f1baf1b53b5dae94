import { describe, expect, it } from 'vitest';
import { decodePolyline, drawTrack } from './polyline';

describe('decodePolyline', () => {
  it('reads the example of the format’s description', () => {
    expect(decodePolyline('_p~iF~ps|U_ulLnnqC_mqNvxq`@')).toEqual([
      { latitude: 38.5, longitude: -120.2 },
      { latitude: 40.7, longitude: -120.95 },
      { latitude: 43.252, longitude: -126.453 },
    ]);
  });

  it('stops at a point that is cut off, and at nothing', () => {
    expect(decodePolyline('_p~iF~ps|U_ulL')).toHaveLength(1);
    expect(decodePolyline('')).toEqual([]);
  });
});

describe('drawTrack', () => {
  const at = (latitude: number, longitude: number) => ({ latitude, longitude });

  it('puts north up and fits the box', () => {
    const drawing = drawTrack([at(0, 0), at(1, 0)], 100, 100, 10);
    expect(drawing).toEqual({ path: 'M50 90L50 10', start: [50, 90], end: [50, 10] });
  });

  it('shortens steps to the east far from the equator', () => {
    const drawing = drawTrack([at(60, 0), at(61, 0), at(60, 1)], 100, 100, 0);
    const [x] = drawing?.end ?? [0];
    const [x0] = drawing?.start ?? [0];
    expect(x - x0).toBeCloseTo(50, 0);
  });

  it('draws nothing of fewer than two points, and no NaN of a standstill', () => {
    expect(drawTrack([at(1, 1)], 10, 10, 0)).toBeNull();
    expect(drawTrack([at(1, 1), at(1, 1)], 10, 10, 0)?.path).not.toContain('NaN');
  });
});
