// Where a distance along a route lies.
import type { Point } from './polyline';

// WGS 84.
const equator = 6_378_137;
const flattening = 1 / 298.257223563;
const pole = equator * (1 - flattening);
const radians = Math.PI / 180;

/**
 * Metres between two points over the ellipsoid, by Vincenty's formula, so that what is shown while drawing is what the
 * server says afterwards. Over the sphere where the formula does not converge: at nearly opposite points.
 */
export function metresBetween(a: Point, b: Point): number {
  const reduced = (latitude: number) => Math.atan((1 - flattening) * Math.tan(latitude * radians));
  const [sinA, cosA] = sinCos(reduced(a.latitude));
  const [sinB, cosB] = sinCos(reduced(b.latitude));
  const east = (b.longitude - a.longitude) * radians;
  let lambda = east;
  for (let round = 0; round < 50; round++) {
    const [sinL, cosL] = sinCos(lambda);
    const sinSigma = Math.hypot(cosB * sinL, cosA * sinB - sinA * cosB * cosL);
    if (sinSigma === 0) return 0;
    const cosSigma = sinA * sinB + cosA * cosB * cosL;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosA * cosB * sinL) / sinSigma;
    const cos2Alpha = 1 - sinAlpha ** 2;
    const middle = cos2Alpha === 0 ? 0 : cosSigma - (2 * sinA * sinB) / cos2Alpha;
    const c = (flattening / 16) * cos2Alpha * (4 + flattening * (4 - 3 * cos2Alpha));
    const bend = middle + c * cosSigma * (2 * middle ** 2 - 1);
    const next = east + (1 - c) * flattening * sinAlpha * (sigma + c * sinSigma * bend);
    if (Math.abs(next - lambda) < 1e-12) {
      return arc(cos2Alpha, sigma, sinSigma, cosSigma, middle);
    }
    lambda = next;
  }
  return overSphere(a, b);
}

function arc(
  cos2Alpha: number,
  sigma: number,
  sinSigma: number,
  cosSigma: number,
  middle: number,
): number {
  const u = (cos2Alpha * (equator ** 2 - pole ** 2)) / pole ** 2;
  const a = 1 + (u / 16384) * (4096 + u * (u * (320 - 175 * u) - 768));
  const b = (u / 1024) * (256 + u * (u * (74 - 47 * u) - 128));
  const outer = cosSigma * (2 * middle ** 2 - 1);
  const inner = (b / 6) * middle * (4 * sinSigma ** 2 - 3) * (4 * middle ** 2 - 3);
  return pole * a * (sigma - b * sinSigma * (middle + (b / 4) * (outer - inner)));
}

function overSphere(a: Point, b: Point): number {
  const north = (b.latitude - a.latitude) * radians;
  const east = (b.longitude - a.longitude) * radians;
  const h =
    Math.sin(north / 2) ** 2 +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.sin(east / 2) ** 2;
  return 2 * ((2 * equator + pole) / 3) * Math.asin(Math.min(1, Math.sqrt(h)));
}

function sinCos(angle: number): readonly [number, number] {
  return [Math.sin(angle), Math.cos(angle)];
}

/** Metres from the start at each of the points. */
export function distancesAlong(points: readonly Point[]): number[] {
  let sum = 0;
  return points.map((point, index) => {
    const before = points[index - 1];
    if (before) sum += metresBetween(before, point);
    return sum;
  });
}

/** A line, and how far each of its points is from the start. Both lists are of one length. */
export interface Route {
  readonly points: readonly Point[];
  readonly distances: readonly number[];
}

/** The point at that distance; an end where the route is shorter. Null when it has no points. */
export function pointAt({ points, distances }: Route, metres: number): Point | null {
  const after = distances.findIndex((distance) => distance >= metres);
  if (after === -1) return points.at(-1) ?? null;
  const to = points[after];
  const from = points[after - 1];
  if (!to || !from) return points[0] ?? null;
  const start = distances[after - 1] ?? 0;
  const length = (distances[after] ?? start) - start;
  const share = length > 0 ? (metres - start) / length : 1;
  return {
    latitude: from.latitude + (to.latitude - from.latitude) * share,
    longitude: from.longitude + (to.longitude - from.longitude) * share,
  };
}

/** The part of the line that lies behind who has come so far. */
export function lineUpTo(route: Route, metres: number): readonly Point[] {
  const end = pointAt(route, metres);
  if (!end || metres <= 0) return [];
  const count = route.distances.findIndex((distance) => distance >= metres);
  return [...route.points.slice(0, count === -1 ? route.points.length : count), end];
}
