// Every number that we read from GPX and TCX files is the one that gpsbabel reads. WAYMARK_TRACK_FILES may name a folder of
// real ones to read beside those that are kept here and written here.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { read, type Found, type Sample } from './reader.ts';

const root = process.env.WAYMARK_SOURCE_DIR ?? resolve(import.meta.dirname, '../..');
const scratch = await mkdtemp(join(tmpdir(), 'waymark-tracks-'));
after(() => rm(scratch, { recursive: true, force: true }));

interface Point {
  latitude: number;
  longitude: number;
  time: number;
  elevation: number | null;
  heartRate: number | null;
  cadence: number | null;
  power: number | null;
  temperature: number | null;
}

/** The points of a file as gpsbabel reads it, written by it as GPX, which is taken apart here; null when it refuses the file. */
function gpsbabel(file: string): Point[] | null {
  const format = file.endsWith('.tcx') ? 'gtrnctr' : 'gpx';
  const ran = spawnSync('gpsbabel', ['-t', '-i', format, '-f', file, '-o', 'gpx,garminextensions', '-F', '-'], { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (ran.error) throw ran.error;
  if (ran.status !== 0) return null;
  const text = ran.stdout;
  const points: Point[] = [];
  for (const [whole, latitude, longitude] of text.matchAll(/<trkpt lat="([^"]*)" lon="([^"]*)">[\s\S]*?<\/trkpt>/g)) {
    const value = (name: string): number | null => {
      const found = new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(whole);
      return found === null ? null : Number(found[1]);
    };
    const time = /<time>([^<]*)</.exec(whole)?.[1];
    if (time === undefined) continue;
    points.push({
      latitude: Number(latitude),
      longitude: Number(longitude),
      time: Date.parse(time),
      elevation: value('ele'),
      heartRate: value('hr'),
      cadence: value('cad'),
      power: value('power'),
      temperature: value('atemp'),
    });
  }
  return points;
}

function close(ours: number | null, theirs: number | null, tolerance: number, what: string): void {
  if (theirs === null || ours === null) return assert.equal(ours, theirs, what);
  assert.ok(Math.abs(ours - theirs) <= tolerance, `${what}: ${ours} is not ${theirs}`);
}

function compare(samples: Sample[], points: Point[], name: string): void {
  assert.equal(samples.length, points.length, `${name}: points`);
  const byTime = <T>(time: (one: T) => number) => (a: T, b: T): number => time(a) - time(b);
  samples.sort(byTime((sample) => sample[0]));
  points.sort(byTime((point) => point.time));
  // Of the extensions gpsbabel knows those that are written with the prefix it expects: fields that it finds nowhere in a
  // file are not compared. A heart rate or cadence of 0, which it leaves out, counts as none.
  const known = (field: keyof Point): boolean => points.some((point) => point[field] !== null);
  const some = (value: number | null | undefined): number | null => (value === undefined || value === 0 ? null : value);
  const extensions = ([[6, 'heartRate'], [7, 'cadence'], [8, 'power'], [9, 'temperature']] as const).filter(([, field]) => known(field));
  samples.forEach((sample, i) => {
    const point = points[i]!;
    const what = `${name}, point ${i}`;
    assert.equal(sample[0], point.time, `${what}: time`);
    close(sample[1]!, point.latitude, 1e-7, `${what}: latitude`);
    close(sample[2]!, point.longitude, 1e-7, `${what}: longitude`);
    close(sample[3]!, point.elevation, 6e-3, `${what}: elevation`);
    for (const [column, field] of extensions) close(some(sample[column]), some(point[field]), 0.5, `${what}: ${field}`);
  });
}

const time = (second: number): string => new Date(Date.parse('2026-11-14T07:30:00Z') + second * 1000).toISOString();

/** A TCX file of two laps, with a pause in the second and points that tell more and less. */
function tcx(): string {
  const point = (second: number): string =>
    `<Trackpoint><Time>${time(second)}</Time><Position><LatitudeDegrees>${(40.4 + second / 1e4).toFixed(7)}</LatitudeDegrees>` +
    `<LongitudeDegrees>${(-3.7 - second / 3e4).toFixed(7)}</LongitudeDegrees></Position><AltitudeMeters>${(650 + (second % 7) / 10).toFixed(1)}` +
    `</AltitudeMeters><DistanceMeters>${second * 3}</DistanceMeters>` +
    (second % 5 === 0 ? '' : `<HeartRateBpm><Value>${120 + (second % 40)}</Value></HeartRateBpm><Cadence>${80 + (second % 9)}</Cadence>`) +
    `<Extensions><ns3:TPX><ns3:Speed>3.0</ns3:Speed><ns3:Watts>${200 + (second % 50)}</ns3:Watts></ns3:TPX></Extensions></Trackpoint>`;
  const track = (from: number, to: number): string =>
    `<Track>${Array.from({ length: to - from }, (_, i) => point(from + i)).join('\n')}</Track>`;
  const lap = (from: number, tracks: string): string =>
    `<Lap StartTime="${time(from)}"><TotalTimeSeconds>60</TotalTimeSeconds><DistanceMeters>180</DistanceMeters><Calories>9</Calories>${tracks}</Lap>`;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" ' +
    'xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2"><Activities><Activity Sport="Biking">' +
    `<Id>${time(0)}</Id>${lap(0, track(0, 60))}${lap(60, track(60, 100) + track(400, 420))}</Activity></Activities></TrainingCenterDatabase>\n`
  );
}

async function trackFiles(): Promise<string[]> {
  const kept = join(root, 'tests/data/gpx');
  const written = join(scratch, 'ride.tcx');
  await writeFile(written, tcx());
  const files = (await readdir(kept)).filter((name) => name.endsWith('.gpx')).map((name) => join(kept, name));
  const real = process.env.WAYMARK_TRACK_FILES;
  const more = real === undefined ? [] : (await readdir(real)).filter((name) => /\.(gpx|tcx)$/.test(name)).map((name) => join(real, name));
  return [...files, written, ...more];
}

const files = await trackFiles();
const found = read(files);

for (const [i, file] of files.entries())
  test(`reads ${basename(file)} as gpsbabel does`, (context) => {
    const one: Found = found[i]!;
    assert.equal(one.error, undefined);
    const samples = (one.workouts ?? []).flatMap((workout) => workout.samples).filter((sample) => sample[1] !== null);
    const theirs = gpsbabel(file);
    if (theirs === null) return context.skip('gpsbabel refuses it');
    const points = theirs.filter((point) => point.latitude !== 0 || point.longitude !== 0);
    compare(samples, points, basename(file));
  });

test('laps and pauses of a TCX file are kept', () => {
  const ride = found.find((one) => one.file.endsWith('ride.tcx') && one.file.startsWith(scratch))!.workouts![0]!;
  assert.equal(ride.type, 'ride');
  assert.equal(ride.laps.length, 2);
  assert.equal(ride.totals.distance_metres, 360);
  assert.deepEqual([...new Set(ride.samples.map((sample) => sample[10]))], [0, 1]);
});
