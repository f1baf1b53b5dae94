// Archives and exports as people upload them.
import { deflateRawSync } from 'node:zlib';

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A ZIP of these files, deflated. */
export function zip(files: Record<string, string | Buffer>): Buffer {
  const contents: Buffer[] = [];
  const directory: Buffer[] = [];
  let place = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const encoded = Buffer.from(name);
    const facts = Buffer.alloc(26); // from the version on: the same in both headers
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(encoded.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(place, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, tail, encoded);
    contents.push(Buffer.from('PK\x03\x04', 'latin1'), facts, encoded, packed);
    place += 30 + encoded.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(place, 16);
  return Buffer.concat([...contents, listed, end]);
}

/** A run of ten minutes, so many days after the first of January 2026, at 7 o'clock. */
export function run(day: number, points = 40): string {
  const start = Date.UTC(2026, 0, 1 + day, 7);
  const track = Array.from({ length: points }, (_, index) => {
    const seconds = (600 * index) / (points - 1);
    return `<trkpt lat="${(40 + 0.0000225 * seconds).toFixed(7)}" lon="-3.7"><time>${new Date(start + seconds * 1000).toISOString()}</time></trkpt>`;
  });
  return `<gpx version="1.1"><trk><type>running</type><trkseg>${track.join('')}</trkseg></trk></gpx>`;
}

/** A health export with a run and steps of a phone and a watch, as iOS writes it. */
export function healthExport(): Buffer {
  const steps = (source: string, start: string, end: string, count: number): string =>
    `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="${source}" device="&lt;&lt;HKDevice: 0x1&gt;, name:${source}, model:${source}&gt;" unit="count" startDate="2026-02-01 ${start} +0100" endDate="2026-02-01 ${end} +0100" value="${count}"/>\n`;
  const workout =
    '<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="10" durationUnit="min" sourceName="Watch" ' +
    'startDate="2026-02-01 08:00:00 +0100" endDate="2026-02-01 08:10:00 +0100">\n' +
    '<WorkoutRoute><FileReference path="/workout-routes/route.gpx"/></WorkoutRoute>\n</Workout>\n';
  return zip({
    'apple_health_export/workout-routes/route.gpx': run(31),
    'apple_health_export/Export.xml':
      '<?xml version="1.0"?>\n<!DOCTYPE HealthData [\n<!-- it\'s ]> -->\n<!ELEMENT HealthData (Record)>\n]>\n<HealthData locale="es_ES">\n' +
      steps('iPhone', '07:00:00', '07:20:00', 1000) +
      steps('Watch', '07:10:00', '07:20:00', 700) +
      workout +
      '</HealthData>\n',
  });
}
