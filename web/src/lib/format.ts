// Numbers, dates and durations as the reader's language writes them.
import { useMemo } from 'react';
import { useLanguage, type Language } from '@/i18n/language';
import type { QuestMetric } from '@/models';
import { addDays, dayOf, daysBetween } from './time';
import { useNow } from './useNow';

export interface Formats {
  readonly number: (value: number, digits?: number) => string;
  readonly percent: (share: number) => string;
  readonly distance: (metres: number) => string;
  readonly climb: (metres: number) => string;
  readonly duration: (seconds: number) => string;
  /** As a stopwatch shows it: 5:12, 1:02:03. */
  readonly clock: (seconds: number) => string;
  /** Minutes and seconds a kilometre. */
  readonly pace: (secondsPerKm: number) => string;
  readonly speed: (metresPerSecond: number) => string;
  /** A quest's amount, with its unit where it has one. */
  readonly amount: (metric: QuestMetric, value: number) => string;
  /** A calendar day: "today", "tomorrow", else "21 Nov" (with the year when it is another one). */
  readonly day: (day: string) => string;
  readonly longDay: (day: string) => string;
  /** "21 November 2026" */
  readonly longDate: (day: string) => string;
  /** "November 2026" */
  readonly month: (day: string) => string;
  readonly monthName: (day: string, width: 'narrow' | 'short') => string;
  readonly weekday: (day: string, width: 'narrow' | 'short' | 'long') => string;
  /** An instant, as a day and a clock time. */
  readonly moment: (instant: string) => string;
  readonly time: (instant: string) => string;
  /** How long ago, in the largest unit that fits; a date when it is more than a week. */
  readonly ago: (instant: string, now: number) => string;
  /** Short for large numbers: 1.2K. */
  readonly count: (value: number) => string;
  readonly today: string;
}

const kilometre = 1000;
const hour = 3600;

/** As a stopwatch shows it, in every language. */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / hour);
  const minutes = Math.floor((whole % hour) / 60);
  const rest = two(whole % 60);
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${rest}` : `${String(minutes)}:${rest}`;
}

function makeFormats(
  language: Language,
  country: string | null,
  timeZone: string,
  today: string,
): Formats {
  const unit = (name: string, value: number, digits = 0) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  const dates = localeFor(language, country);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const short = new Intl.RelativeTimeFormat(language, { style: 'short' });
  const date = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(dates, { ...options, timeZone: 'UTC' }).format(
      new Date(`${day}T12:00Z`),
    );
  const distance = (metres: number) =>
    metres < kilometre
      ? unit('meter', Math.round(metres))
      : unit('kilometer', metres / kilometre, metres < 100 * kilometre ? 2 : 0);
  const climb = (metres: number) => unit('meter', Math.round(metres));
  const duration = (seconds: number) => {
    const minutes = Math.round(seconds / 60);
    if (seconds < 60) return unit('second', Math.round(seconds));
    if (minutes < 60) return unit('minute', minutes);
    const rest = minutes % 60;
    const hours = unit('hour', Math.floor(minutes / 60));
    return rest === 0 ? hours : `${hours} ${unit('minute', rest)}`;
  };
  const day = (value: string) => {
    const distanceInDays = daysBetween(today, value);
    if (Math.abs(distanceInDays) <= 1) return relative.format(distanceInDays, 'day');
    const sameYear = value.slice(0, 4) === today.slice(0, 4);
    return date(value, {
      day: 'numeric',
      month: 'short',
      ...(sameYear ? {} : { year: 'numeric' }),
    });
  };
  const time = (instant: string) =>
    new Intl.DateTimeFormat(dates, { timeStyle: 'short', timeZone }).format(new Date(instant));
  return {
    number,
    percent: (share) =>
      new Intl.NumberFormat(language, { style: 'percent' }).format(Math.floor(share * 100) / 100),
    distance,
    climb,
    duration,
    clock,
    pace: (secondsPerKm) => {
      const whole = Math.round(secondsPerKm);
      return `${number(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')} /km`;
    },
    speed: (metresPerSecond) => unit('kilometer-per-hour', (metresPerSecond * hour) / kilometre, 1),
    amount: (metric, value) => {
      switch (metric) {
        case 'DISTANCE_METRES':
          return unit('kilometer', value / kilometre, 1);
        case 'MOVING_SECONDS':
          return duration(value);
        case 'CLIMB_METRES':
          return climb(value);
        case 'WORKOUTS':
        case 'TASKS_DONE':
          return number(value);
      }
    },
    day,
    longDay: (value) => date(value, { weekday: 'long', day: 'numeric', month: 'long' }),
    longDate: (value) => date(value, { day: 'numeric', month: 'long', year: 'numeric' }),
    month: (value) => date(value, { month: 'long', year: 'numeric' }),
    monthName: (value, width) => date(value, { month: width }),
    weekday: (value, width) => date(value, { weekday: width }),
    moment: (instant) => `${day(dayOf(instant, timeZone))}, ${time(instant)}`,
    time,
    ago: (instant, now) => {
      const minutes = Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));
      if (minutes < 1) return relative.format(0, 'second');
      if (minutes < 60) return short.format(-minutes, 'minute');
      if (minutes < 24 * 60) return short.format(-Math.floor(minutes / 60), 'hour');
      if (minutes < 7 * 24 * 60) return short.format(-Math.floor(minutes / 60 / 24), 'day');
      return day(dayOf(instant, timeZone));
    },
    count: (value) =>
      new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(
        value,
      ),
    today,
  };
}

/**
 * Formats for the reader's language and, for instants, the given zone. The country decides what the language leaves open:
 * the order of a date, 12 or 24 hours.
 */
export function useFormats(timeZone: string, country: string | null = null): Formats {
  const language = useLanguage();
  const today = dayOf(useNow(), timeZone);
  return useMemo(
    () => makeFormats(language, country, timeZone, today),
    [language, country, timeZone, today],
  );
}

function localeFor(language: Language, country: string | null): string {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return language;
  return new Intl.Locale(language, { region: country }).toString();
}

/** The seven days up to today, oldest first. */
export function lastSevenDays(today: string): readonly string[] {
  return [-6, -5, -4, -3, -2, -1, 0].map((offset) => addDays(today, offset));
}
