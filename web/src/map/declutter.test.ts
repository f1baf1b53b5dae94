import { expect, it } from 'vitest';
import { freeBoxes } from './declutter';

const box = (left: number, top: number) => ({ left, top, right: left + 10, bottom: top + 4 });

it('keeps the first of two that overlap, and all that merely touch', () => {
  expect(freeBoxes([box(0, 0), box(5, 2), box(10, 0), null, box(12, 3)])).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
});

it('keeps clear of what stands in the way', () => {
  expect(freeBoxes([box(0, 0), box(20, 0)], [box(18, 2)])).toEqual([true, false]);
});
