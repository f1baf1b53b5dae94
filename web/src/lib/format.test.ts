import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setLanguage, type Language } from '@/i18n/language';
import { useFormats } from './format';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T12:00:00Z') });
});
afterEach(() => {
  act(() => {
    setLanguage('en');
  });
  vi.useRealTimers();
});

const formats = (language: Language, country: string | null = null) => {
  setLanguage(language);
  return renderHook(() => useFormats('Europe/Madrid', country)).result.current;
};
/** Intl parts numbers and units by several kinds of space. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formats', () => {
  it('write numbers and units as the language does', () => {
    expect(formats('en').distance(8430)).toBe('8.43 km');
    expect(plain(formats('fr').distance(8430))).toBe('8,43 km');
    expect(formats('en').distance(640)).toBe('640 m');
    expect(plain(formats('pt-BR').amount('DISTANCE_METRES', 25_000))).toBe('25 km');
  });

  it('write durations in the largest units that fit', () => {
    const { duration } = formats('en');
    expect([duration(42), duration(2400), duration(3600), duration(5700)]).toEqual([
      '42 sec',
      '40 min',
      '1 hr',
      '1 hr 35 min',
    ]);
  });

  it('write a pace with two digits of seconds', () => {
    expect(formats('en').pace(335.4)).toBe('5:35 /km');
    expect(formats('en').pace(304.8)).toBe('5:05 /km');
  });

  it('name near days and spell far ones', () => {
    const { day } = formats('es');
    expect(day('2026-11-21')).toBe('hoy');
    expect(day('2026-11-22')).toBe('mañana');
    expect(day('2026-12-31')).toMatch(/31 dic/);
    expect(formats('en').day('2027-02-15')).toContain('2027');
  });

  it('show instants in the person’s zone, and dates as in their country', () => {
    expect(formats('en', 'GB').moment('2026-11-21T07:30:00Z')).toBe('today, 08:30');
    expect(plain(formats('en', 'US').time('2026-11-21T07:30:00Z'))).toBe('8:30 AM');
  });

  it.each([
    ['en', ['now', '5 min. ago', '3 hr. ago', '2 days ago']],
    ['es', ['ahora', 'hace 5 min', 'hace 3 h', 'hace 2 d']],
    ['fr', ['maintenant', 'il y a 5 min', 'il y a 3 h', 'il y a 2 j']],
    ['pt-BR', ['agora', 'há 5 min.', 'há 3 h', 'há 2 dias']],
  ] as const)('say in %s how long ago something was', (language, expected) => {
    const { ago } = formats(language);
    const now = Date.parse('2026-11-21T12:00:00Z');
    const texts = [30, 5 * 60, 3 * 3600, 2.4 * 86_400].map((seconds) =>
      plain(ago(new Date(now - seconds * 1000).toISOString(), now)),
    );
    expect(texts).toEqual(expected);
  });

  it('turn to a date after a week, and never to the future', () => {
    const { ago } = formats('en', 'GB');
    const now = Date.parse('2026-11-21T12:00:00Z');
    expect(ago('2026-11-13T11:00:00Z', now)).toBe('13 Nov');
    expect(ago('2026-11-21T12:00:40Z', now)).toBe('now');
  });

  it('never round up to 100 %', () => {
    expect(formats('en').percent(0.999)).toBe('99%');
  });
});
