// Every number that we read from FIT files is the one that Garmin's own SDK reads.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { test } from 'node:test';
import { Decoder, Stream } from '@garmin/fitsdk';
import { fitFiles } from './fixtures.ts';
import { read, type Found, type Sample, type Totals, type Workout } from './reader.ts';

type Message = Record<string, unknown>;
type Messages = Record<string, Message[] | undefined>;

const number = (message: Message, ...names: string[]): number | null => {
  for (const name of names) {
    const value = message[name];
    const first = Array.isArray(value) ? (value as unknown[])[0] : value;
    if (typeof first === 'number') return first;
  }
  return null;
};
const time = (message: Message, name: string): number | null => (message[name] instanceof Date ? (message[name] as Date).getTime() : null);

/** What makes no sense is left out by us (sample_values.h). */
const within = (value: number | null, low: number, high: number): number | null => (value !== null && value >= low && value <= high ? value : null);

function close(ours: unknown, theirs: number | null, tolerance: number, what: string): void {
  if (theirs === null || ours === null) return assert.equal(ours, theirs, what);
  assert.ok(Math.abs((ours as number) - theirs) <= tolerance, `${what}: ${String(ours)} is not ${theirs}`);
}

function compareRecord(sample: Sample, message: Message, what: string): void {
  const degrees = (name: string): number | null => {
    const value = number(message, name);
    return value === null ? null : (value * 180) / 2 ** 31;
  };
  let [latitude, longitude] = [degrees('positionLat'), degrees('positionLong')];
  if (latitude === null || longitude === null || (latitude === 0 && longitude === 0)) latitude = longitude = null;
  assert.equal(sample[0], time(message, 'timestamp'), `${what}: time`);
  close(sample[1], latitude, 6e-8, `${what}: latitude`);
  close(sample[2], longitude, 6e-8, `${what}: longitude`);
  close(sample[3], within(number(message, 'enhancedAltitude', 'altitude'), -500, 9000), 1e-3, `${what}: elevation`);
  const distance = within(number(message, 'distance'), 0, 1e7);
  close(sample[4], distance, (distance ?? 0) * 1e-7, `${what}: distance`);
  close(sample[5], within(number(message, 'enhancedSpeed', 'speed'), 0, 150), 1e-5, `${what}: speed`);
  close(sample[6], within(number(message, 'heartRate'), 20, 250), 0, `${what}: heart rate`);
  const cadence = number(message, 'cadence');
  close(sample[7], cadence === null ? null : within(cadence + (number(message, 'fractionalCadence') ?? 0), 0, 254), 0.5, `${what}: cadence`);
  close(sample[8], within(number(message, 'power'), 0, 5000), 0, `${what}: power`);
  close(sample[9], within(number(message, 'temperature'), -60, 70), 0, `${what}: temperature`);
}

function compareTotals(totals: Totals, message: Message, what: string): void {
  const withFraction = (name: string, fraction: string): number | null => {
    const value = number(message, name);
    return value === null ? null : value + (number(message, fraction) ?? 0);
  };
  // The SDK keeps cadences and strides of sports apart by name.
  const expected: [keyof Totals, number | null][] = [
    ['elapsed_seconds', number(message, 'totalElapsedTime')],
    ['timer_seconds', number(message, 'totalTimerTime')],
    ['moving_seconds', number(message, 'totalMovingTime')],
    ['distance_metres', number(message, 'totalDistance')],
    ['climb_metres', number(message, 'totalAscent')],
    ['descent_metres', number(message, 'totalDescent')],
    ['calories', number(message, 'totalCalories')],
    ['average_heart_rate', number(message, 'avgHeartRate')],
    ['max_heart_rate', number(message, 'maxHeartRate')],
    ['average_cadence', withFraction('avgCadence', 'avgFractionalCadence')],
    ['max_cadence', withFraction('maxCadence', 'maxFractionalCadence')],
    ['average_power', number(message, 'avgPower')],
    ['max_power', number(message, 'maxPower')],
    ['average_speed', number(message, 'enhancedAvgSpeed', 'avgSpeed')],
    ['max_speed', number(message, 'enhancedMaxSpeed', 'maxSpeed')],
  ];
  for (const [name, value] of expected) close(totals[name], value, 1e-6, `${what}: ${name}`);
}

/** Sessions in order of their starts, without the ways between the parts of a triathlon. */
function sessionsOf(messages: Messages): Message[] {
  return (messages.sessionMesgs ?? []).filter((session) => session.sport !== 'transition').sort((a, b) => (time(a, 'startTime') ?? 0) - (time(b, 'startTime') ?? 0));
}

/** Fields that a developer's field stands for, or that an older one is unrolled from, are not compared: fit_test.cc does that. */
function isPlain(messages: Messages): boolean {
  const overrides = (messages.fieldDescriptionMesgs ?? []).some((description) => typeof description.nativeFieldNum === 'number');
  const old = (messages.recordMesgs ?? []).some((record) => record.compressedSpeedDistance !== undefined);
  return !overrides && !old;
}

function compare(found: Found, messages: Messages, name: string): void {
  const workouts: Workout[] = found.workouts ?? [];
  const records = (messages.recordMesgs ?? []).filter((record) => time(record, 'timestamp') !== null);
  const isCourse = messages.fileIdMesgs?.[0]?.type === 'course';
  const plain = isPlain(messages);
  if (isCourse || (records.length === 0 && (messages.sessionMesgs ?? []).length === 0)) {
    assert.equal(workouts.length, 0, name);
    assert.ok(found.error !== undefined || (found.steps ?? []).length > 0, `${name}: nothing is said`);
    return;
  }
  assert.equal(found.error, undefined, name);
  const sessions = sessionsOf(messages);
  assert.equal(workouts.length, Math.max(1, sessions.length), `${name}: sessions`);
  workouts.forEach((workout, i) => {
    const session = sessions[i];
    if (session === undefined) return;
    if (plain) compareTotals(workout.totals, session, `${name}, session ${i}`);
    assert.equal(workout.started_at, time(session, 'startTime'), `${name}: start`);
  });
  const laps = (messages.lapMesgs ?? []).filter((lap) => time(lap, 'startTime') !== null || time(lap, 'timestamp') !== null);
  if (sessions.length <= 1) {
    assert.equal(workouts[0]!.laps.length, laps.length, `${name}: laps`);
    workouts[0]!.laps.forEach((lap, i) => {
      if (time(laps[i]!, 'startTime') !== null) assert.equal(lap.started_at, time(laps[i]!, 'startTime'), `${name}: start of lap ${i}`);
      if (plain) compareTotals(lap, laps[i]!, `${name}, lap ${i}`);
    });
  }
  if (!plain || sessions.length > 1) return;
  // Lengths of a pool become samples when the records have no distance.
  if ((messages.lengthMesgs ?? []).length > 0 && records.every((record) => number(record, 'distance') === null)) return;
  const samples = workouts[0]!.samples;
  assert.equal(samples.length, records.length, `${name}: records`);
  samples.forEach((sample, i) => compareRecord(sample, records[i]!, `${name}, record ${i}`));
}

const files = await fitFiles();
const found = read(files);

for (const [i, file] of files.entries())
  test(`reads ${basename(file)} as the SDK does`, async (context) => {
    const stream = Stream.fromBuffer(await readFile(file));
    if (!Decoder.isFIT(stream) || !new Decoder(stream).checkIntegrity()) return context.skip('the SDK does not read it');
    stream.reset();
    const messages: Messages = {};
    const decoder = new Decoder(stream);
    while (stream.position < stream.length) {
      const one = decoder.read({ mergeHeartRates: false });
      if (one.errors.length > 0) return context.skip(String(one.errors[0]));
      for (const [kind, list] of Object.entries(one.messages as Messages)) (messages[kind] ??= []).push(...(list ?? []));
    }
    compare(found[i]!, messages, basename(file));
  });

test('pauses, indoors, sport, device and time zone come out of what was written', () => {
  const of = (name: string): Workout => found.find((one) => one.file.endsWith(`${name}.fit`))!.workouts![0]!;
  const run = of('run');
  assert.equal(run.type, 'run');
  assert.equal(run.type_text, 'running');
  assert.equal(run.indoors, false);
  assert.equal(run.name, 'My profile');
  assert.equal(run.manufacturer, 'Garmin');
  assert.equal(run.device, 'Forerunner 945');
  assert.equal(run.serial, '3912345678');
  assert.equal(run.utc_offset_minutes, 60);
  assert.deepEqual([...new Set(run.samples.map((sample) => sample[10]))], [0, 1, 2]);
  assert.equal(of('treadmill').indoors, true);
  assert.equal(of('treadmill').samples.every((sample) => sample[1] === null && sample[4] !== null), true);
  assert.equal(of('trainer').indoors, true);
  assert.equal(of('ride').type, 'ride');
});
