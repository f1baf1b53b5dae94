import { expect, it } from 'vitest';
import { droppedFiles, mayHoldWorkouts } from './droppedFiles';

const file = (name: string) => ({
  isFile: true,
  isDirectory: false,
  name,
  file: (give: (file: File) => void) => {
    give(new File([''], name));
  },
});
const folder = (name: string, portions: readonly (readonly object[])[]) => ({
  isFile: false,
  isDirectory: true,
  name,
  createReader: () => {
    const left = [...portions, []];
    return {
      readEntries: (give: (entries: unknown) => void) => {
        give(left.shift());
      },
    };
  },
});
const dropped = (...entries: object[]) =>
  ({
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
    files: [],
  }) as unknown as DataTransfer;

it('looks into folders, however deep and however many portions they come in', async () => {
  const files = await droppedFiles(
    dropped(
      folder('2026', [
        [file('a.fit'), file('notes.txt')],
        [folder('May', [[file('b.GPX')]]), file('c.tcx.gz')],
      ]),
      file('holiday.jpg'),
    ),
  );
  expect(files.map(({ name }) => name)).toEqual(['a.fit', 'b.GPX', 'c.tcx.gz', 'holiday.jpg']);
});

it('knows names that can hold workouts', () => {
  expect(['x.fit', 'export.xml', 'x.CSV'].map(mayHoldWorkouts)).toEqual([true, true, true]);
  expect(['x.pdf', 'fit'].map(mayHoldWorkouts)).toEqual([false, false]);
});
