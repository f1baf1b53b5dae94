import { useViewer } from '@/components/layout/viewer';
import { Section } from '@/components/ui/card';
import { numbersTexts } from '@/i18n/workoutNumbers';
import { useTexts } from '@/i18n/texts';
import type { MeasuredWorkout } from '@/models';

/** The fastest stretches, and how long the heart beat in which zone. */
export function Efforts({ workout }: { readonly workout: MeasuredWorkout }) {
  const t = useTexts(numbersTexts);
  const { format } = useViewer();
  const { bestEfforts } = workout;
  if (bestEfforts.length === 0) return null;
  return (
    <Section title={t.bestEfforts}>
      <dl className="grid grid-cols-1 gap-2">
        {bestEfforts.map(({ kind, seconds, distanceMetres }) => (
          <div key={kind} className="flex items-baseline justify-between gap-4">
            <dt>{t.records[kind]}</dt>
            <dd>
              <span className="font-semibold">{format.clock(seconds)}</span>
              <span className="ml-2 text-sm text-ink-soft">
                {format.pace(seconds / (distanceMetres / 1000))}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

export function HeartZones({ workout }: { readonly workout: MeasuredWorkout }) {
  const t = useTexts(numbersTexts);
  const { format } = useViewer();
  const zones = workout.heartRateZones ?? [];
  const whole = zones.reduce((sum, { seconds }) => sum + seconds, 0);
  if (whole <= 0) return null;
  return (
    <Section title={t.heartZones}>
      <dl className="grid grid-cols-1 gap-2.5">
        {zones.toReversed().map(({ zone, from, to, seconds }) => (
          <div key={zone}>
            <dt className="flex justify-between gap-4 text-sm">
              <span className="font-semibold">{t.zone(zone)}</span>
              <span className="text-ink-soft">
                {to === null ? `≥ ${String(from)}` : `${String(from)}–${String(to)}`}
              </span>
            </dt>
            <dd className="mt-1 flex items-center gap-3">
              <span
                aria-hidden="true"
                className="h-2.5 flex-1 overflow-hidden rounded-full bg-line"
              >
                <span
                  className="block h-full rounded-full bg-danger"
                  style={{
                    width: `${((seconds / whole) * 100).toFixed(1)}%`,
                    opacity: 0.35 + zone * 0.13,
                  }}
                />
              </span>
              <span className="w-14 text-right text-sm font-semibold">{format.clock(seconds)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
