// What maps are made of: the base map that comes with the app, and another one when the server's settings name it.
import fine from 'world-atlas/countries-10m.json?url';
import middle from 'world-atlas/countries-50m.json?url';
import coarse from 'world-atlas/land-110m.json?url';
import type { Topology } from 'topojson-specification';

const atlases = { coarse, middle, fine } as const;
export type Detail = keyof typeof atlases;

const cached = new Map<Detail, Promise<Topology>>();

/** Natural Earth's land and countries (public domain). Asked for once; again after a failure. */
export function loadAtlas(detail: Detail): Promise<Topology> {
  let atlas = cached.get(detail);
  if (!atlas) {
    atlas = read<Topology>(atlases[detail]);
    atlas.catch(() => cached.delete(detail));
    cached.set(detail, atlas);
  }
  return atlas;
}

const patienceMs = 8_000;

/** A style of MapLibre's at that address; null when it cannot be had in time. */
export async function loadStyle(address: string): Promise<object | null> {
  try {
    return await read<object>(address, AbortSignal.timeout(patienceMs));
  } catch {
    return null;
  }
}

async function read<T>(address: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(address, signal ? { signal } : {});
  if (!answer.ok) throw new Error(`${address}: ${String(answer.status)}`);
  return (await answer.json()) as T;
}
