// A base map that the server's settings name: a MapLibre style, a Mapbox style by its https address, or a template of
// raster tiles.
import type { RequestParameters, StyleSpecification } from 'maplibre-gl';
import { loadStyle } from '@/lib/apiMap';

/** Null when it cannot be had: the map then stands on ours. */
export async function customStyle(address: string): Promise<StyleSpecification | null> {
  if (/\{z\}/.test(address)) return rasterStyle(address);
  return (await loadStyle(address)) as StyleSpecification | null;
}

/** `https://tiles.example.org/{z}/{x}/{y}.png`: squares of 256 pixels. */
export function rasterStyle(template: string): StyleSpecification {
  return {
    version: 8,
    sources: { tiles: { type: 'raster', tiles: [template], tileSize: 256, maxzoom: 19 } },
    layers: [{ id: 'tiles', type: 'raster', source: 'tiles' }],
  };
}

/**
 * Styles of Mapbox name their parts by `mapbox://`, which only Mapbox's own library understands; here they become the
 * addresses of its public API, with the token of the style's own address.
 */
export function mapboxAddresses(styleAddress: string): (address: string) => RequestParameters {
  const token = URL.parse(styleAddress)?.searchParams.get('access_token') ?? '';
  return (address) => {
    if (!address.startsWith('mapbox://')) return { url: address };
    return { url: mapboxAddress(address.slice('mapbox://'.length), token) };
  };
}

function mapboxAddress(path: string, token: string): string {
  const api = 'https://api.mapbox.com';
  const key = `access_token=${encodeURIComponent(token)}`;
  const [kind, owner = '', ...rest] = path.split('/');
  switch (kind) {
    case 'fonts':
      return `${api}/fonts/v1/${owner}/${rest.join('/')}?${key}`;
    case 'sprites': {
      // mapbox://sprites/owner/style@2x.json
      const [, style = '', end = ''] = /^([^@.]+)(.*)$/.exec(rest.join('/')) ?? [];
      return `${api}/styles/v1/${owner}/${style}/sprite${end}?${key}`;
    }
    case 'styles':
      return `${api}/styles/v1/${owner}/${rest.join('/')}?${key}`;
    default:
      return `${api}/v4/${path}.json?secure&${key}`;
  }
}
