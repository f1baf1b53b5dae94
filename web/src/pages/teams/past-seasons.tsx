import { Link } from 'react-router';
import { teamPath } from '@/components/journeys/team-journey-card';
import { useViewer } from '@/components/layout/viewer';
import { Section } from '@/components/ui/card';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { dayOf } from '@/lib/time';
import type { TeamRoad } from '@/models';

/** What earlier seasons came to; nothing when this is the first. */
export function PastSeasons({ road }: { readonly road: TeamRoad }) {
  const t = useTexts(journeysTexts);
  const { me, format } = useViewer();
  if (road.pastSeasons.length === 0) return null;
  return (
    <Section title={t.pastSeasons}>
      <ul className="grid grid-cols-1 gap-2">
        {road.pastSeasons.map(({ season, endedAt, distanceMetres, finishedAt }) => (
          <li key={season} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span>
              {finishedAt === null ? (
                <span className="font-semibold">{t.season(season)}</span>
              ) : (
                <Link
                  to={`${teamPath(road)}/certificate/${String(season)}`}
                  className="font-semibold underline underline-offset-4"
                >
                  {t.season(season)}
                </Link>
              )}
              <span className="text-sm text-ink-soft">
                {` · ${format.day(dayOf(endedAt, me.timeZone))}`}
              </span>
            </span>
            <span className="font-semibold">{format.distance(distanceMetres)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
