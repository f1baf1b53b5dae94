import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayOf,
  daysBetween,
  endOfDay,
  endOfMonth,
  endOfWeek,
  fromLocal,
  startOfDay,
  toLocal,
} from './time';

describe('local times', () => {
  it.each([
    ['2026-11-21T08:30', 'Europe/Madrid', '2026-11-21T07:30:00.000Z'],
    ['2026-07-01T08:30', 'Europe/Madrid', '2026-07-01T06:30:00.000Z'],
    ['2026-11-21T08:30', 'America/Sao_Paulo', '2026-11-21T11:30:00.000Z'],
    ['2026-11-21T08:30', 'Asia/Kathmandu', '2026-11-21T02:45:00.000Z'],
    ['2026-11-21T08:30', 'Pacific/Kiritimati', '2026-11-20T18:30:00.000Z'],
    ['2026-11-21T08:30', 'UTC', '2026-11-21T08:30:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(fromLocal(local, zone)).toBe(instant);
    expect(toLocal(instant, zone)).toBe(local);
  });

  it('reads a time that spring skips as if the clocks had not changed', () => {
    // 2026-03-29 02:30 does not exist in Madrid.
    expect(fromLocal('2026-03-29T02:30', 'Europe/Madrid')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('takes the first of the two times that autumn repeats', () => {
    // 2026-10-25 02:30 happens at 00:30Z and again at 01:30Z.
    expect(fromLocal('2026-10-25T02:30', 'Europe/Madrid')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('knows whose day it is', () => {
    expect(dayOf('2026-11-20T23:30:00Z', 'Europe/Madrid')).toBe('2026-11-21');
    expect(dayOf('2026-11-20T23:30:00Z', 'America/New_York')).toBe('2026-11-20');
  });

  it('makes a day as long as it is, also when clocks change', () => {
    const hours = (day: string) =>
      Math.round(
        (Date.parse(endOfDay(day, 'Europe/Madrid')) -
          Date.parse(startOfDay(day, 'Europe/Madrid'))) /
          3_600_000,
      );
    expect([hours('2026-03-29'), hours('2026-06-01'), hours('2026-10-25')]).toEqual([23, 24, 25]);
  });
});

describe('calendar days', () => {
  it('add and subtract over months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-11-21', '2026-12-01')).toBe(10);
  });

  it('end a week on Sunday and a month on its last day', () => {
    expect(endOfWeek('2026-11-21')).toBe('2026-11-22');
    expect(endOfWeek('2026-11-22')).toBe('2026-11-22');
    expect(endOfWeek('2026-11-23')).toBe('2026-11-29');
    expect(endOfMonth('2028-02-10')).toBe('2028-02-29');
    expect(endOfMonth('2026-12-31')).toBe('2026-12-31');
  });
});
