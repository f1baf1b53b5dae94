// A map on a page. The engine, and the atlas with it, are loaded when the first map is shown.
import { clsx } from 'clsx';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { IconAdd, IconShowAll, IconSubtract, IconWarning } from '@/components/icons';
import { mapTexts } from '@/i18n/map';
import { useTexts } from '@/i18n/texts';
import { useClientConfig } from '@/lib/apiAccounts';
import type { Point } from '@/lib/polyline';
import { useDark } from '@/lib/useDark';
import { openEngine, type MapEngine } from './engine';
import { MapMarks } from './map-marks';
import { boundsOf, wholeWorld, type Bounds, type Scene } from './scene';

interface MapViewProps {
  /** What it shows, in words. */
  readonly label: string;
  readonly scene: Scene;
  /** What is to be seen; absent: all of the scene, as it was at first. */
  readonly bounds?: Bounds;
  /** The map is what the page is about: the wheel and one finger move it. */
  readonly immersed?: boolean;
  readonly onPick?: (point: Point) => void;
  /** Told the engine once it is there. */
  readonly onOpen?: (engine: MapEngine) => void;
  /** Its height. */
  readonly className?: string;
  /** Over the map. */
  readonly children?: ReactNode;
}

type State = 'opening' | 'failed' | MapEngine;

export function MapView(props: MapViewProps) {
  // The settings say which base map; without them (an old server, no network) it is ours.
  const { data, isPending } = useClientConfig();
  if (isPending) return <Frame {...props} />;
  return <OpenMap {...props} styleUrl={data?.mapStyleUrl ?? null} />;
}

function Frame({ className = 'h-80', children }: Pick<MapViewProps, 'className' | 'children'>) {
  return (
    <div className={clsx('relative isolate overflow-hidden bg-sunken', className)}>{children}</div>
  );
}

function OpenMap({
  label,
  scene,
  bounds,
  immersed = false,
  onPick,
  onOpen,
  className = 'h-80',
  children,
  styleUrl,
}: MapViewProps & { readonly styleUrl: string | null }) {
  const t = useTexts(mapTexts);
  const dark = useDark();
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<State>('opening');
  const engine = typeof state === 'string' ? null : state;
  const wanted = bounds ?? boundsOf(scene) ?? wholeWorld;

  const picked = useEffectEvent((point: Point) => onPick?.(point));
  const open = useEffectEvent(async (element: HTMLElement, signal: AbortSignal) => {
    const { windowsHelp, macHelp, mobileHelp } = t;
    try {
      const opened = await openEngine({
        place: element,
        bounds: wanted,
        dark,
        cooperative: !immersed,
        texts: { title: label, windowsHelp, macHelp, mobileHelp },
        styleUrl,
        signal,
      });
      opened.onPick((point) => {
        picked(point);
      });
      onOpen?.(opened);
      setState(opened);
    } catch (failure) {
      if (signal.aborted) return;
      setState('failed');
      reportError(failure);
    }
  });
  useEffect(() => {
    const controller = new AbortController();
    if (place.current) void open(place.current, controller.signal);
    return () => {
      controller.abort();
      setState('opening');
    };
  }, [styleUrl, immersed]);

  const { lines, marks } = scene;
  useEffect(() => {
    engine?.setLines(lines);
  }, [engine, lines]);
  useEffect(() => {
    engine?.setDark(dark);
  }, [engine, dark]);
  const { west, south, east, north } = bounds ?? wholeWorld;
  const follows = bounds !== undefined;
  useEffect(() => {
    if (follows) engine?.fit({ west, south, east, north });
  }, [engine, follows, west, south, east, north]);

  return (
    <Frame className={clsx(className, onPick && '[&_canvas]:cursor-crosshair')}>
      {/* What is in it belongs to the engine, its classes too. */}
      <div ref={place} className="size-full" />
      {engine && <MapMarks engine={engine} marks={marks} />}
      {engine && (
        <div className="absolute top-3 right-3 z-10 grid overflow-hidden rounded-xl border border-line bg-surface shadow-card">
          <Control
            label={t.zoomIn}
            onClick={() => {
              engine.zoom(1);
            }}
          >
            <IconAdd aria-hidden="true" className="size-5" />
          </Control>
          <Control
            label={t.zoomOut}
            onClick={() => {
              engine.zoom(-1);
            }}
          >
            <IconSubtract aria-hidden="true" className="size-5" />
          </Control>
          <Control
            label={t.showAll}
            onClick={() => {
              engine.fit(wanted);
            }}
          >
            <IconShowAll aria-hidden="true" className="size-4.5" />
          </Control>
        </div>
      )}
      {engine && engine.attribution !== '' && (
        <p className="pointer-events-none absolute right-2 bottom-1.5 z-10 rounded bg-surface/70 px-1 text-[0.7rem] text-ink-soft">
          {t.baseMap(engine.attribution)}
        </p>
      )}
      {state === 'opening' && (
        <p
          role="status"
          className="contours absolute inset-0 grid place-items-center text-ink-soft"
        >
          {t.loading}
        </p>
      )}
      {state === 'failed' && (
        <p className="absolute inset-0 flex items-center justify-center gap-2 text-ink-soft">
          <IconWarning aria-hidden="true" className="size-5" />
          {t.failed}
        </p>
      )}
      {children}
    </Frame>
  );
}

interface ControlProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Control({ label, onClick, children }: ControlProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="grid size-10 place-items-center border-line -outline-offset-3 not-first:border-t hover:bg-sunken"
      onClick={onClick}
    >
      {children}
    </button>
  );
}
