// The colours of a map, beside those of styles.css, which a canvas cannot read.
import type { LineLook } from './scene';

export interface MapColours {
  readonly sea: string;
  readonly land: string;
  readonly coast: string;
  readonly border: string;
  readonly graticule: string;
  readonly name: string;
  readonly casing: string;
  readonly lines: Readonly<Record<LineLook, string>>;
}

const light: MapColours = {
  sea: '#d7e3e0',
  land: '#fbf7ee',
  coast: '#a9bdb6',
  border: '#cdbf9f',
  graticule: '#1f4a3814',
  name: '#6d7468',
  casing: '#fffcf6',
  lines: { track: '#d4501a', route: '#1f4a38', done: '#d4501a', draft: '#d4501a' },
};

const dark: MapColours = {
  sea: '#0b1311',
  land: '#1b2621',
  coast: '#3d5248',
  border: '#46564b',
  graticule: '#9bd0b112',
  name: '#8d9c92',
  casing: '#101713',
  lines: { track: '#ff8d52', route: '#9bd0b1', done: '#ff8d52', draft: '#ff8d52' },
};

export function coloursOf(isDark: boolean): MapColours {
  return isDark ? dark : light;
}
