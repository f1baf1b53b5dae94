import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { ProfileChart } from '@/components/journeys/profile-chart';
import { routeMarks, routeOf } from '@/components/journeys/route-scene';
import { teamPath } from '@/components/journeys/team-journey-card';
import { IconDelete, IconJourney } from '@/components/icons';
import { BackLink, MissingPage, Page, ReadPage } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { ActionMenu } from '@/components/ui/action-menu';
import { Button } from '@/components/ui/button';
import { Card, Section } from '@/components/ui/card';
import { Listing } from '@/components/ui/listing';
import { More } from '@/components/ui/more-button';
import { Tag } from '@/components/ui/tags-field';
import { toast } from '@/components/ui/toast';
import { commonTexts } from '@/i18n/common';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { useDeleteJourney, useJourney, useJourneyBoard } from '@/lib/apiJourneys';
import { MapView } from '@/map/map-view';
import type { SceneLine } from '@/map/scene';
import type { JourneyWithRoute, Milestone } from '@/models';
import { StartDialog } from './start-dialog';

export default function JourneyPage() {
  const { id = '' } = useParams();
  const t = useTexts(journeysTexts);
  const missing = (
    <MissingPage
      icon={<IconJourney className="size-6" />}
      title={t.notFound}
      text={t.notFoundHint}
      back={{ to: '/app/journeys', text: t.back }}
    />
  );
  return (
    <ReadPage reading={useJourney(id)} missing={missing}>
      {({ journey }) => (journey ? <Shown key={journey.id} journey={journey} /> : missing)}
    </ReadPage>
  );
}

interface PartProps {
  readonly journey: JourneyWithRoute;
}

function Shown({ journey }: PartProps) {
  const t = useTexts(journeysTexts);
  const { format } = useViewer();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const [starting, setStarting] = useState(parameters.has('start'));
  const { title, lengthMetres, climbMetres, description, tags, source, precisionMetres } = journey;
  const lead = [
    format.distance(lengthMetres),
    climbMetres !== null && climbMetres > 0 && t.climbOf(format.climb(climbMetres)),
  ].filter((fact) => fact !== false);
  return (
    <>
      <BackLink to="/app/journeys">{t.back}</BackLink>
      <Page
        title={title}
        lead={lead.join(' · ')}
        action={
          <div className="flex gap-2">
            <Button
              onClick={() => {
                setStarting(true);
              }}
            >
              {t.startWithTeam}
            </Button>
            {journey.isMine && <OwnerMenu journey={journey} />}
          </div>
        }
      >
        <div className="grid grid-cols-1 gap-5">
          <RouteMap journey={journey} />
          <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
            <div className="grid min-w-0 grid-cols-1 gap-5">
              {(description !== '' || tags.length > 0) && (
                <Card className="grid gap-4 p-5 sm:p-6">
                  {description !== '' && (
                    <p className="text-lg wrap-anywhere whitespace-pre-line">{description}</p>
                  )}
                  {tags.length > 0 && (
                    <p className="flex flex-wrap gap-1.5">
                      {tags.map((tag) => (
                        <Tag key={tag}>{tag}</Tag>
                      ))}
                    </p>
                  )}
                </Card>
              )}
              <ProfileChart journey={journey} />
              <Milestones milestones={journey.milestones} />
            </div>
            <div className="grid min-w-0 grid-cols-1 gap-5">
              <Standings journey={journey} />
              {source !== null && (
                <Section title={t.source}>
                  <p className="wrap-anywhere">{source}</p>
                  {precisionMetres !== null && (
                    <p className="mt-2 text-sm text-ink-soft">
                      {t.precision(format.distance(precisionMetres))}
                    </p>
                  )}
                </Section>
              )}
            </div>
          </div>
        </div>
      </Page>
      {starting && (
        <StartDialog
          journey={journey}
          onClose={() => {
            setStarting(false);
          }}
          onStarted={(begun) => {
            toast(t.started);
            void navigate(teamPath(begun));
          }}
        />
      )}
    </>
  );
}

function RouteMap({ journey }: PartProps) {
  const t = useTexts(journeysTexts);
  const scene = useMemo(() => {
    const route = routeOf(journey);
    const lines: readonly SceneLine[] = [{ id: 'route', look: 'route', points: route.points }];
    return { lines, marks: routeMarks(journey, route, t) };
  }, [journey, t]);
  return (
    <Card className="overflow-hidden">
      <MapView label={t.mapOf(journey.title)} scene={scene} className="h-80 sm:h-112" />
    </Card>
  );
}

function Milestones({ milestones }: { readonly milestones: readonly Milestone[] }) {
  const t = useTexts(journeysTexts);
  const { format } = useViewer();
  if (milestones.length === 0) return null;
  return (
    <Section title={t.milestones}>
      <ol className="grid grid-cols-1">
        {milestones.map(({ id, title, text, distanceMetres, pictureUrl }) => (
          <li
            key={id}
            className="relative flex items-start gap-4 border-l-3 border-line pb-5 pl-5 last:border-transparent last:pb-0"
          >
            <span
              aria-hidden="true"
              className="absolute top-1.5 -left-[0.55rem] size-3.5 rounded-full border-3 border-pine bg-surface"
            />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className="font-semibold wrap-anywhere">{title}</span>
                <span className="text-sm text-ink-soft">{format.distance(distanceMetres)}</span>
              </p>
              {text !== '' && <p className="mt-0.5 text-ink-soft wrap-anywhere">{text}</p>}
            </div>
            {pictureUrl !== null && (
              <img
                src={pictureUrl}
                alt=""
                loading="lazy"
                className="mt-1 aspect-[5/2] w-24 shrink-0 rounded-lg object-cover sm:w-36"
              />
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The teams on this journey, farthest first. */
function Standings({ journey }: PartProps) {
  const t = useTexts(journeysTexts);
  const { format } = useViewer();
  const board = useJourneyBoard(journey.id);
  return (
    <Section title={t.teamsOnIt}>
      <Listing
        items={board.data}
        problem={board.problem}
        retry={board.retry}
        skeleton={{ count: 2, className: 'h-12' }}
        empty={<p className="text-ink-soft">{t.noTeamsOnIt}</p>}
      >
        {(teams) => (
          <ol className="-mx-2 grid grid-cols-1 gap-1">
            {teams.map(({ teamId, name, memberCount, distanceMetres, finishedAt }, index) => (
              <li key={teamId}>
                <Link
                  to={teamPath({ teamId, journeyId: journey.id })}
                  className="flex items-center gap-3 rounded-xl p-2 hover:bg-sunken/70"
                >
                  <span className="w-6 text-center font-display font-bold text-ink-soft">
                    {index + 1}
                  </span>
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-semibold">{name}</span>
                    <span className="block text-sm text-ink-soft">
                      {finishedAt === null ? t.onTheRoad(memberCount) : t.statuses.FINISHED}
                    </span>
                  </span>
                  <span className="text-sm font-semibold">{format.distance(distanceMetres)}</span>
                </Link>
              </li>
            ))}
          </ol>
        )}
      </Listing>
      <More more={board.more} />
    </Section>
  );
}

function OwnerMenu({ journey }: PartProps) {
  const t = useTexts(journeysTexts);
  const common = useTexts(commonTexts);
  const navigate = useNavigate();
  const remove = useDeleteJourney();
  return (
    <ActionMenu
      label={t.more}
      look="quiet"
      className="px-3!"
      actions={[
        {
          text: common.delete,
          Icon: IconDelete,
          danger: true,
          asks: { title: t.deleteTitle, text: t.deleteText },
          act: async () => {
            await remove({ id: journey.id });
            toast(t.deleted);
            await navigate('/app/journeys', { replace: true });
          },
        },
      ]}
    />
  );
}
