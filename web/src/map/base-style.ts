// The base map that comes with the app: land, coasts, borders and a graticule, on paper or at night. No names but those
// of the scene, so that no fonts of glyphs are needed, and nothing is fetched from anybody else.
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Atlas } from './atlas';
import { graticule } from './atlas';
import type { MapColours } from './colours';

const empty = { type: 'FeatureCollection' as const, features: [] };

export function baseStyle(colours: MapColours, atlas: Atlas | null): StyleSpecification {
  return {
    version: 8,
    sources: {
      graticule: { type: 'geojson', data: graticule() },
      land: { type: 'geojson', data: atlas?.land ?? empty, tolerance: 0.2, maxzoom: 12 },
      borders: { type: 'geojson', data: atlas?.borders ?? empty, tolerance: 0.2, maxzoom: 12 },
    },
    layers: baseLayers(colours),
  };
}

export function baseLayers(colours: MapColours): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': colours.sea } },
    {
      id: 'land',
      type: 'fill',
      source: 'land',
      paint: { 'fill-color': colours.land, 'fill-antialias': false },
    },
    {
      id: 'graticule',
      type: 'line',
      source: 'graticule',
      paint: { 'line-color': colours.graticule, 'line-width': 1 },
    },
    {
      id: 'borders',
      type: 'line',
      source: 'borders',
      paint: { 'line-color': colours.border, 'line-width': 1, 'line-dasharray': [4, 3] },
    },
    {
      id: 'coast',
      type: 'line',
      source: 'land',
      paint: {
        'line-color': colours.coast,
        'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.5, 6, 1.2],
      },
    },
  ];
}
