// Google's encoded polyline, precision 5, and its drawing in a box.

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const precision = 1e5;

/** Reads an encoded polyline; stops where it is cut off. */
export function decodePolyline(text: string): Point[] {
  const points: Point[] = [];
  let at = 0;
  let latitude = 0;
  let longitude = 0;
  const next = (): number | null => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 5) {
      if (at >= text.length) return null;
      const chunk = text.charCodeAt(at++) - 63;
      value |= (chunk & 0x1f) << shift;
      if (chunk < 0x20) return value & 1 ? ~(value >> 1) : value >> 1;
    }
    return null;
  };
  for (;;) {
    const north = next();
    const east = next();
    if (north === null || east === null) return points;
    latitude += north;
    longitude += east;
    points.push({ latitude: latitude / precision, longitude: longitude / precision });
  }
}

export interface Drawing {
  /** The `d` of an SVG path. */
  readonly path: string;
  readonly start: readonly [number, number];
  readonly end: readonly [number, number];
}

/** Fits the line into a box, north up, both axes in the same scale (an east step is shorter the farther from the equator). */
export function drawTrack(
  points: readonly Point[],
  width: number,
  height: number,
  margin: number,
): Drawing | null {
  if (points.length < 2) return null;
  const middle = (points[0]?.latitude ?? 0) * (Math.PI / 180);
  const east = points.map((point) => point.longitude * Math.cos(middle));
  const south = points.map((point) => -point.latitude);
  const [left, right] = extent(east);
  const [top, bottom] = extent(south);
  const scale = Math.min(
    (width - 2 * margin) / Math.max(right - left, 1e-9),
    (height - 2 * margin) / Math.max(bottom - top, 1e-9),
  );
  const x0 = (width - (right - left) * scale) / 2;
  const y0 = (height - (bottom - top) * scale) / 2;
  const place = (index: number): [number, number] => [
    round(x0 + ((east[index] ?? 0) - left) * scale),
    round(y0 + ((south[index] ?? 0) - top) * scale),
  ];
  const path = points
    .map((_, index) => `${index === 0 ? 'M' : 'L'}${place(index).join(' ')}`)
    .join('');
  return { path, start: place(0), end: place(points.length - 1) };
}

function extent(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
