import { expect, it } from 'vitest';
import { firstDay } from './totals';

it.each([
  ['2026-11-21', 'WEEK', 1, '2026-11-16'],
  ['2026-11-16', 'WEEK', 1, '2026-11-16'],
  ['2026-11-22', 'WEEK', 2, '2026-11-09'],
  ['2026-11-21', 'MONTH', 1, '2026-11-01'],
  ['2026-11-30', 'MONTH', 12, '2025-12-01'],
  ['2026-01-01', 'MONTH', 2, '2025-12-01'],
] as const)('of %s, by %s, %i of them: %s', (today, unit, count, expected) => {
  expect(firstDay(today, unit, count)).toBe(expected);
});
