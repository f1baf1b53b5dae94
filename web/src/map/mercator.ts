// Web Mercator: the world as a square from (0, 0) in the north-west to (1, 1).
import type { Point } from '@/lib/polyline';

const farthest = 85.051129;

export function mercator({ latitude, longitude }: Point): readonly [number, number] {
  const held = Math.min(farthest, Math.max(-farthest, latitude)) * (Math.PI / 180);
  return [
    (longitude + 180) / 360,
    0.5 - Math.log(Math.tan(Math.PI / 4 + held / 2)) / (2 * Math.PI),
  ];
}

export function fromMercator([x, y]: readonly [number, number]): Point {
  return {
    longitude: x * 360 - 180,
    latitude: (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI,
  };
}
