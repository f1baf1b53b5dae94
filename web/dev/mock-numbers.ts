// What workouts come to, for the mock server: curves, splits, sources, totals, records.
type Fields = Record<string, unknown>;

const day = 86_400_000;

const count = 160;
const steps = Array.from({ length: count }, (_, index) => index);
const wave = (index: number, length: number, size: number) => Math.sin(index / length) * size;

/** The fields of Workout that the little world does not keep. */
export function numbersOf(workout: Fields, ownerId: unknown): Fields {
  const distance = Number(workout['distanceMetres'] ?? 0);
  const seconds = Number(workout['movingSeconds']);
  const speed = distance / seconds;
  const tracked = workout['track'] !== null && workout['track'] !== undefined;
  const splits = (length: number) =>
    Array.from({ length: Math.ceil(distance / length) }, (_, index) => {
      const metres = Math.min(length, distance - index * length);
      return {
        distanceMetres: metres,
        movingSeconds: metres / (speed * (1 + wave(index, 1.3, 0.07))),
        elapsedSeconds: metres / speed,
        elevationChange: wave(index, 0.9, 21),
        averageHeartRate: 146 + Math.round(wave(index, 2, 9)),
      };
    });
  return {
    ...workout,
    ownerId,
    utcOffsetMinutes: 60,
    timeZone: 'Europe/Madrid',
    indoors: false,
    descentMetres: tracked ? 94 : null,
    maxHeartRate: tracked ? 171 : null,
    averageCadence: tracked ? 84 : null,
    maxCadence: null,
    averagePower: null,
    maxPower: null,
    averageSpeed: speed,
    maxSpeed: tracked ? speed * 1.4 : null,
    calories: tracked ? 612 : null,
    device: tracked ? 'Garmin Forerunner 265' : null,
    sourceCount: tracked ? 2 : 1,
    mergeReasons: [],
    laps: tracked
      ? splits(2500).map((split) => ({
          ...split,
          startedAt: workout['startedAt'],
          averagePower: null,
          climbMetres: 12,
        }))
      : [],
    splits: ({ unit }: Fields) => (tracked ? splits(unit === 'MILE' ? 1609.344 : 1000) : []),
    bestEfforts: tracked
      ? [
          { kind: 'M400', distanceMetres: 400, seconds: 108, startSeconds: 60 },
          { kind: 'KM1', distanceMetres: 1000, seconds: 298, startSeconds: 60 },
          { kind: 'MILE1', distanceMetres: 1609.344, seconds: 492, startSeconds: 60 },
          { kind: 'KM5', distanceMetres: 5000, seconds: 1622, startSeconds: 60 },
        ]
      : [],
    heartRateZones: tracked
      ? [90, 108, 126, 144, 162].map((from, index) => ({
          zone: index + 1,
          from,
          to: index < 4 ? from + 17 : null,
          seconds: [60, 240, 860, 1320, 340][index],
        }))
      : null,
    series: tracked
      ? {
          seconds: steps.map((index) => Math.round((seconds * index) / (count - 1))),
          distanceMetres: steps.map((index) => (distance * index) / (count - 1)),
          elevation: steps.map((index) => 92 + wave(index, 14, 18) + wave(index, 5, 6)),
          heartRate: steps.map((index) => Math.round(140 + index / 12 + wave(index, 7, 8))),
          speed: steps.map((index) => (index > 70 && index < 74 ? 0 : speed + wave(index, 4, 0.4))),
          cadence: steps.map((index) => Math.round(84 + wave(index, 6, 3))),
          power: null,
        }
      : null,
    visibility: { workout: null, map: null, heartRate: 'FOLLOWERS', location: null },
    hidden: [],
  };
}

const origin = (id: string, fields: Fields) => ({
  id,
  source: 'FIT',
  fileName: 'morning.fit',
  device: 'Garmin Forerunner 265',
  addedAt: new Date().toISOString(),
  type: 'RUN',
  startedAt: new Date(Date.now() - 9 * 3_600_000).toISOString(),
  elapsedSeconds: 2990,
  movingSeconds: 2822,
  distanceMetres: 8430,
  averageHeartRate: 148,
  reason: null,
  ...fields,
});

const job = (id: string, fields: Fields) => ({
  id,
  state: 'DONE',
  fileName: 'export.zip',
  bytes: 812_000_000,
  progress: 1,
  found: 1240,
  made: 1102,
  merged: 96,
  same: 40,
  failed: 2,
  files: 38,
  skipped: 12,
  stepDays: 2150,
  failures: [
    {
      fileName: 'apple_health_export/workout-routes/route_7.gpx',
      key: 'x',
      reason: 'Line 12: the file is cut off.',
    },
    {
      fileName: 'garmin/2019-05-11.fit',
      key: 'x',
      reason: 'The checksum at the end does not fit.',
    },
  ],
  problem: null,
  createdAt: new Date(Date.now() - day).toISOString(),
  updatedAt: new Date(Date.now() - day).toISOString(),
  finishedAt: new Date(Date.now() - day).toISOString(),
  version: 3,
  ...fields,
});

export function mockNumbers(seeded: boolean) {
  const record = (type: string, kind: string, value: number, days: number) => ({
    type,
    kind,
    value,
    workoutId: 'w',
    achievedAt: new Date(Date.now() - days * day).toISOString(),
  });
  const page = (nodes: readonly unknown[]) => ({
    nodes,
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  });
  return {
    workoutSources: () => [
      origin('a', {}),
      origin('b', {
        source: 'APPLE_HEALTH',
        fileName: 'export.zip',
        device: 'iPhone',
        distanceMetres: 8510,
        reason: { text: 'same start within 2 s, 98 % overlap' },
      }),
    ],
    splitWorkout: () => [],
    workoutTotals: ({ unit, from }: Fields) =>
      Array.from({ length: unit === 'WEEK' ? 26 : 12 }, (_, index) => {
        const first = new Date(`${String(from)}T00:00Z`);
        if (unit === 'WEEK') first.setUTCDate(first.getUTCDate() + 7 * index);
        else first.setUTCMonth(first.getUTCMonth() + index);
        const share = seeded
          ? Math.max(0, 0.55 + wave(index, 2.2, 0.4) + wave(index, 0.7, 0.2))
          : 0;
        return {
          from: first.toISOString().slice(0, 10),
          workouts: Math.round(share * 5),
          distanceMetres: share * (unit === 'WEEK' ? 42_000 : 170_000),
          movingSeconds: share * 16_000,
          climbMetres: share * 700,
        };
      }),
    myRecords: () =>
      seeded
        ? [
            record('RUN', 'KM1', 241, 20),
            record('RUN', 'KM5', 1332, 33),
            record('RUN', 'KM10', 2790, 51),
            record('RUN', 'LONGEST_DISTANCE', 21_340, 80),
            record('HIKE', 'LONGEST_DISTANCE', 24_800, 200),
            record('HIKE', 'MOST_CLIMB', 1480, 200),
            record('RIDE', 'LONGEST_TIME', 14_400, 120),
          ]
        : [],
    privacyZones: () =>
      seeded
        ? [{ id: 'z', name: 'Home', latitude: 41.98, longitude: 2.82, radiusMetres: 500 }]
        : [],
    workoutVisibility: () => ({
      workout: null,
      map: 'FOLLOWERS',
      heartRate: 'PRIVATE',
      location: 'FOLLOWERS',
    }),
    heartRateZones: () => ({ maxHeartRate: 186, chosen: false, bounds: [93, 112, 130, 149, 167] }),
    setWorkoutVisibility: () => ({ workout: null, map: null, heartRate: null, location: null }),
    myImports: () =>
      page(
        seeded
          ? [
              job('j1', {
                state: 'RUNNING',
                progress: 0.37,
                finishedAt: null,
                fileName: 'garmin-2016-2026.zip',
                made: 402,
                merged: 3,
                same: 0,
                failed: 0,
                failures: [],
                stepDays: 0,
              }),
              job('j2', {}),
            ]
          : [],
      ),
    importJob: ({ id }: Fields) =>
      job(String(id), {
        state: 'RUNNING',
        progress: 0.37,
        finishedAt: null,
        fileName: 'garmin-2016-2026.zip',
        made: 402,
        merged: 3,
        same: 0,
        failed: 0,
        failures: [],
        stepDays: 0,
      }),
  };
}
