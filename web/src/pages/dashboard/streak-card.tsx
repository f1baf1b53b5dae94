import { clsx } from 'clsx';
import { useViewer } from '@/components/layout/viewer';
import { IconFlame } from '@/components/icons';
import { Section } from '@/components/ui/card';
import { dashboardTexts } from '@/i18n/dashboard';
import { useTexts } from '@/i18n/texts';
import { lastSevenDays } from '@/lib/format';
import { addDays } from '@/lib/time';
import type { Rewards } from '@/models';

interface StreakCardProps {
  readonly rewards: Rewards;
  /** Days known to count for another reason than the streak: those with a workout. */
  readonly activeDays: ReadonlySet<string>;
}

export function StreakCard({ rewards, activeDays }: StreakCardProps) {
  const t = useTexts(dashboardTexts);
  const { currentStreak, longestStreak, activeToday } = rewards;
  const hint = currentStreak === 0 ? t.streakNone : activeToday ? t.streakToday : t.streakWaiting;
  return (
    <Section
      title={t.streak}
      action={
        <span
          className="flex items-center gap-1.5 font-display text-xl font-semibold"
          data-testid="streak"
        >
          <IconFlame
            aria-hidden="true"
            className={clsx(
              'size-6',
              currentStreak > 0 ? 'fill-blaze/30 text-blaze' : 'text-line-strong',
            )}
          />
          {t.streakDays(currentStreak)}
        </span>
      }
    >
      <Week rewards={rewards} activeDays={activeDays} />
      <p className="mt-4 text-sm">{hint}</p>
      {longestStreak > currentStreak && (
        <p className="mt-1 text-sm text-ink-soft">{t.streakBest(longestStreak)}</p>
      )}
    </Section>
  );
}

/** The last seven days, a blaze for each that counted. */
export function Week({ rewards, activeDays }: StreakCardProps) {
  const t = useTexts(dashboardTexts);
  const { format } = useViewer();
  const inStreak = streakDays(rewards, format.today);
  return (
    <ol className="grid grid-cols-7 gap-1.5">
      {lastSevenDays(format.today).map((day) => {
        const isToday = day === format.today;
        const active = inStreak.has(day) || activeDays.has(day);
        const state = active ? t.dayActive : isToday ? t.dayOpen : t.dayQuiet;
        return (
          <li key={day} className="flex flex-col items-center gap-1.5">
            <span
              aria-hidden="true"
              className={clsx(
                'h-11 w-full max-w-7 rounded-md',
                active
                  ? 'bg-blaze'
                  : isToday
                    ? 'border-2 border-dashed border-blaze bg-blaze-wash'
                    : 'bg-line',
              )}
            />
            <span
              aria-hidden="true"
              className={clsx('text-xs', isToday ? 'font-bold' : 'text-ink-soft')}
            >
              {format.weekday(day, 'narrow')}
            </span>
            <span className="sr-only">
              {format.weekday(day, 'long')}: {state}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** The days the current streak is made of, up to today or yesterday. */
export function streakDays(
  { currentStreak, activeToday }: Pick<Rewards, 'currentStreak' | 'activeToday'>,
  today: string,
): ReadonlySet<string> {
  const last = activeToday ? today : addDays(today, -1);
  const shown = Math.min(currentStreak, 7);
  return new Set(Array.from({ length: shown }, (_, index) => addDays(last, -index)));
}
