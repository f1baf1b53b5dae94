// Our readers, through the program read_recording.
import { execFileSync } from 'node:child_process';

export type Totals = Record<
  | 'elapsed_seconds'
  | 'timer_seconds'
  | 'moving_seconds'
  | 'distance_metres'
  | 'climb_metres'
  | 'descent_metres'
  | 'calories'
  | 'average_heart_rate'
  | 'max_heart_rate'
  | 'average_cadence'
  | 'max_cadence'
  | 'average_power'
  | 'max_power'
  | 'average_speed'
  | 'max_speed',
  number | null
>;

/** time, latitude, longitude, elevation, distance, speed, heart rate, cadence, power, temperature, segment */
export type Sample = [number, ...(number | null)[]];

export interface Workout {
  name: string | null;
  type_text: string | null;
  type: string | null;
  indoors: boolean;
  started_at: number | null;
  ended_at: number | null;
  utc_offset_minutes: number | null;
  manufacturer: string | null;
  device: string | null;
  serial: string | null;
  totals: Totals;
  laps: (Totals & { started_at: number })[];
  samples: Sample[];
  warnings: string[];
}

export interface Found {
  file: string;
  workouts?: Workout[];
  steps?: [string, number, number, number][];
  error?: string;
}

export function read(files: string[]): Found[] {
  const program = process.env.WAYMARK_READ_RECORDING;
  if (program === undefined) throw new Error('WAYMARK_READ_RECORDING is not set');
  const printed = execFileSync(program, files, { encoding: 'utf8', maxBuffer: 1 << 30 });
  return printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Found);
}
