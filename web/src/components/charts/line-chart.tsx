import { clsx } from 'clsx';
import { useId } from 'react';
import {
  areaPath,
  linePath,
  placeX,
  placeY,
  rangeOf,
  type ChartPoint,
  type Frame,
} from '@/lib/chart';

const colours = {
  pine: { line: 'stroke-pine', area: 'fill-pine/15', dot: 'bg-pine' },
  blaze: { line: 'stroke-blaze', area: 'fill-blaze/15', dot: 'bg-blaze' },
  moss: { line: 'stroke-moss', area: 'fill-moss/20', dot: 'bg-moss' },
  danger: { line: 'stroke-danger', area: 'fill-danger/12', dot: 'bg-danger' },
  ink: { line: 'stroke-ink-soft', area: 'fill-ink-soft/15', dot: 'bg-ink-soft' },
} as const;

export type ChartColour = keyof typeof colours;

interface LineChartProps {
  /** What it shows, with its least and its largest value, in words. */
  readonly label: string;
  readonly points: readonly ChartPoint[];
  readonly formatX: (x: number) => string;
  readonly formatY: (y: number) => string;
  readonly colour?: ChartColour;
  /** Filled down to the ground. */
  readonly area?: boolean;
  /** Small values above: a pace. */
  readonly falling?: boolean;
  /** The least that the height stands for, so that flat stays flat. */
  readonly least?: number;
  /** What lies before this is drawn as done. */
  readonly done?: number;
  /** Where a line stands across the chart. */
  readonly at?: number | null;
  /** Small marks on the ground. */
  readonly marks?: readonly { readonly x: number; readonly label: string }[];
  readonly onPoint?: (x: number | null) => void;
  readonly className?: string;
}

const width = 1000;
const height = 200;

/** A line, or what lies under it. The drawing is stretched to its place; the words beside it are not. */
export function LineChart({
  label,
  points,
  formatX,
  formatY,
  colour = 'pine',
  area = false,
  falling = false,
  least = 0,
  done,
  at = null,
  marks = [],
  onPoint,
  className,
}: LineChartProps) {
  const clip = useId();
  const known = points.flatMap(({ y }) => (y === null ? [] : [y]));
  const y = rangeOf(known, 3, least);
  const first = points[0];
  const last = points.at(-1);
  if (!y || !first || !last || last.x <= first.x) return null;
  const x = { from: first.x, to: last.x };
  const frame: Frame = { x, y, width, height, falling };
  const { line, area: fill, dot } = colours[colour];
  const d = linePath(points, frame);
  const under = area ? areaPath(points, frame) : '';
  const percent = (value: number, whole: number) => `${((value / whole) * 100).toFixed(2)}%`;
  const cursor = at === null ? null : nearest(points, at);
  return (
    <figure
      role="img"
      aria-label={label}
      className={clsx(
        'grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs text-ink-soft',
        className,
      )}
    >
      <div aria-hidden="true" className="relative w-12 sm:w-14">
        {y.ticks.map((tick) => (
          <span
            key={tick}
            className="absolute right-0 -translate-y-1/2 whitespace-nowrap"
            style={{ top: percent(placeY(frame, tick), height) }}
          >
            {formatY(tick)}
          </span>
        ))}
      </div>
      <div
        className="relative h-32 touch-pan-y sm:h-36"
        onPointerMove={(event) => {
          const { left, width: across } = event.currentTarget.getBoundingClientRect();
          onPoint?.(x.from + ((event.clientX - left) / across) * (x.to - x.from));
        }}
        onPointerLeave={() => onPoint?.(null)}
      >
        <svg
          viewBox={`0 0 ${String(width)} ${String(height)}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {y.ticks.map((tick) => (
            <line
              key={tick}
              x1="0"
              x2={width}
              y1={placeY(frame, tick)}
              y2={placeY(frame, tick)}
              vectorEffect="non-scaling-stroke"
              className="stroke-line"
            />
          ))}
          {area && <path d={under} className={done === undefined ? fill : 'fill-ink-soft/10'} />}
          <path
            d={d}
            fill="none"
            strokeWidth="2"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
            className={done === undefined ? line : 'stroke-line-strong'}
          />
          {done !== undefined && (
            <>
              <clipPath id={clip}>
                <rect x="0" y="-20" width={Math.max(0, placeX(frame, done))} height={height + 40} />
              </clipPath>
              <g clipPath={`url(#${clip})`}>
                <path d={under} className={fill} />
                <path
                  d={d}
                  fill="none"
                  strokeWidth="3"
                  strokeLinejoin="round"
                  vectorEffect="non-scaling-stroke"
                  className={line}
                />
              </g>
            </>
          )}
        </svg>
        {marks.map((mark) => (
          <span
            key={mark.x}
            title={mark.label}
            className="absolute bottom-0 h-2.5 w-0.5 -translate-x-1/2 bg-line-strong"
            style={{ left: percent(placeX(frame, mark.x), width) }}
          />
        ))}
        {cursor && (
          <>
            <span
              className="pointer-events-none absolute inset-y-0 w-px bg-ink/50"
              style={{ left: percent(placeX(frame, cursor.x), width) }}
            />
            {cursor.y !== null && (
              <span
                className={clsx(
                  'pointer-events-none absolute size-3 -translate-1/2 rounded-full border-2 border-surface',
                  dot,
                )}
                style={{
                  left: percent(placeX(frame, cursor.x), width),
                  top: percent(placeY(frame, cursor.y), height),
                }}
              />
            )}
          </>
        )}
      </div>
      <span aria-hidden="true" />
      <div aria-hidden="true" className="mt-1.5 flex justify-between">
        {[0, 0.5, 1].map((share) => (
          <span key={share}>{formatX(x.from + share * (x.to - x.from))}</span>
        ))}
      </div>
    </figure>
  );
}

function nearest(points: readonly ChartPoint[], x: number): ChartPoint | null {
  let best: ChartPoint | null = null;
  for (const point of points) {
    if (!best || Math.abs(point.x - x) < Math.abs(best.x - x)) best = point;
  }
  return best;
}
