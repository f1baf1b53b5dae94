// The same run from two devices: one workout, counted once, taken apart and put together; records, totals, and what others see.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client, newPerson } from './client.ts';
import { eventually, Waymark } from './waymark.ts';

interface Workout {
  id: string;
  title: string | null;
  distanceMetres: number;
  sourceCount: number;
  track: { polyline: string } | null;
  averageHeartRate: number | null;
  hidden: string[];
  mergeReasons: { sourceId: string; text: string; correctedHours: number }[];
  version: number;
}

let server: Waymark;
let ana: Client, ben: Client;
before(async () => {
  server = await Waymark.start();
  [ana, ben] = [await newPerson(server, 'ana'), await newPerson(server, 'ben')];
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

const start = Date.UTC(2026, 10, 14, 7, 30);
/** A run of 40 minutes north from 40.4° N at 3 m/s, a point every five seconds; `late` seconds, `hours` ahead. */
function gpx(late: number, hours = 0): string {
  let points = '';
  for (let second = late; second <= 2400; second += 5) {
    const time = new Date(start + (second + hours * 3600) * 1000).toISOString();
    const latitude = (40.4 + (3 * second) / 111_000).toFixed(7);
    points += `<trkpt lat="${latitude}" lon="-3.7"><ele>650</ele><time>${time}</time><extensions><hr>150</hr></extensions></trkpt>`;
  }
  return `<gpx version="1.1" creator="test"><trk><name>Morning Run</name><type>running</type><trkseg>${points}</trkseg></trk></gpx>`;
}

const upload = async (who: Client, file: string): Promise<void> => {
  const answer = await who.call('POST', '/api/workouts/import', { raw: file, headers: { 'content-type': 'application/gpx+xml' } });
  assert.ok(answer.status >= 200 && answer.status < 300, JSON.stringify(answer.body));
};
const fields = 'id title distanceMetres sourceCount averageHeartRate hidden version track { polyline } mergeReasons { sourceId text correctedHours }';
const mine = async (who: Client): Promise<Workout[]> =>
  (await who.data<{ myWorkouts: { nodes: Workout[] } }>(`{ myWorkouts { nodes { ${fields} } } }`)).myWorkouts.nodes;
const points = async (who: Client): Promise<number> => (await who.data<{ myRewards: { points: number } }>('{ myRewards { points } }')).myRewards.points;
const seen = async (who: Client, id: string): Promise<Workout | null> =>
  (await who.data<{ workout: Workout | null }>(`query($id: ID!) { workout(id: $id) { ${fields} } }`, { id })).workout;

test('two files of one run are one workout that counts once, and a person may part them', async () => {
  await upload(ana, gpx(0));
  const earned = await eventually(async () => (await points(ana)) || undefined, 'points for the run');
  await upload(ana, gpx(10));
  await upload(ana, gpx(5, 1));
  const [one, ...others] = await mine(ana);
  assert.ok(one);
  assert.equal(others.length, 0);
  assert.equal(one.sourceCount, 3);
  assert.ok(Math.abs(one.distanceMetres - 7200) < 20, String(one.distanceMetres));
  const late = one.mergeReasons.find((reason) => reason.correctedHours === 0);
  assert.match(late?.text ?? '', /^same start within 10 s, 100 % overlap/);
  assert.equal(one.mergeReasons.find((reason) => reason.correctedHours === 1)?.text.endsWith('clock was 1 h ahead'), true);
  ana.language = 'es';
  assert.match((await mine(ana))[0]?.mergeReasons[0]?.text ?? '', /mismo inicio/);
  ana.language = 'en';

  const both = await ana.data<{ splitWorkout: Workout[] }>(`mutation($id: ID!, $s: ID!) { splitWorkout(id: $id, sourceId: $s) { ${fields} } }`, {
    id: one.id,
    s: late?.sourceId,
  });
  assert.deepEqual(both.splitWorkout.map((workout) => workout.sourceCount).sort(), [1, 2]);
  await eventually(async () => ((await points(ana)) > earned ? true : undefined), 'points for two');
  const merged = await ana.data<{ mergeWorkouts: Workout }>(`mutation($ids: [ID!]!) { mergeWorkouts(ids: $ids) { ${fields} } }`, {
    ids: both.splitWorkout.map((workout) => workout.id),
  });
  assert.equal(merged.mergeWorkouts.sourceCount, 3);
  await eventually(async () => ((await points(ana)) === earned ? true : undefined), 'points for one again');
});

test('a run has splits, efforts, a series, records, and its week', async () => {
  const [run] = await mine(ana);
  assert.ok(run);
  const detail = await ana.data<{
    workout: {
      splits: { distanceMetres: number; movingSeconds: number; averageHeartRate: number }[];
      bestEfforts: { kind: string; seconds: number }[];
      series: { seconds: number[]; heartRate: number[] };
      heartRateZones: { zone: number; seconds: number }[] | null;
      timeZone: string;
      utcOffsetMinutes: number;
    };
  }>(
    `query($id: ID!) { workout(id: $id) { timeZone utcOffsetMinutes splits { distanceMetres movingSeconds averageHeartRate }
      bestEfforts { kind seconds } series { seconds heartRate } heartRateZones { zone seconds } } }`,
    { id: run.id },
  );
  assert.equal(detail.workout.splits.length, 8);
  assert.ok(Math.abs((detail.workout.splits[0]?.movingSeconds ?? 0) - 333) < 3);
  assert.equal(detail.workout.splits[0]?.averageHeartRate, 150);
  assert.equal(detail.workout.bestEfforts.find((effort) => effort.kind === 'KM5')?.kind, 'KM5');
  assert.equal(detail.workout.series.seconds.length, 200);
  assert.equal(detail.workout.heartRateZones, null);
  assert.deepEqual([detail.workout.timeZone, detail.workout.utcOffsetMinutes], ['Europe/Madrid', 60]);
  await ana.data('mutation { setHeartRateZones(maxHeartRate: 180) { bounds } }');
  const zones = await ana.data<{ workout: { heartRateZones: { seconds: number }[] } }>(
    'query($id: ID!) { workout(id: $id) { heartRateZones { seconds } } }',
    { id: run.id },
  );
  assert.ok((zones.workout.heartRateZones[3]?.seconds ?? 0) > 2300);
  const records = await ana.data<{ myRecords: { kind: string; value: number; workoutId: string }[] }>('{ myRecords(type: RUN) { kind value workoutId } }');
  assert.equal(records.myRecords.find((record) => record.kind === 'KM5')?.workoutId, run.id);
  const totals = await ana.data<{ workoutTotals: { from: string; workouts: number; distanceMetres: number }[] }>(
    '{ workoutTotals(unit: WEEK, from: "2026-11-01", to: "2026-11-20") { from workouts distanceMetres } }',
  );
  assert.deepEqual(
    totals.workoutTotals.map((week) => [week.from, week.workouts]),
    [
      ['2026-10-26', 0],
      ['2026-11-02', 0],
      ['2026-11-09', 1],
      ['2026-11-16', 0],
    ],
  );
});

test('others see what is shown to them', async () => {
  const [run] = await mine(ana);
  assert.ok(run);
  assert.equal(await seen(ben, run.id), null);
  const id = (await ana.data<{ me: { id: string } }>('{ me { id } }')).me.id;
  assert.ok((await ben.call('POST', `/api/users/${id}/follow`)).status < 300);
  const shown = await eventually(async () => (await seen(ben, run.id)) ?? undefined, 'a follower sees it');
  assert.deepEqual(shown.hidden, ['HEART_RATE']);
  assert.equal(shown.averageHeartRate, null);
  assert.ok(shown.track);
  assert.deepEqual(shown.mergeReasons, []);
  await ana.data('mutation { setPrivacyZones(zones: [{latitude: 40.4, longitude: -3.7, radiusMetres: 500}]) { id } }');
  const cut = await seen(ben, run.id);
  assert.notEqual(cut?.track?.polyline, shown.track.polyline);
  assert.equal((await seen(ana, run.id))?.track?.polyline, run.track?.polyline);
  await ana.data('mutation($id: ID!) { setWorkoutVisibility(id: $id, input: {map: PRIVATE, heartRate: PUBLIC}) { map } }', { id: run.id });
  const changed = await seen(ben, run.id);
  assert.deepEqual(changed?.hidden, ['MAP']);
  assert.equal(changed.averageHeartRate, 150);
  const rest = await ben.get<{ hidden: string[] }>(`/api/workouts/${run.id}`);
  assert.deepEqual(rest.body.hidden, ['MAP']);
  await ana.data('mutation($id: ID!) { setWorkoutVisibility(id: $id, input: {workout: PRIVATE}) { workout } }', { id: run.id });
  assert.equal(await seen(ben, run.id), null);
  assert.equal((await ben.get(`/api/activities/${run.id}`)).status, 404);
});

test('activities of REST are workouts, with the fields that are asked for', async () => {
  const made = await ana.post<{ id: string }>('/api/activities', { type: 'RIDE', startedAt: '2026-11-10T10:00:00Z', movingSeconds: 600, distanceMetres: 4000 });
  assert.equal(made.status, 201);
  const list = await ana.get<{ items: Record<string, unknown>[]; nextCursor: string | null }>('/api/activities?type=RIDE&fields=id,distanceMetres');
  assert.deepEqual(list.body, { items: [{ id: made.body.id, distanceMetres: 4000 }], nextCursor: null });
  assert.equal((await ana.get('/api/activities?from=yesterday')).status, 400);
  const none = await ana.get<{ items: unknown[] }>('/api/activities?to=2026-11-01T00:00:00Z');
  assert.deepEqual(none.body.items, []);
});
