// The arithmetic of charts: ranges with round ends, and lines that stop where there is nothing.

export interface ChartPoint {
  readonly x: number;
  /** Null: nothing is known there. */
  readonly y: number | null;
}

export interface Range {
  readonly from: number;
  readonly to: number;
  /** Round values from `from` to `to`, both included. */
  readonly ticks: readonly number[];
}

/** A range with round ends that holds all values, with some `steps` parts; `flat` is its least width. */
export function rangeOf(values: readonly number[], steps: number, flat = 0): Range | null {
  if (values.length === 0) return null;
  const [low, high] = extent(values);
  const missing = Math.max(0, flat - (high - low)) / 2;
  const width = Math.max(high - low + 2 * missing, 1e-9);
  const step = roundStep(width / steps);
  const from = Math.floor((low - missing) / step + 1e-9) * step;
  const to = Math.max(Math.ceil((high + missing) / step - 1e-9) * step, from + step);
  const count = Math.round((to - from) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => tidy(from + index * step));
  return { from: tidy(from), to: tidy(to), ticks };
}

/** 1, 2, 2.5, 5 or 10 times a power of ten, at least as much. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

export function extent(values: readonly number[]): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

export interface Frame {
  readonly x: { readonly from: number; readonly to: number };
  readonly y: { readonly from: number; readonly to: number };
  /** Of the drawing; y grows downwards. */
  readonly width: number;
  readonly height: number;
  /** Small values above. */
  readonly falling?: boolean;
}

export function placeX({ x, width }: Frame, value: number): number {
  return ((value - x.from) / Math.max(x.to - x.from, 1e-9)) * width;
}

export function placeY({ y, height, falling = false }: Frame, value: number): number {
  const share = (value - y.from) / Math.max(y.to - y.from, 1e-9);
  return (falling ? share : 1 - share) * height;
}

/** The `d` of the line; a new piece after each gap. */
export function linePath(points: readonly ChartPoint[], frame: Frame): string {
  let path = '';
  let open = false;
  for (const { x, y } of points) {
    if (y === null) {
      open = false;
      continue;
    }
    const place = `${placeX(frame, x).toFixed(1)} ${placeY(frame, y).toFixed(1)}`;
    path += (open ? 'L' : 'M') + place;
    open = true;
  }
  return path;
}

/** The `d` of what lies under the line; each piece goes down to the ground. */
export function areaPath(points: readonly ChartPoint[], frame: Frame): string {
  let path = '';
  let piece: ChartPoint[] = [];
  const close = () => {
    const [first] = piece;
    const last = piece.at(-1);
    if (first && last && piece.length > 1) {
      const ground = frame.height.toFixed(1);
      path += `${linePath(piece, frame)}L${placeX(frame, last.x).toFixed(1)} ${ground}`;
      path += `L${placeX(frame, first.x).toFixed(1)} ${ground}Z`;
    }
    piece = [];
  };
  for (const point of points) {
    if (point.y === null) close();
    else piece.push(point);
  }
  close();
  return path;
}

/** The place in a rising list whose value is nearest. */
export function nearestIndex(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  const before = Math.abs((values[low] ?? 0) - wanted);
  const after = Math.abs((values[high] ?? 0) - wanted);
  return after < before ? high : low;
}

/** The means of each value and its neighbours, so that a jittery measure can be read; gaps stay. */
export function smoothed(values: readonly (number | null)[], reach: number): (number | null)[] {
  return values.map((value, index) => {
    if (value === null) return null;
    let sum = 0;
    let count = 0;
    for (let at = index - reach; at <= index + reach; at++) {
      const neighbour = values[at];
      if (neighbour == null) continue;
      sum += neighbour;
      count++;
    }
    return sum / count;
  });
}
