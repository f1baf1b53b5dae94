// FIT files to read: written by Garmin's own encoder in the shapes that devices write, and, when WAYMARK_FIT_FILES names a
// folder, the real ones in it.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encoder, Profile } from '@garmin/fitsdk';

const semicircles = (degrees: number): number => Math.round((degrees * 2 ** 31) / 180);
const begin = new Date('2026-11-14T07:30:00Z');
const at = (second: number): Date => new Date(begin.getTime() + second * 1000);

export interface Shape {
  name: string;
  seconds: number;
  sport: string;
  subSport: string;
  power: boolean;
  position: boolean;
  /** Seconds at which the timer stands still for a minute. */
  pauses: number[];
  lapSeconds: number;
}

export const shapes: Shape[] = [
  { name: 'run', seconds: 3600, sport: 'running', subSport: 'trail', power: false, position: true, pauses: [600, 1800], lapSeconds: 300 },
  { name: 'ride', seconds: 10_800, sport: 'cycling', subSport: 'road', power: true, position: true, pauses: [5000], lapSeconds: 1800 },
  { name: 'treadmill', seconds: 1800, sport: 'running', subSport: 'treadmill', power: false, position: false, pauses: [], lapSeconds: 600 },
  { name: 'trainer', seconds: 3600, sport: 'cycling', subSport: 'virtualActivity', power: true, position: true, pauses: [], lapSeconds: 3600 },
];

type Fields = Record<string, unknown>;

function record(shape: Shape, second: number, metres: number): Fields {
  const fields: Fields = {
    timestamp: at(second),
    heartRate: 130 + Math.round(20 * Math.sin(second / 200)),
    cadence: 84 + (second % 5),
    fractionalCadence: (second % 2) / 2,
    distance: metres,
    enhancedSpeed: 3 + Math.sin(second / 60) / 2,
    temperature: -3 + Math.floor(second / 600),
    verticalOscillation: 80.5,
    stanceTime: 240,
    stepLength: 1100,
    accumulatedPower: second * 200,
    leftRightBalance: 50,
  };
  if (shape.power) fields.power = 180 + (second % 60);
  if (!shape.position) return fields;
  fields.positionLat = semicircles(40.4 + second * 0.00003);
  fields.positionLong = semicircles(-3.7 + Math.sin(second / 300) / 100);
  fields.enhancedAltitude = 650 + 30 * Math.sin(second / 500);
  return fields;
}

export function encode(shape: Shape): Uint8Array {
  const encoder = new Encoder();
  const { MesgNum } = Profile;
  const write = (number: number | undefined, fields: Fields): void => void encoder.onMesg(number!, fields);
  write(MesgNum.FILE_ID, { type: 'activity', manufacturer: 'garmin', product: 3113, serialNumber: 3_912_345_678, timeCreated: begin });
  write(MesgNum.DEVICE_INFO, { timestamp: begin, deviceIndex: 0, manufacturer: 'garmin', product: 3113, productName: 'Forerunner 945' });
  write(MesgNum.EVENT, { timestamp: begin, event: 'timer', eventType: 'start' });
  let second = 0;
  let metres = 0;
  let lapFrom = 0;
  let lapMetres = 0;
  const lap = (): void => {
    write(MesgNum.LAP, {
      timestamp: at(second),
      startTime: at(lapFrom),
      totalElapsedTime: second - lapFrom,
      totalTimerTime: second - lapFrom - 0.25,
      totalDistance: metres - lapMetres,
      totalCalories: 55,
      avgHeartRate: 141,
      maxHeartRate: 166,
      avgCadence: 85,
      avgFractionalCadence: 0.5,
      enhancedAvgSpeed: 3.125,
      enhancedMaxSpeed: 4.75,
      totalAscent: 12,
      totalDescent: 11,
      sport: shape.sport,
    });
    lapFrom = second;
    lapMetres = metres;
  };
  for (let moving = 0; moving < shape.seconds; ++moving, ++second) {
    write(MesgNum.RECORD, record(shape, second, metres));
    metres += 3;
    if (moving > 0 && moving % shape.lapSeconds === 0) lap();
    if (!shape.pauses.includes(moving)) continue;
    write(MesgNum.EVENT, { timestamp: at(second), event: 'timer', eventType: 'stopAll' });
    second += 60;
    write(MesgNum.EVENT, { timestamp: at(second), event: 'timer', eventType: 'start' });
  }
  write(MesgNum.EVENT, { timestamp: at(second), event: 'timer', eventType: 'stopAll' });
  lap();
  write(MesgNum.SESSION, {
    timestamp: at(second),
    startTime: begin,
    sport: shape.sport,
    subSport: shape.subSport,
    totalElapsedTime: second,
    totalTimerTime: shape.seconds,
    totalMovingTime: shape.seconds - 10,
    totalDistance: metres,
    totalCalories: 800,
    avgHeartRate: 140,
    maxHeartRate: 170,
    avgCadence: 85,
    maxCadence: 95,
    enhancedAvgSpeed: 3.001,
    enhancedMaxSpeed: 4.9,
    totalAscent: 120,
    totalDescent: 110,
    sportProfileName: 'My profile',
  });
  write(MesgNum.ACTIVITY, { timestamp: at(second), localTimestamp: second + (begin.getTime() / 1000 - 631_065_600) + 3600, numSessions: 1, type: 'manual' });
  return encoder.close();
}

/** Paths of FIT files; those that are written lie in a folder of the system's temporary one. */
export async function fitFiles(): Promise<string[]> {
  const folder = join(tmpdir(), 'waymark-fit-files');
  await mkdir(folder, { recursive: true });
  const written = await Promise.all(
    shapes.map(async (shape) => {
      const path = join(folder, `${shape.name}.fit`);
      await writeFile(path, encode(shape));
      return path;
    }),
  );
  const real = process.env.WAYMARK_FIT_FILES;
  if (real === undefined) return written;
  const names = (await readdir(real)).filter((name) => name.toLowerCase().endsWith('.fit'));
  return [...written, ...names.map((name) => join(real, name))];
}
