// The binary itself: that an exception finds its way out of every function of it (docs/decisions/linker.md).
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { binary } from './waymark.ts';

interface Section {
  address: number;
  offset: number;
}

/** The sections of an ELF file of 64 bits, by name. */
function sectionsOf(file: Buffer): Map<string, Section> {
  assert.equal(file.toString('latin1', 0, 6), '\x7fELF\x02\x01', 'little-endian ELF of 64 bits');
  const table = Number(file.readBigUInt64LE(40));
  const size = file.readUInt16LE(58);
  const header = (index: number): number => table + index * size;
  const names = Number(file.readBigUInt64LE(header(file.readUInt16LE(62)) + 24));
  const sections = new Map<string, Section>();
  for (let index = 0; index < file.readUInt16LE(60); ++index) {
    const begin = names + file.readUInt32LE(header(index));
    const name = file.toString('latin1', begin, file.indexOf(0, begin));
    const address = Number(file.readBigUInt64LE(header(index) + 16));
    sections.set(name, { address, offset: Number(file.readBigUInt64LE(header(index) + 24)) });
  }
  return sections;
}

interface Entry {
  start: number;
  length: number;
}

/** The table in which the unwinder looks a function up: .eh_frame_hdr, as the Linux Standard Base describes it. */
function unwindTable(file: Buffer): Entry[] {
  const sections = sectionsOf(file);
  const index = sections.get('.eh_frame_hdr');
  const frames = sections.get('.eh_frame');
  assert.ok(index && frames);
  assert.deepEqual([...file.subarray(index.offset, index.offset + 4)], [1, 0x1b, 0x03, 0x3b], 'the encodings that gcc uses');
  const count = file.readUInt32LE(index.offset + 8);
  return Array.from({ length: count }, (_, i) => {
    const at = index.offset + 12 + 8 * i;
    const frame = frames.offset + (index.address + file.readInt32LE(at + 4) - frames.address);
    return { start: index.address + file.readInt32LE(at), length: file.readUInt32LE(frame + 12) };
  });
}

test('the unwinder finds every function', async () => {
  const table = unwindTable(await readFile(binary));
  assert.ok(table.length > 10_000, `${table.length} functions`);
  // It takes the last entry that begins at or before the place it looks for.
  const hidden = table.filter((entry, i) => {
    const next = table[i + 1];
    return entry.length > 0 && next !== undefined && next.start < entry.start + entry.length;
  });
  assert.deepEqual(hidden.map((entry) => entry.start.toString(16)), []);
});
