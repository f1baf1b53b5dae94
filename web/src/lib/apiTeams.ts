// Teams: groups on journeys, how far they are, and news of it as they come.
import { useEffect, useEffectEvent } from 'react';
import type { ApolloCache, ApolloClient, Reference } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import {
  EndJourneyDocument,
  MyTeamsDocument,
  ResetSeasonDocument,
  StartJourneyDocument,
  TeamBoardDocument,
  TeamPageDocument,
  TeamProgressDocument,
  TeamRoadDocument,
  UpdateTeamRulesDocument,
} from '@/generated/journeys';
import type { BoardSpan, Team, TeamMember, TeamProgress, TeamWithRoad } from '@/models';
import { useChange, useReading, paged, type PagedReading, type Reading } from './apiHooks';
import { keepSubscribed } from './apiLive';

/** As many dots as a map can hold; a longer list is read page by page. */
const membersOnTheMap = 60;
const membersPerPage = 10;

/** Groups of one's own that are, or were, on a journey. */
export function useMyTeams(): Reading<readonly Team[]> {
  const { data, ...rest } = useReading(MyTeamsDocument, {});
  return { ...rest, data: data?.myTeams };
}

/** The journeys of a group, in brief. */
export function useTeam(id: string): Reading<{ readonly team: Team | null }> {
  return useReading(TeamPageDocument, { id });
}

/** The journeys of a group with their routes, rules and members. */
export function useTeamRoad(id: string): Reading<{ readonly team: TeamWithRoad | null }> {
  return useReading(TeamRoadDocument, { id, members: membersOnTheMap });
}

export function useTeamBoard(
  teamId: string,
  journeyId: string,
  span: BoardSpan,
): PagedReading<TeamMember> {
  const variables = { teamId, journeyId, span, first: membersPerPage };
  const reading = useReading(TeamBoardDocument, variables);
  return paged(reading, reading.data?.teamLeaderboard);
}

export function useStartJourney() {
  return useChange(StartJourneyDocument, { renew: [MyTeamsDocument, TeamPageDocument] });
}

export function useUpdateTeamRules() {
  return useChange(UpdateTeamRulesDocument, { renew: roads });
}

export function useEndJourney() {
  return useChange(EndJourneyDocument, { renew: roads });
}

export function useResetSeason() {
  return useChange(ResetSeasonDocument, { renew: roads });
}

const roads = [TeamRoadDocument, TeamBoardDocument];

/** Moves what is on screen as the team moves, for as long as the component is there. */
export function useTeamLive(teamId: string, onProgress: (progress: TeamProgress) => void): void {
  const client = useApolloClient();
  const told = useEffectEvent(onProgress);
  useEffect(() => {
    let cursor: string | null = null;
    const boards = later(() => renew(client, [TeamBoardDocument]));
    const everything = later(() => renew(client, roads));
    const stop = keepSubscribed(
      client,
      TeamProgressDocument,
      ({ onTeamProgress }) => {
        cursor = onTeamProgress.cursor;
        // A member or a season that is not known yet is asked for.
        if (moveTeam(client.cache, onTeamProgress)) boards.start();
        else everything.start();
        told(onTeamProgress);
      },
      { variables: () => ({ teamId, after: cursor }) },
    );
    return () => {
      stop();
      boards.stop();
      everything.stop();
    };
  }, [client, teamId]);
}

type Fields = Record<string, unknown>;

/** Writes what has changed where the queries look; false when that does not tell all. */
export function moveTeam(cache: ApolloCache, progress: TeamProgress): boolean {
  const { teamId, journeyId, season, distanceMetres, position, moved, unlocked, at } = progress;
  const id = cache.identify({ __typename: 'TeamJourney', teamId, journeyId });
  let whole = false;
  cache.modify<Fields>({
    ...(id !== undefined && { id }),
    fields: {
      season: (known) => {
        whole = known === season;
        return known;
      },
      distanceMetres: () => distanceMetres,
      position: () => position,
      finishedAt: (known) => known ?? (progress.finished ? at : null),
      status: (known) => (progress.finished && known === 'RUNNING' ? 'FINISHED' : known),
      unlocked: (known) => {
        const before = known as readonly { readonly id: string }[];
        const fresh = unlocked.filter((one) => !before.some((other) => other.id === one));
        const byId = moved[0]?.userId ?? '';
        return [
          ...before,
          ...fresh.map((one) => ({ __typename: 'UnlockedMilestone', id: one, at, byId })),
        ];
      },
      members: (page) => {
        const { nodes, ...rest } = page as { readonly nodes: readonly StoredMember[] };
        const changed = new Map(moved.map((one) => [one.userId, one]));
        const known = nodes.filter(({ userId }) => changed.has(userId)).length;
        if (known < changed.size) whole = false;
        return {
          ...rest,
          nodes: nodes
            .map((node) => ({ ...node, ...changed.get(node.userId), __typename: 'TeamMember' }))
            .toSorted((a, b) => b.distanceMetres - a.distanceMetres),
        };
      },
    },
  });
  return whole;
}

interface StoredMember {
  readonly userId: string;
  readonly distanceMetres: number;
  readonly person: Reference | null;
}

function renew(client: ApolloClient, include: typeof roads): void {
  void client.refetchQueries({ include }).catch(() => undefined);
}

const restMs = 800;

/** At most once in a while, and at the end of a burst. */
function later(act: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    start: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        act();
      }, restMs);
    },
    stop: () => {
      clearTimeout(timer);
    },
  };
}
