import { describe, expect, it, vi } from 'vitest';
import { customStyle, mapboxAddresses, rasterStyle } from './custom-style';

describe('mapboxAddresses', () => {
  const rewritten = mapboxAddresses(
    'https://api.mapbox.com/styles/v1/mapbox/outdoors-v12?access_token=pk.key',
  );

  it.each([
    ['mapbox://fonts/mapbox/Arial/0-255.pbf', '/fonts/v1/mapbox/Arial/0-255.pbf?'],
    [
      'mapbox://sprites/mapbox/outdoors-v12@2x.json',
      '/styles/v1/mapbox/outdoors-v12/sprite@2x.json?',
    ],
    ['mapbox://styles/mapbox/outdoors-v12', '/styles/v1/mapbox/outdoors-v12?'],
    [
      'mapbox://mapbox.mapbox-streets-v8,mapbox.terrain',
      '/v4/mapbox.mapbox-streets-v8,mapbox.terrain.json?secure&',
    ],
  ])('%s is of its API', (address, expected) => {
    expect(rewritten(address).url).toBe(`https://api.mapbox.com${expected}access_token=pk.key`);
  });

  it('leaves all else alone', () => {
    expect(rewritten('https://tiles.example.org/1/2/3.pbf').url).toBe(
      'https://tiles.example.org/1/2/3.pbf',
    );
  });
});

describe('customStyle', () => {
  it('of a template of tiles is made here', async () => {
    const template = 'https://tiles.example.org/{z}/{x}/{y}.png';
    expect(await customStyle(template)).toEqual(rasterStyle(template));
  });

  it('that cannot be had is none', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 503 })));
    expect(await customStyle('https://maps.example.org/style.json')).toBeNull();
  });
});
