import { Link } from 'react-router';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { useTeam } from '@/lib/apiTeams';
import { mayManage } from '@/lib/groupRights';
import type { Group } from '@/models';
import { IconJourney } from '../icons';
import { Button } from '../ui/button';
import { TeamJourneyCard } from './team-journey-card';

/** The journeys a group is on; for who leads one that is on none, the way to begin. */
export function GroupJourneys({ group }: { readonly group: Group }) {
  const t = useTexts(journeysTexts);
  const { data } = useTeam(group.id);
  if (!data) return null;
  const running = data.team?.journeys.filter(({ status }) => status !== 'ENDED') ?? [];
  if (running.length > 0) {
    return (
      <section aria-label={t.groupRoad} className="mb-5 grid grid-cols-1 gap-3">
        <h2 className="sr-only">{t.groupRoad}</h2>
        {running.map((teamJourney) => (
          <TeamJourneyCard key={teamJourney.journeyId} teamJourney={teamJourney} />
        ))}
      </section>
    );
  }
  if (!mayManage(group)) return null;
  return (
    <p className="mb-5">
      <Button asChild look="quiet" className="w-full">
        <Link to="/app/journeys">
          <IconJourney aria-hidden="true" className="size-5" />
          {t.takeGroup}
        </Link>
      </Button>
    </p>
  );
}
