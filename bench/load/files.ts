// Reading workout files, by seconds of CPU: FIT beside @garmin/fitsdk under this Node, GPX and TCX beside gpsbabel.
// node --import tsx files.ts [RESULT.json]; GPX and TCX are written here, FIT files are those of tests/files.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, release, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Decoder, Stream } from '@garmin/fitsdk';
import { fitFiles } from '../../tests/files/fixtures.ts';

const root = resolve(import.meta.dirname, '../..');
const binary = join(root, 'build/release/bench/files_bench');
const points = Number(process.env.BENCH_POINTS ?? 200_000);

interface Ours {
  bytes: number;
  passes: number;
  wall_seconds: number;
  cpu_seconds: number;
  samples: number;
}

interface Row {
  format: string;
  bytes: number;
  samples: number;
  ourMegabytesPerSecond: number;
  peer: string;
  peerMegabytesPerSecond: number;
  ratio: number;
}

function ours(files: string[]): Ours {
  return JSON.parse(execFileSync('taskset', ['-c', '0', binary, ...files], { encoding: 'utf8' })) as Ours;
}

const megabytes = (bytes: number, seconds: number): number => bytes / 1e6 / seconds;

/** Seconds of CPU that a pass over all files takes the SDK, once it is warm. */
async function fitsdk(files: string[]): Promise<number> {
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const pass = (): void => {
    for (const content of contents) new Decoder(Stream.fromBuffer(content)).read();
  };
  pass();
  pass();
  let passes = 0;
  const begin = process.cpuUsage();
  const end = performance.now() + 3000;
  while (performance.now() < end || passes < 2) {
    pass();
    ++passes;
  }
  const used = process.cpuUsage(begin);
  return (used.user + used.system) / 1e6 / passes;
}

/** Seconds of CPU that gpsbabel takes to read a file, the best of five. */
function gpsbabel(format: string, file: string): number {
  let best = Infinity;
  for (let round = 0; round < 5; ++round) {
    const ran = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time taskset -c 0 gpsbabel -t -i ${format} -f "$0"`, file], { encoding: 'utf8' });
    const [user, system] = ran.stderr.trim().split('\n').at(-1)!.split(' ').map(Number);
    if (ran.status !== 0 || user === undefined || system === undefined) throw new Error(`gpsbabel: ${ran.stderr}`);
    best = Math.min(best, user + system);
  }
  return best;
}

const place = (i: number): [number, number, number] => [
  40.4 + i * 0.000027 + Math.sin(i / 50) / 10_000,
  -3.7 + Math.cos(i / 70) / 10_000,
  650 + 20 * Math.sin(i / 300),
];
const time = (i: number): string => new Date(1_763_105_400_000 + i * 1000).toISOString().replace('.000', '');

function gpx(): string {
  const parts = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<gpx creator="Garmin Connect" version="1.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:ns3="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">\n  <trk>\n    <name>Madrid Running</name>\n    <type>running</type>\n    <trkseg>\n',
  ];
  for (let i = 0; i < points; ++i) {
    const [latitude, longitude, metres] = place(i);
    parts.push(
      `      <trkpt lat="${latitude.toFixed(7)}" lon="${longitude.toFixed(7)}">\n        <ele>${metres.toFixed(1)}</ele>\n        <time>${time(i)}</time>\n        <extensions>\n          <ns3:TrackPointExtension>\n            <ns3:atemp>21.0</ns3:atemp>\n            <ns3:hr>${140 + (i % 9)}</ns3:hr>\n            <ns3:cad>${84 + (i % 3)}</ns3:cad>\n          </ns3:TrackPointExtension>\n        </extensions>\n      </trkpt>\n`,
    );
  }
  return parts.join('') + '    </trkseg>\n  </trk>\n</gpx>\n';
}

function tcx(): string {
  const parts = [
    `<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2">\n <Activities>\n  <Activity Sport="Running">\n   <Id>${time(0)}</Id>\n   <Lap StartTime="${time(0)}">\n    <TotalTimeSeconds>${points}</TotalTimeSeconds>\n    <DistanceMeters>${points * 3}</DistanceMeters>\n    <Calories>1</Calories>\n    <Track>\n`,
  ];
  for (let i = 0; i < points; ++i) {
    const [latitude, longitude, metres] = place(i);
    parts.push(
      `     <Trackpoint>\n      <Time>${time(i)}</Time>\n      <Position>\n       <LatitudeDegrees>${latitude.toFixed(7)}</LatitudeDegrees>\n       <LongitudeDegrees>${longitude.toFixed(7)}</LongitudeDegrees>\n      </Position>\n      <AltitudeMeters>${metres.toFixed(1)}</AltitudeMeters>\n      <DistanceMeters>${(i * 3).toFixed(1)}</DistanceMeters>\n      <HeartRateBpm>\n       <Value>${140 + (i % 9)}</Value>\n      </HeartRateBpm>\n      <Extensions>\n       <ns3:TPX>\n        <ns3:Speed>3.0</ns3:Speed>\n        <ns3:RunCadence>${84 + (i % 3)}</ns3:RunCadence>\n       </ns3:TPX>\n      </Extensions>\n     </Trackpoint>\n`,
    );
  }
  return parts.join('') + '    </Track>\n   </Lap>\n  </Activity>\n </Activities>\n</TrainingCenterDatabase>\n';
}

function row(format: string, mine: Ours, peer: string, peerSeconds: number): Row {
  const ourSpeed = megabytes(mine.bytes * mine.passes, mine.cpu_seconds);
  const peerSpeed = megabytes(mine.bytes, peerSeconds);
  return {
    format,
    bytes: mine.bytes,
    samples: mine.samples,
    ourMegabytesPerSecond: ourSpeed,
    peer,
    peerMegabytesPerSecond: peerSpeed,
    ratio: ourSpeed / peerSpeed,
  };
}

const scratch = await mkdtemp(join(tmpdir(), 'waymark-bench-'));
const rows: Row[] = [];
try {
  const fits = await fitFiles();
  rows.push(row('FIT', ours(fits), '@garmin/fitsdk', await fitsdk(fits)));
  for (const [format, text, peerFormat] of [
    ['GPX', gpx(), 'gpx'],
    ['TCX', tcx(), 'gtrnctr'],
  ] as const) {
    const file = join(scratch, `track.${format.toLowerCase()}`);
    await writeFile(file, text);
    rows.push(row(format, ours([file]), 'gpsbabel', gpsbabel(peerFormat, file)));
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}

const machine = `${cpus()[0]?.model ?? '?'}, ${cpus().length} cores, Linux ${release()}, Node ${process.version}`;
console.log(`# ${new Date().toISOString().slice(0, 10)}. ${machine}. Files to recordings, seconds of CPU; the peers read the same files.`);
for (const one of rows)
  console.log(
    `${one.format} (${(one.bytes / 1e6).toFixed(1)} MB, ${one.samples} samples): ${one.ourMegabytesPerSecond.toFixed(0)} MB/s; ${one.peer} ${one.peerMegabytesPerSecond.toFixed(2)} MB/s; ${one.ratio.toFixed(1)} ×`,
  );
const out = process.argv[2] ?? join(root, 'bench/results/files.json');
await writeFile(out, JSON.stringify({ machine, rows }, null, 1) + '\n');
