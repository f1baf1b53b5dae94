// From which day on weeks and months are added up.
import { addDays } from '@/lib/time';
import type { TotalsUnit } from '@/models';

export const totalSpans = {
  weeks: { unit: 'WEEK', count: 26 },
  months: { unit: 'MONTH', count: 12 },
} as const satisfies Record<string, { readonly unit: TotalsUnit; readonly count: number }>;

export type TotalSpan = keyof typeof totalSpans;

/** The first day of the week (Monday) or month that lies `count - 1` of them before the one of `today`. */
export function firstDay(today: string, unit: TotalsUnit, count: number): string {
  if (unit === 'WEEK') {
    const sinceMonday = (new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7;
    return addDays(today, -sinceMonday - 7 * (count - 1));
  }
  const [year = 0, month = 1] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - count, 1)).toISOString().slice(0, 10);
}
