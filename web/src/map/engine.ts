// The one interface behind which a map is drawn. There are two engines: MapLibre (WebGL, with our own base map or the
// one that the server's settings name), and a flat drawing for browsers without WebGL.
import type { Point } from '@/lib/polyline';
import type { Bounds, SceneLine } from './scene';

/** Pixels from the left and the top of the map. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface MapEngine {
  /** Whether it is the simple drawing. */
  readonly flat: boolean;
  /** What the licence of the base map wants to be said; "" when the engine says it by itself. */
  readonly attribution: string;
  setLines(lines: readonly SceneLine[]): void;
  setDark(dark: boolean): void;
  fit(bounds: Bounds): void;
  /** One step nearer (1) or farther (-1). */
  zoom(steps: 1 | -1): void;
  centre(): Point;
  project(point: Point): Place;
  /** Called whenever points may lie elsewhere than before. */
  onMove(listener: () => void): void;
  /** Called with where the map was clicked. */
  onPick(listener: (point: Point) => void): void;
}

export interface EngineTexts {
  readonly title: string;
  readonly windowsHelp: string;
  readonly macHelp: string;
  readonly mobileHelp: string;
}

export interface EngineOptions {
  readonly place: HTMLElement;
  readonly bounds: Bounds;
  readonly dark: boolean;
  /** One finger and the wheel alone scroll the page, not the map. */
  readonly cooperative: boolean;
  readonly texts: EngineTexts;
  /** Another base map than ours: a style of MapLibre's, or a template of tiles ({z}/{x}/{y}). */
  readonly styleUrl: string | null;
  /** Takes the map away. */
  readonly signal: AbortSignal;
}

export type OpenEngine = (options: EngineOptions) => Promise<MapEngine>;

/** The best engine this browser has. Each is loaded when it is needed. */
export const openEngine: OpenEngine = async (options) => {
  if (hasWebGl()) {
    const { openMapLibre } = await import('./maplibre-engine');
    try {
      return await openMapLibre(options);
    } catch (failure) {
      // A browser may promise WebGL and still not give it: blocked drivers, too many contexts.
      if (options.signal.aborted) throw failure;
    }
  }
  const { openFlat } = await import('./flat-engine');
  return openFlat(options);
};

function hasWebGl(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
}
