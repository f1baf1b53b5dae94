import { useMemo } from 'react';
import { decodePolyline, drawTrack } from '@/lib/polyline';

interface TrackDrawingProps {
  readonly polyline: string;
  readonly width: number;
  readonly height: number;
  readonly className?: string;
}

/** The shape of a track or a route, as decoration. */
export function TrackDrawing({ polyline, width, height, className }: TrackDrawingProps) {
  const drawing = useMemo(
    () => drawTrack(decodePolyline(polyline), width, height, 5),
    [polyline, width, height],
  );
  if (!drawing) return null;
  return (
    <svg
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      width={width}
      height={height}
      aria-hidden="true"
      className={className}
    >
      <path
        d={drawing.path}
        fill="none"
        strokeLinejoin="round"
        strokeLinecap="round"
        strokeWidth={2.2}
        vectorEffect="non-scaling-stroke"
        className="stroke-blaze"
      />
    </svg>
  );
}
