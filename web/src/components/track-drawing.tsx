import { useMemo } from 'react';
import { decodePolyline, drawTrack } from '@/lib/polyline';

interface TrackDrawingProps {
  readonly polyline: string;
  readonly width: number;
  readonly height: number;
  readonly className?: string;
  /** A large drawing has a description and its two ends marked; a small one is decoration. */
  readonly described?: { readonly alt: string; readonly start: string; readonly finish: string };
}

/** A track's line, drawn without a map. */
export function TrackDrawing({ polyline, width, height, className, described }: TrackDrawingProps) {
  const margin = described ? 56 : 5;
  const drawing = useMemo(
    () => drawTrack(decodePolyline(polyline), width, height, margin),
    [polyline, width, height, margin],
  );
  if (!drawing) return null;
  const { path, start, end } = drawing;
  return (
    <svg
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      width={described ? undefined : width}
      height={described ? undefined : height}
      className={className}
      {...(described ? { role: 'img', 'aria-label': described.alt } : { 'aria-hidden': true })}
    >
      <path
        d={path}
        fill="none"
        strokeLinejoin="round"
        strokeLinecap="round"
        strokeWidth={described ? 4 : 2.2}
        vectorEffect="non-scaling-stroke"
        className="stroke-blaze"
      />
      {described && (
        <>
          <End at={start} text={described.start} className="fill-moss" above />
          <End at={end} text={described.finish} className="fill-ink" />
        </>
      )}
    </svg>
  );
}

interface EndProps {
  readonly at: readonly [number, number];
  readonly text: string;
  readonly className: string;
  readonly above?: boolean;
}

function End({ at: [x, y], text, className, above = false }: EndProps) {
  return (
    <>
      {/* Larger where the drawing is scaled down: on a phone. */}
      <circle
        cx={x}
        cy={y}
        strokeWidth="3"
        vectorEffect="non-scaling-stroke"
        className={`${className} stroke-surface [r:16px] sm:[r:9px]`}
      />
      <text
        x={x}
        y={y}
        dy={above ? '-0.85em' : '1.55em'}
        textAnchor="middle"
        strokeWidth="5"
        paintOrder="stroke"
        className="fill-ink stroke-surface text-[34px] font-semibold sm:text-[17px]"
      >
        {text}
      </text>
    </>
  );
}
