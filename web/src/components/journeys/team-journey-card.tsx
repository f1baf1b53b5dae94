import { Link } from 'react-router';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import type { Group, TeamJourney } from '@/models';
import { useViewer } from '../layout/viewer';
import { TrackDrawing } from '../track-drawing';
import { Card } from '../ui/card';
import { Bar } from '../ui/progress';

export const teamPath = ({ teamId, journeyId }: Pick<TeamJourney, 'teamId' | 'journeyId'>) =>
  `/app/teams/${teamId}/${journeyId}`;

/** How far along a team is, 0 to 1. */
export function shareOf({
  distanceMetres,
  lengthMetres,
}: Pick<TeamJourney, 'distanceMetres' | 'lengthMetres'>): number {
  return lengthMetres > 0 ? Math.min(1, distanceMetres / lengthMetres) : 0;
}

interface TeamJourneyCardProps {
  readonly teamJourney: TeamJourney;
  /** Named where teams of several groups stand together. */
  readonly group?: Group;
}

/** A team on the road, in brief. */
export function TeamJourneyCard({ teamJourney, group }: TeamJourneyCardProps) {
  const t = useTexts(journeysTexts);
  const { format } = useViewer();
  const { journey, status, distanceMetres, lengthMetres, memberCount } = teamJourney;
  const share = shareOf(teamJourney);
  const way = t.way(format.distance(distanceMetres), format.distance(lengthMetres));
  return (
    <Card className="relative flex gap-4 p-4 transition-colors hover:border-line-strong sm:p-5">
      <div className="contours grid size-20 shrink-0 place-items-center overflow-hidden rounded-2xl bg-pine-wash/60">
        <TrackDrawing polyline={journey.polyline} width={76} height={68} />
      </div>
      <div className="min-w-0 flex-1">
        <h3 className="text-lg leading-snug font-semibold">
          <Link
            to={teamPath(teamJourney)}
            className="rounded wrap-anywhere before:absolute before:inset-0 before:rounded-card"
          >
            {journey.title}
          </Link>
        </h3>
        <p className="mb-2 truncate text-sm text-ink-soft">
          {[group?.name, t.onTheRoad(memberCount), status !== 'RUNNING' && t.statuses[status]]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Bar value={share} label={journey.title} text={way} quiet={status === 'ENDED'} />
        <p className="mt-1.5 flex justify-between gap-3 text-sm">
          <span className="font-semibold">{way}</span>
          <span className="text-ink-soft">{format.percent(share)}</span>
        </p>
      </div>
    </Card>
  );
}
