import type { Point } from '@/lib/polyline';

const metresADegree = 111_320;

/** A ring of that radius (metres), as a closed line. */
export function circle({ latitude, longitude }: Point, radius: number, corners = 48): Point[] {
  const north = radius / metresADegree;
  const east = north / Math.max(Math.cos((latitude * Math.PI) / 180), 0.01);
  return Array.from({ length: corners + 1 }, (_, index) => {
    const angle = (index / corners) * 2 * Math.PI;
    return {
      latitude: latitude + north * Math.cos(angle),
      longitude: longitude + east * Math.sin(angle),
    };
  });
}
