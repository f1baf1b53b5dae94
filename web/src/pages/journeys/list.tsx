import { Link } from 'react-router';
import { JourneyCard } from '@/components/journeys/journey-card';
import { TeamJourneyCard } from '@/components/journeys/team-journey-card';
import { IconAdd, IconJourney, IconRewards } from '@/components/icons';
import { Page } from '@/components/layout/page';
import { Button } from '@/components/ui/button';
import { Listing } from '@/components/ui/listing';
import { More } from '@/components/ui/more-button';
import { Empty } from '@/components/ui/states';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { useJourneys, useMyJourneys } from '@/lib/apiJourneys';
import { useMyTeams } from '@/lib/apiTeams';

const titleLook = 'mb-3 px-1 text-xl font-semibold';

/** Teams on the road, and the roads there are. */
export default function JourneysPage() {
  const t = useTexts(journeysTexts);
  const catalogue = useJourneys();
  return (
    <Page
      title={t.title}
      lead={t.lead}
      action={
        <div className="flex flex-wrap gap-2">
          <Button asChild look="quiet">
            <Link to="/app/journeys/cards">
              <IconRewards aria-hidden="true" className="size-5" />
              {t.cards}
            </Link>
          </Button>
          <Button asChild>
            <Link to="/app/journeys/new">
              <IconAdd aria-hidden="true" className="size-5" />
              {t.newJourney}
            </Link>
          </Button>
        </div>
      }
    >
      <div className="grid grid-cols-1 gap-9">
        <Teams />
        <section aria-label={t.catalogue}>
          <h2 className={titleLook}>{t.catalogue}</h2>
          <Listing
            items={catalogue.data}
            problem={catalogue.problem}
            retry={catalogue.retry}
            skeleton={{ count: 3, className: 'h-64 rounded-card' }}
            empty={<p className="text-ink-soft">{t.catalogueEmpty}</p>}
          >
            {(all) => (
              <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3">
                {all.map((journey) => (
                  <li key={journey.id}>
                    <JourneyCard journey={journey} />
                  </li>
                ))}
              </ul>
            )}
          </Listing>
        </section>
        <Mine />
      </div>
    </Page>
  );
}

function Teams() {
  const t = useTexts(journeysTexts);
  const teams = useMyTeams();
  const all = teams.data?.flatMap(({ group, journeys }) =>
    journeys.map((teamJourney) => ({ group, teamJourney })),
  );
  return (
    <section aria-label={t.yourTeams}>
      <h2 className={titleLook}>{t.yourTeams}</h2>
      <Listing
        items={all}
        problem={teams.problem}
        retry={teams.retry}
        skeleton={{ count: 2, className: 'h-32 rounded-card' }}
        empty={
          <Empty icon={<IconJourney className="size-6" />} title={t.noTeams} text={t.noTeamsHint} />
        }
      >
        {(entries) => (
          <ul className="grid grid-cols-1 gap-4 md:grid-cols-2">
            {entries.map(({ group, teamJourney }) => (
              <li key={teamJourney.teamId + teamJourney.journeyId}>
                <TeamJourneyCard teamJourney={teamJourney} group={group} />
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </section>
  );
}

/** Those one has made; nothing when there are none. */
function Mine() {
  const t = useTexts(journeysTexts);
  const { data = [], more } = useMyJourneys();
  if (data.length === 0) return null;
  return (
    <section aria-label={t.yours}>
      <h2 className={titleLook}>{t.yours}</h2>
      <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {data.map((journey) => (
          <li key={journey.id}>
            <JourneyCard journey={journey} />
          </li>
        ))}
      </ul>
      <More more={more} />
    </section>
  );
}
