import { Link } from 'react-router';
import { shareOf, teamPath } from '@/components/journeys/team-journey-card';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Ring } from '@/components/ui/progress';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { dayOf } from '@/lib/time';
import type { TeamRoad } from '@/models';

/** How far the team is, and what comes next. */
export function ProgressCard({ road }: { readonly road: TeamRoad }) {
  const t = useTexts(journeysTexts);
  const { me, format } = useViewer();
  const { journey, distanceMetres, lengthMetres, status, season, rules, finishedAt } = road;
  const share = shareOf(road);
  const next = journey.milestones.find((one) => one.distanceMetres > distanceMetres);
  const day = (instant: string) => format.day(dayOf(instant, me.timeZone));
  return (
    <Card className="p-5 sm:p-6">
      <div className="flex items-center gap-5">
        <Ring value={share} label={t.progress} size={104} stroke={10}>
          <span className="font-display text-2xl font-bold">{format.percent(share)}</span>
        </Ring>
        <div className="min-w-0">
          <p className="font-display text-3xl leading-tight font-bold">
            {format.distance(distanceMetres)}
          </p>
          <p className="text-ink-soft">{t.ofLength(format.distance(lengthMetres))}</p>
          {status !== 'RUNNING' && <p className="mt-1 font-semibold">{t.statuses[status]}</p>}
        </div>
      </div>
      {status === 'UPCOMING' && (
        <p className="mt-4 border-t border-line pt-4">{t.startsOn(day(rules.startsAt))}</p>
      )}
      {finishedAt === null && next && (
        <p className="mt-4 border-t border-line pt-4">
          <span className="block text-sm text-ink-soft">{t.next}</span>
          <span className="font-semibold wrap-anywhere">{next.title}</span>
          <span className="text-ink-soft">
            {` · ${t.toGo(format.distance(next.distanceMetres - distanceMetres))}`}
          </span>
        </p>
      )}
      {finishedAt !== null && (
        <div className="mt-4 grid gap-3 border-t border-line pt-4">
          <p className="font-semibold">{t.finishedOn(day(finishedAt))}</p>
          <Button asChild look="accent">
            <Link to={`${teamPath(road)}/certificate/${String(season)}`}>{t.certificate}</Link>
          </Button>
        </div>
      )}
    </Card>
  );
}
