// Days and clock times in the person's own time zone, which need not be the browser's.

const dayMs = 86_400_000;
const partsFormats = new Map<string, Intl.DateTimeFormat>();

/** The zone the browser believes it is in. */
export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `2026-11-21T08:30` of an instant as clocks in that zone show it: the value of a datetime-local input. */
export function toLocal(instant: string | number | Date, timeZone: string): string {
  return new Date(shifted(new Date(instant).getTime(), timeZone)).toISOString().slice(0, 16);
}

/** The calendar day (`2026-11-21`) of an instant in that zone. */
export function dayOf(instant: string | number | Date, timeZone: string): string {
  return toLocal(instant, timeZone).slice(0, 10);
}

/**
 * The instant at which clocks in that zone show `local` (`2026-11-21T08:30[:15[.123]]`). A time that a spring change
 * skips is read as if the clocks had not yet changed; one that an autumn change repeats is its first occurrence.
 */
export function fromLocal(local: string, timeZone: string): string {
  const wanted = Date.parse(`${local}Z`);
  const early = wanted - offsetAt(wanted - dayMs, timeZone);
  const late = wanted - offsetAt(wanted + dayMs, timeZone);
  const fits = [early, late].filter((candidate) => shifted(candidate, timeZone) === wanted);
  return new Date(fits.length > 0 ? Math.min(...fits) : early).toISOString();
}

export function startOfDay(day: string, timeZone: string): string {
  return fromLocal(`${day}T00:00`, timeZone);
}

/** The last millisecond of a day. */
export function endOfDay(day: string, timeZone: string): string {
  return new Date(Date.parse(startOfDay(addDays(day, 1), timeZone)) - 1).toISOString();
}

/** Calendar arithmetic, free of clocks and zones. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / dayMs);
}

/** The Sunday that ends the week of that day. */
export function endOfWeek(day: string): string {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return addDays(day, (7 - weekday) % 7);
}

export function endOfMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The hour (0 to 23) that clocks in that zone show. */
export function hourOf(instant: number, timeZone: string): number {
  return new Date(shifted(instant, timeZone)).getUTCHours();
}

function shifted(instant: number, timeZone: string): number {
  return instant + offsetAt(instant, timeZone);
}

/** How far ahead of UTC clocks in that zone are, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  let format = partsFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    partsFormats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(instant).map((part) => [part.type, part.value]));
  const value = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const clock = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return clock - Math.floor(instant / 1000) * 1000;
}
