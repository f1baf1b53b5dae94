// What a map shows, whatever draws it.
import type { Point } from '@/lib/polyline';

/** A workout's track; a journey's route, and the part of it that is done; what is being drawn. */
export type LineLook = 'track' | 'route' | 'done' | 'draft';

export interface SceneLine {
  readonly id: string;
  readonly look: LineLook;
  readonly points: readonly Point[];
}

export type MarkLook =
  'start' | 'finish' | 'milestone' | 'reached' | 'team' | 'member' | 'me' | 'corner' | 'here';

export interface SceneMark {
  readonly id: string;
  readonly look: MarkLook;
  readonly at: Point;
  /** What it is: a tooltip, and beside the mark when it is `shown` and there is room. */
  readonly label: string;
  readonly shown?: boolean;
  /** One or two signs inside the mark. */
  readonly sign?: string;
}

export interface Scene {
  readonly lines: readonly SceneLine[];
  /** The first of two that would cover each other keeps its label. */
  readonly marks: readonly SceneMark[];
}

/** Longitudes may leave ±180 so that west stays west of east across the date line. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The points with longitudes that never jump by more than half the world: a line across the date line stays one line. */
export function unwrapped(points: readonly Point[]): Point[] {
  let before: number | null = null;
  return points.map(({ latitude, longitude }) => {
    const turns: number = before === null ? 0 : Math.round((before - longitude) / 360);
    before = longitude + turns * 360;
    return { latitude, longitude: before };
  });
}

/** Where all of it lies; null when there is nothing. */
export function boundsOf({ lines, marks }: Scene): Bounds | null {
  const whole = lines.map(({ points }) => unwrapped(points)).filter(({ length }) => length > 0);
  const first = whole[0]?.[0] ?? marks[0]?.at;
  if (!first) return null;
  const beside = (longitude: number) => Math.round((first.longitude - longitude) / 360) * 360;
  let bounds = around(first);
  const add = ({ latitude, longitude }: Point, shift: number) => {
    bounds = {
      west: Math.min(bounds.west, longitude + shift),
      south: Math.min(bounds.south, latitude),
      east: Math.max(bounds.east, longitude + shift),
      north: Math.max(bounds.north, latitude),
    };
  };
  for (const line of whole) {
    const shift = beside(line[0]?.longitude ?? 0);
    for (const point of line) add(point, shift);
  }
  for (const { at } of marks) add(at, beside(at.longitude));
  return bounds;
}

function around({ latitude, longitude }: Point): Bounds {
  return { west: longitude, east: longitude, south: latitude, north: latitude };
}

export const wholeWorld: Bounds = { west: -170, south: -52, east: 180, north: 72 };
