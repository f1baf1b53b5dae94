import { useState } from 'react';
import { Link, Navigate, useParams } from 'react-router';
import { groupPath } from '@/components/groups/group-card';
import { ProfileChart } from '@/components/journeys/profile-chart';
import { teamPath } from '@/components/journeys/team-journey-card';
import { IconJourney } from '@/components/icons';
import { BackLink, MissingPage, Page, ReadPage } from '@/components/layout/page';
import { TabLinks } from '@/components/ui/tab-links';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { useTeamLive, useTeamRoad } from '@/lib/apiTeams';
import type { TeamRoad, TeamWithRoad } from '@/models';
import { Board } from './board';
import { Milestones } from './milestones';
import { News } from './news';
import { newsOf, type NewsItem } from './news-of';
import { PastSeasons } from './past-seasons';
import { ProgressCard } from './progress-card';
import { RulesCard } from './rules-card';
import { TeamActions } from './team-actions';
import { TeamMap } from './team-map';

export default function TeamPage() {
  const { id = '', journeyId } = useParams();
  const t = useTexts(journeysTexts);
  const missing = (
    <MissingPage
      icon={<IconJourney className="size-6" />}
      title={t.teamNotFound}
      text={t.teamNotFoundHint}
      back={{ to: '/app/journeys', text: t.back }}
    />
  );
  return (
    <ReadPage reading={useTeamRoad(id)} missing={missing}>
      {({ team }) => {
        const road = team?.journeys.find((one) => one.journeyId === journeyId);
        if (team && road) return <Shown key={id} team={team} road={road} />;
        const [first] = team?.journeys ?? [];
        return first ? <Navigate to={teamPath(first)} replace /> : missing;
      }}
    </ReadPage>
  );
}

interface ShownProps {
  readonly team: TeamWithRoad;
  readonly road: TeamRoad;
}

const newsKept = 6;

function Shown({ team, road }: ShownProps) {
  const t = useTexts(journeysTexts);
  const [news, setNews] = useState<readonly NewsItem[]>([]);
  useTeamLive(team.id, (progress) => {
    const fresh = newsOf(progress, team);
    if (fresh.length > 0) setNews((before) => [...fresh, ...before].slice(0, newsKept));
  });
  const { group, journeys } = team;
  const { journey, season } = road;
  return (
    <>
      <BackLink to="/app/journeys">{t.back}</BackLink>
      <Page
        title={journey.title}
        lead={
          <>
            <Link
              to={groupPath(group)}
              className="font-semibold text-ink underline-offset-4 hover:underline"
            >
              {group.name}
            </Link>
            {` · ${t.onTheRoad(road.memberCount)}`}
            {season > 1 && ` · ${t.season(season)}`}
          </>
        }
        action={<TeamActions group={group} road={road} />}
      >
        {journeys.length > 1 && (
          <TabLinks
            label={t.journeysOf(group.name)}
            chosen={road.journeyId}
            tabs={journeys.map((one) => ({
              key: one.journeyId,
              to: teamPath(one),
              text: one.journey.title,
            }))}
          />
        )}
        <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem] xl:grid-rows-[auto_1fr]">
          <div className="grid min-w-0 grid-cols-1 gap-5">
            <TeamMap key={road.journeyId} road={road} />
            <ProfileChart journey={journey} done={road.position.distanceMetres} />
          </div>
          {/* On a phone, how far we are and who leads come before the long list of milestones. */}
          <div className="grid min-w-0 grid-cols-1 gap-5 sm:max-xl:grid-cols-2 xl:row-span-2">
            <ProgressCard road={road} />
            <News items={news} />
            <Board key={road.journeyId} road={road} />
            <RulesCard road={road} />
            <PastSeasons road={road} />
          </div>
          <Milestones road={road} />
        </div>
      </Page>
    </>
  );
}
