// Natural Earth's topology as what a flat map draws: land, borders, graticule.
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';
import type { GeoJsonProperties, Geometry, MultiLineString, MultiPolygon, Position } from 'geojson';

export interface Atlas {
  readonly land: MultiPolygon;
  readonly borders: MultiLineString;
}

export function atlasOf(topology: Topology): Atlas {
  const { land, countries } = topology.objects;
  return {
    land: land ? landOf(topology, land) : { type: 'MultiPolygon', coordinates: [] },
    borders: countries
      ? mesh(topology, countries as GeometryCollection, (a, b) => a !== b)
      : { type: 'MultiLineString', coordinates: [] },
  };
}

function landOf(topology: Topology, land: GeometryObject<GeoJsonProperties>): MultiPolygon {
  const found = feature(topology, land);
  const features = 'features' in found ? found.features : [found];
  const polygons = features.flatMap(({ geometry }) => polygonsOf(geometry));
  return { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(flatRing)) };
}

function polygonsOf(geometry: Geometry): readonly Position[][][] {
  switch (geometry.type) {
    case 'Polygon':
      return [geometry.coordinates];
    case 'MultiPolygon':
      return geometry.coordinates;
    default:
      return [];
  }
}

/**
 * The atlas is of a globe: its rings jump from 180 to -180, and the one of Antarctica goes once around. On a flat map
 * longitudes go on instead, and what goes around is closed by way of the pole.
 */
export function flatRing(ring: readonly Position[]): Position[] {
  let before: number | null = null;
  const flat = ring.map(([longitude = 0, latitude = 0]): Position => {
    const turns: number = before === null ? 0 : Math.round((before - longitude) / 360);
    before = longitude + turns * 360;
    return [before, latitude];
  });
  const home = homeward(flat);
  const ringAtHome = flat.map(([longitude = 0, latitude = 0]): Position => [
    longitude + home,
    latitude,
  ]);
  const [first = 0] = ringAtHome[0] ?? [];
  const [last = 0, latitude = 0] = ringAtHome.at(-1) ?? [];
  if (Math.abs(last - first) < 180) return ringAtHome;
  const pole = latitude < 0 ? -90 : 90;
  return [...ringAtHome, [last, pole], [first, pole], ...ringAtHome.slice(0, 1)];
}

/** By how much it has to be moved for its middle to lie between -180 and 180: a ring may begin on the other side. */
function homeward(ring: readonly Position[]): number {
  let west = Infinity;
  let east = -Infinity;
  for (const [longitude = 0] of ring) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
  }
  return -Math.ceil((west + east) / 720 - 0.5) * 360;
}

/** Meridians and parallels, every ten degrees. */
export function graticule(step = 10): MultiLineString {
  const coordinates: Position[][] = [];
  for (let longitude = -180; longitude < 180; longitude += step) {
    coordinates.push([
      [longitude, -80],
      [longitude, 80],
    ]);
  }
  for (let latitude = -80; latitude <= 80; latitude += step) {
    coordinates.push([
      [-180, latitude],
      [180, latitude],
    ]);
  }
  return { type: 'MultiLineString', coordinates };
}
