// MapLibre GL behind our interface.
import {
  GPUInitializationError,
  Map as GlMap,
  setWorkerUrl,
  type GeoJSONSource,
  type LngLatBoundsLike,
} from 'maplibre-gl';
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { loadAtlas, type Detail } from '@/lib/apiMap';
import type { Point } from '@/lib/polyline';
import { atlasOf } from './atlas';
import { baseLayers, baseStyle } from './base-style';
import { coloursOf } from './colours';
import { customStyle, mapboxAddresses } from './custom-style';
import type { EngineOptions, MapEngine } from './engine';
import type { Bounds, SceneLine } from './scene';
import { linesSource, sceneData, sceneLayers } from './scene-layers';

// A file of our own: the content security policy allows no worker from a blob.
setWorkerUrl(worker);

const padding = { top: 48, right: 84, bottom: 48, left: 48 };
/** From here on the coasts of the middle atlas look drawn with a ruler. */
const fineZoom = 5.5;

/** Throws GPUInitializationError where there is no WebGL after all. */
export async function openMapLibre(options: EngineOptions): Promise<MapEngine> {
  const { place, styleUrl, signal, texts } = options;
  const custom = styleUrl === null ? null : await customStyle(styleUrl);
  const atlas = custom ? null : await loadAtlas('middle').catch(() => null);
  signal.throwIfAborted();
  const colours = coloursOf(options.dark);
  const map = new GlMap({
    container: place,
    style: custom ?? baseStyle(colours, atlas && atlasOf(atlas)),
    bounds: boundsLike(options.bounds),
    fitBoundsOptions: { padding, maxZoom: 14 },
    maxZoom: custom ? 19 : 14,
    attributionControl: custom ? { compact: true } : false,
    cooperativeGestures: options.cooperative,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    ...(styleUrl !== null && { transformRequest: mapboxAddresses(styleUrl) }),
    locale: {
      'Map.Title': texts.title,
      'CooperativeGesturesHandler.WindowsHelpText': texts.windowsHelp,
      'CooperativeGesturesHandler.MacHelpText': texts.macHelp,
      'CooperativeGesturesHandler.MobileHelpText': texts.mobileHelp,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  signal.addEventListener('abort', () => {
    map.remove();
  });
  await loaded(map);
  signal.throwIfAborted();
  return new MapLibreEngine(map, options.dark, custom === null);
}

function loaded(map: GlMap): Promise<void> {
  return new Promise((resolve, reject) => {
    void map.once('style.load', () => {
      resolve();
    });
    map.on('error', ({ error }) => {
      // Anything else (a tile that is missing) leaves the rest of the map as it is.
      if (error instanceof GPUInitializationError) reject(error);
    });
  });
}

class MapLibreEngine implements MapEngine {
  readonly flat = false;
  readonly attribution: string;
  private detail: Detail = 'middle';

  constructor(
    private readonly map: GlMap,
    dark: boolean,
    private readonly ours: boolean,
  ) {
    this.attribution = ours ? 'Natural Earth' : '';
    map.addSource(linesSource, { type: 'geojson', data: sceneData([]), tolerance: 0.2 });
    for (const layer of sceneLayers(coloursOf(dark))) map.addLayer(layer);
    if (ours) {
      map.on('zoomend', () => void this.refine());
      // First what there is, then finer: the one worker of a small device does one after the other.
      void map.once('idle', () => void this.refine());
    }
  }

  setLines(lines: readonly SceneLine[]): void {
    this.map.getSource<GeoJSONSource>(linesSource)?.setData(sceneData(lines));
  }

  setDark(dark: boolean): void {
    const colours = coloursOf(dark);
    const layers = [...(this.ours ? baseLayers(colours) : []), ...sceneLayers(colours)];
    for (const { id, paint } of layers) {
      for (const [name, value] of Object.entries(paint ?? {})) {
        if (name.endsWith('-color')) this.map.setPaintProperty(id, name as 'line-color', value);
      }
    }
  }

  fit(bounds: Bounds): void {
    this.map.fitBounds(boundsLike(bounds), { padding, maxZoom: 14 });
  }

  zoom(steps: 1 | -1): void {
    if (steps > 0) this.map.zoomIn();
    else this.map.zoomOut();
  }

  centre(): Point {
    const { lat, lng } = this.map.getCenter().wrap();
    return { latitude: lat, longitude: lng };
  }

  project({ latitude, longitude }: Point) {
    // Of the copies of the world, the one that is looked at.
    const turns = Math.round((this.map.getCenter().lng - longitude) / 360);
    return this.map.project([longitude + turns * 360, latitude]);
  }

  onMove(listener: () => void): void {
    this.map.on('move', listener);
    this.map.on('resize', listener);
  }

  onPick(listener: (point: Point) => void): void {
    this.map.on('click', ({ lngLat }) => {
      const { lat, lng } = lngLat.wrap();
      listener({ latitude: lat, longitude: lng });
    });
  }

  /** Near enough, the coasts are drawn from the fine atlas; not for those who asked to save data. */
  private async refine(): Promise<void> {
    if (this.detail === 'fine' || this.map.getZoom() < fineZoom || savesData()) return;
    this.detail = 'fine';
    try {
      const { land, borders } = atlasOf(await loadAtlas('fine'));
      this.map.getSource<GeoJSONSource>('land')?.setData(land);
      this.map.getSource<GeoJSONSource>('borders')?.setData(borders);
    } catch {
      this.detail = 'middle';
    }
  }
}

function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

function boundsLike({ west, south, east, north }: Bounds): LngLatBoundsLike {
  return [west, south, east, north];
}
