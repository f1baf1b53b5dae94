import { clsx } from 'clsx';
import { rangeOf } from '@/lib/chart';

export interface Bar {
  readonly key: string;
  readonly value: number;
  /** Under the bar; "" where there is no room for one. */
  readonly tick: string;
  /** The whole truth about it. */
  readonly text: string;
}

interface BarChartProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly format: (value: number) => string;
  /** The last bar goes on growing. */
  readonly growing?: boolean;
}

/** Bars from the ground, oldest first. A list, so that it can be listened to bar by bar. */
export function BarChart({ label, bars, format, growing = false }: BarChartProps) {
  const range = rangeOf([0, ...bars.map(({ value }) => value)], 3);
  if (!range) return null;
  const percent = (value: number) => `${((value / range.to) * 100).toFixed(2)}%`;
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs text-ink-soft">
      <div aria-hidden="true" className="relative w-12 sm:w-14">
        {range.ticks.map((tick) => (
          <span
            key={tick}
            className="absolute right-0 translate-y-1/2 whitespace-nowrap"
            style={{ bottom: percent(tick) }}
          >
            {format(tick)}
          </span>
        ))}
      </div>
      <div className="relative h-40 sm:h-48">
        {range.ticks.map((tick) => (
          <span
            key={tick}
            className="absolute inset-x-0 border-t border-line"
            style={{ bottom: percent(tick) }}
          />
        ))}
        <ol aria-label={label} className="absolute inset-0 flex items-end gap-[3px] sm:gap-1.5">
          {bars.map(({ key, value, text }, index) => (
            <li
              key={key}
              title={text}
              className="group relative flex h-full min-w-0 flex-1 items-end"
            >
              <span
                aria-hidden="true"
                className={clsx(
                  'w-full rounded-t-md transition-[height] duration-500',
                  growing && index === bars.length - 1
                    ? 'bg-blaze'
                    : 'bg-pine/75 group-hover:bg-pine',
                )}
                style={{ height: percent(value), minHeight: value > 0 ? 3 : 0 }}
              />
              <span className="sr-only">{text}</span>
            </li>
          ))}
        </ol>
      </div>
      <span />
      <div aria-hidden="true" className="mt-1.5 flex gap-[3px] sm:gap-1.5">
        {bars.map(({ key, tick }) => (
          <span key={key} className="min-w-0 flex-1 whitespace-nowrap">
            <span className="relative left-1/2 inline-block -translate-x-1/2">{tick}</span>
          </span>
        ))}
      </div>
    </div>
  );
}
