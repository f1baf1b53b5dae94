import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface RingProps {
  /** 0 to 1. */
  readonly value: number;
  readonly label: string;
  /** Pixels across. */
  readonly size?: number;
  readonly stroke?: number;
  readonly colour?: string;
  readonly children?: ReactNode;
}

/** A ring that fills clockwise from the top. */
export function Ring({ value, label, size = 64, stroke = 7, colour, children }: RingProps) {
  const share = Math.min(1, Math.max(0, value));
  const radius = (size - stroke) / 2;
  const around = 2 * Math.PI * radius;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(share * 100)}
      className="relative grid shrink-0 place-items-center"
      style={{ width: size, height: size }}
    >
      <svg aria-hidden="true" width={size} height={size} className="absolute -rotate-90">
        <circle
          cx={size / 2}
          cy={size / 2}
          r={radius}
          fill="none"
          strokeWidth={stroke}
          className="stroke-line"
        />
        {share > 0 && (
          <circle
            cx={size / 2}
            cy={size / 2}
            r={radius}
            fill="none"
            strokeWidth={stroke}
            strokeLinecap="round"
            strokeDasharray={`${String(around * share)} ${String(around)}`}
            className={clsx(
              'transition-[stroke-dasharray] duration-700 ease-out',
              colour ?? (share >= 1 ? 'stroke-moss' : 'stroke-blaze'),
            )}
          />
        )}
      </svg>
      <div className="relative">{children}</div>
    </div>
  );
}

interface BarProps {
  readonly value: number;
  readonly label: string;
  /** What the value means in words, for screen readers. */
  readonly text?: string;
  readonly quiet?: boolean;
}

export function Bar({ value, label, text, quiet = false }: BarProps) {
  const share = Math.min(1, Math.max(0, value));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(share * 100)}
      aria-valuetext={text}
      className="h-2.5 overflow-hidden rounded-full bg-line"
    >
      <div
        className={clsx(
          'h-full rounded-full transition-[width] duration-700 ease-out',
          quiet ? 'bg-line-strong' : share >= 1 ? 'bg-moss' : 'bg-blaze',
        )}
        style={{ width: `${String(share * 100)}%` }}
      />
    </div>
  );
}
