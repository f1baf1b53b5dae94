// The map of browsers without WebGL: the same land and the same lines, drawn as SVG. It zooms by its buttons and is
// dragged; nothing of it is fetched but the coarse atlas.
import type { Topology } from 'topojson-specification';
import { loadAtlas } from '@/lib/apiMap';
import type { Point } from '@/lib/polyline';
import { atlasOf } from './atlas';
import { coloursOf } from './colours';
import type { EngineOptions, MapEngine, Place } from './engine';
import { fromMercator, mercator } from './mercator';
import { unwrapped, type Bounds, type LineLook, type SceneLine } from './scene';

const svgNamespace = 'http://www.w3.org/2000/svg';
const padding = 44;
const clickSlack = 4;
const widths: Record<LineLook, number> = { route: 3.5, track: 4, done: 5.5, draft: 4 };

export async function openFlat({ place, bounds, dark, texts, signal }: EngineOptions) {
  const topology = await loadAtlas('coarse').catch(() => null);
  signal.throwIfAborted();
  const engine = new FlatEngine(place, texts.title, dark, topology ? landPath(topology) : '');
  engine.fit(bounds);
  signal.addEventListener('abort', () => {
    engine.close();
  });
  return engine;
}

class FlatEngine implements MapEngine {
  readonly flat = true;
  readonly attribution = 'Natural Earth';
  private readonly svg: SVGSVGElement;
  private readonly land: SVGPathElement;
  private readonly lines: SVGGElement;
  private readonly moved = new Set<() => void>();
  private readonly picked = new Set<(point: Point) => void>();
  private readonly sizes: ResizeObserver;
  private shown: readonly SceneLine[] = [];
  private bounds: Bounds | null = null;
  /** The middle of the view on the square of the world, and how many pixels the square is wide. */
  private middle: readonly [number, number] = [0.5, 0.5];
  private scale = 512;

  constructor(
    private readonly place: HTMLElement,
    title: string,
    private dark: boolean,
    land: string,
  ) {
    this.svg = document.createElementNS(svgNamespace, 'svg');
    this.svg.setAttribute('role', 'img');
    this.svg.setAttribute('aria-label', title);
    this.svg.classList.add('size-full', 'touch-pan-y', 'cursor-grab');
    this.land = document.createElementNS(svgNamespace, 'path');
    this.land.setAttribute('d', land);
    this.land.setAttribute('vector-effect', 'non-scaling-stroke');
    this.lines = document.createElementNS(svgNamespace, 'g');
    this.svg.append(this.land, this.lines);
    place.append(this.svg);
    this.sizes = new ResizeObserver(() => {
      if (this.bounds) this.fit(this.bounds);
    });
    this.sizes.observe(place);
    this.listen();
    this.setDark(dark);
  }

  setLines(lines: readonly SceneLine[]): void {
    this.shown = lines;
    this.draw();
  }

  setDark(dark: boolean): void {
    this.dark = dark;
    const { sea, land, coast } = coloursOf(dark);
    this.svg.style.background = sea;
    this.land.setAttribute('fill', land);
    this.land.setAttribute('stroke', coast);
    this.draw();
  }

  fit(bounds: Bounds): void {
    this.bounds = bounds;
    const { width, height } = this.size();
    const [left, top] = mercator({ latitude: bounds.north, longitude: bounds.west });
    const [right, bottom] = mercator({ latitude: bounds.south, longitude: bounds.east });
    this.middle = [(left + right) / 2, (top + bottom) / 2];
    this.scale = Math.min(
      Math.max(width - 2 * padding, 40) / Math.max(right - left, 1e-5),
      Math.max(height - 2 * padding, 40) / Math.max(bottom - top, 1e-5),
    );
    this.draw();
  }

  zoom(steps: 1 | -1): void {
    this.bounds = null;
    this.scale *= 2 ** steps;
    this.draw();
  }

  centre(): Point {
    return wrapped(fromMercator(this.middle));
  }

  project({ latitude, longitude }: Point): Place {
    const turns = Math.round((fromMercator(this.middle).longitude - longitude) / 360);
    return this.placeOf(mercator({ latitude, longitude: longitude + turns * 360 }));
  }

  onMove(listener: () => void): void {
    this.moved.add(listener);
  }

  onPick(listener: (point: Point) => void): void {
    this.picked.add(listener);
  }

  close(): void {
    this.sizes.disconnect();
    this.svg.remove();
  }

  private size(): { readonly width: number; readonly height: number } {
    return { width: this.place.clientWidth || 600, height: this.place.clientHeight || 360 };
  }

  private placeOf([x, y]: readonly [number, number]): Place {
    const { width, height } = this.size();
    return {
      x: (x - this.middle[0]) * this.scale + width / 2,
      y: (y - this.middle[1]) * this.scale + height / 2,
    };
  }

  private draw(): void {
    const { x, y } = this.placeOf([0, 0]);
    const scale = String(this.scale);
    this.land.setAttribute('transform', `translate(${String(x)} ${String(y)}) scale(${scale})`);
    const { lines, casing } = coloursOf(this.dark);
    this.lines.replaceChildren(
      ...this.shown.flatMap(({ look, points }) => {
        const d = this.pathOf(points);
        return [stroke(d, casing, widths[look] + 4), stroke(d, lines[look], widths[look])];
      }),
    );
    for (const listener of this.moved) listener();
  }

  private pathOf(points: readonly Point[]): string {
    const line = unwrapped(points);
    const [first] = line;
    if (!first) return '';
    const turns = Math.round((fromMercator(this.middle).longitude - first.longitude) / 360);
    const steps = line.map(({ latitude, longitude }) => {
      const { x, y } = this.placeOf(mercator({ latitude, longitude: longitude + turns * 360 }));
      return `${x.toFixed(1)} ${y.toFixed(1)}`;
    });
    return `M${steps.join('L')}`;
  }

  /** Dragging moves the map; a click that was no drag picks a point. */
  private listen(): void {
    let from: { readonly place: Place; readonly middle: readonly [number, number] } | null = null;
    const at = (event: PointerEvent): Place => {
      const { left, top } = this.svg.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    this.svg.addEventListener('pointerdown', (event) => {
      from = { place: at(event), middle: this.middle };
      if (event.pointerType === 'mouse') this.svg.setPointerCapture(event.pointerId);
    });
    this.svg.addEventListener('pointermove', (event) => {
      if (!from || event.buttons === 0) return;
      const { x, y } = at(event);
      if (Math.hypot(x - from.place.x, y - from.place.y) < clickSlack) return;
      this.bounds = null;
      this.middle = [
        from.middle[0] - (x - from.place.x) / this.scale,
        from.middle[1] - (y - from.place.y) / this.scale,
      ];
      this.draw();
    });
    this.svg.addEventListener('pointerup', (event) => {
      const { x, y } = at(event);
      const still = from && Math.hypot(x - from.place.x, y - from.place.y) < clickSlack;
      from = null;
      if (!still) return;
      const { width, height } = this.size();
      const point = fromMercator([
        this.middle[0] + (x - width / 2) / this.scale,
        this.middle[1] + (y - height / 2) / this.scale,
      ]);
      for (const listener of this.picked) listener(wrapped(point));
    });
  }
}

function stroke(d: string, colour: string, width: number): SVGPathElement {
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', d);
  path.setAttribute('fill', 'none');
  path.setAttribute('stroke', colour);
  path.setAttribute('stroke-width', String(width));
  path.setAttribute('stroke-linecap', 'round');
  path.setAttribute('stroke-linejoin', 'round');
  return path;
}

function wrapped({ latitude, longitude }: Point): Point {
  return { latitude, longitude: longitude - Math.round(longitude / 360) * 360 };
}

/** All land as one path on the square of the world. */
function landPath(topology: Topology): string {
  return atlasOf(topology)
    .land.coordinates.flat()
    .map((ring) => {
      const steps = ring.map(([longitude = 0, latitude = 0]) => {
        const [x, y] = mercator({ latitude, longitude });
        return `${x.toFixed(5)} ${y.toFixed(5)}`;
      });
      return `M${steps.join('L')}Z`;
    })
    .join('');
}
