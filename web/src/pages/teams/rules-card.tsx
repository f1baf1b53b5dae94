import { useViewer } from '@/components/layout/viewer';
import { Section } from '@/components/ui/card';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { dayOf } from '@/lib/time';
import type { TeamRoad } from '@/models';

/** What counts, as everybody in the team sees it. */
export function RulesCard({ road }: { readonly road: TeamRoad }) {
  const t = useTexts(journeysTexts);
  const workouts = useTexts(workoutsTexts);
  const { format } = useViewer();
  const { startsAt, endsAt, timeZone, dailyCapMetres, lateDays, conversions } = road.rules;
  const day = (instant: string) => format.day(dayOf(instant, timeZone));
  const lines = [
    t.counts(day(startsAt), day(endsAt)),
    dailyCapMetres === null ? t.noCap : t.cap(format.distance(dailyCapMetres)),
    t.late(lateDays),
    t.joins,
  ];
  return (
    <Section title={t.rules}>
      <ul className="grid list-disc gap-1.5 pl-5 marker:text-blaze">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <details className="group mt-4 border-t border-line pt-3">
        <summary className="min-h-9 cursor-pointer font-semibold">{t.conversions}</summary>
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-[0.95rem]">
          {conversions.map(({ type, factor, metresPerMinute, metresPerStep, metresPerPush }) => (
            <div key={type} className="contents">
              <dt className="text-ink-soft">{workouts.types[type]}</dt>
              <dd>
                {[
                  t.byDistance(format.number(factor, 2)),
                  metresPerMinute > 0 && t.byMinute(format.climb(metresPerMinute)),
                  metresPerStep > 0 && t.byStep(format.number(metresPerStep, 2)),
                  metresPerPush > 0 && t.byPush(format.number(metresPerPush, 2)),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </Section>
  );
}
