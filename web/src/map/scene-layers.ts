// How MapLibre draws the lines of a scene, over whichever base map.
import type { LayerSpecification } from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';
import type { MapColours } from './colours';
import { unwrapped, type LineLook, type SceneLine } from './scene';

export const linesSource = 'scene';

const widths: Record<LineLook, number> = { route: 3.5, track: 4, done: 5.5, draft: 4 };
/** From below to above. */
const looks = ['route', 'track', 'done', 'draft'] as const satisfies readonly LineLook[];

/** Each line with a casing beneath it, so that it is seen on any ground. */
export function sceneLayers(colours: MapColours): LayerSpecification[] {
  return looks.flatMap((look) => [
    line(`${look}-casing`, look, colours.casing, widths[look] + 4, 0.9),
    line(look, look, colours.lines[look], widths[look], 1),
  ]);
}

function line(
  id: string,
  look: LineLook,
  colour: string,
  width: number,
  opacity: number,
): LayerSpecification {
  return {
    id: `scene-${id}`,
    type: 'line',
    source: linesSource,
    filter: ['==', ['get', 'look'], look],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width, 'line-opacity': opacity },
  };
}

export function sceneData(lines: readonly SceneLine[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: lines
      .filter(({ points }) => points.length > 1)
      .map(({ look, points }) => ({
        type: 'Feature',
        properties: { look },
        geometry: {
          type: 'LineString',
          coordinates: unwrapped(points).map(({ latitude, longitude }) => [longitude, latitude]),
        },
      })),
  };
}
