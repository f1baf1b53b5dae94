// Journeys: the catalogue, those that people make, and what was collected on them.
import type { ApolloCache } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import * as z from '@/lib/zod';
import {
  CertificateDocument,
  CreateJourneyDocument,
  DeleteJourneyDocument,
  JourneyBoardDocument,
  JourneyPageDocument,
  JourneysDocument,
  MyCardsDocument,
  MyJourneysDocument,
  UpdateJourneyDocument,
} from '@/generated/journeys';
import type {
  Certificate,
  Journey,
  JourneyCard,
  JourneyVisibility,
  JourneyWithRoute,
  TeamStanding,
} from '@/models';
import {
  evict,
  paged,
  prepend,
  useChange,
  useReading,
  type PagedReading,
  type Reading,
} from './apiHooks';
import { asForm, upload, type Upload } from './apiUpload';
import { session } from './session';

const journeysPerPage = 30;
const teamsPerPage = 20;
const cardsPerPage = 30;

/** The catalogue, shortest first. */
export function useJourneys(): Reading<readonly Journey[]> {
  const { data, ...rest } = useReading(JourneysDocument, {});
  return { ...rest, data: data?.journeys };
}

export function useMyJourneys(): PagedReading<Journey> {
  const reading = useReading(MyJourneysDocument, { first: journeysPerPage });
  return paged(reading, reading.data?.myJourneys);
}

export function useJourney(id: string): Reading<{ readonly journey: JourneyWithRoute | null }> {
  return useReading(JourneyPageDocument, { id });
}

/** The teams that are on it, farthest first. */
export function useJourneyBoard(journeyId: string): PagedReading<TeamStanding> {
  const reading = useReading(JourneyBoardDocument, { journeyId, first: teamsPerPage });
  return paged(reading, reading.data?.journeyLeaderboard);
}

/** Milestones and finishes of one's teams, newest first. */
export function useMyCards(): PagedReading<JourneyCard> {
  const reading = useReading(MyCardsDocument, { first: cardsPerPage });
  return paged(reading, reading.data?.myJourneyCards);
}

interface SeasonOf {
  readonly teamId: string;
  readonly journeyId: string;
  readonly season: number;
}

export function useCertificate(
  of: SeasonOf,
): Reading<{ readonly certificate: Certificate | null }> {
  const { teamId, journeyId, season } = of;
  return useReading(CertificateDocument, { teamId, journeyId, season });
}

export function useCreateJourney() {
  return useChange(CreateJourneyDocument, { update: made });
}

const made = (cache: ApolloCache, { createJourney }: { createJourney: Journey }) => {
  prepend(cache, 'myJourneys', 'Journey', createJourney.id);
};

export function useUpdateJourney() {
  return useChange(UpdateJourneyDocument);
}

export function useDeleteJourney() {
  return useChange(DeleteJourneyDocument, { update: dropped });
}

const dropped = (cache: ApolloCache, _: unknown, { id }: { readonly id: string }) => {
  evict(cache, 'Journey', id);
};

const madeSchema = z.object({ id: z.string() });

interface JourneyFile {
  readonly file: File;
  /** "" takes the file's own. */
  readonly title: string;
  readonly visibility: JourneyVisibility;
}

/** Makes a journey of a GPX file; gives its id. Throws `Problem`. */
export function useUploadJourney(): (what: JourneyFile, options: Upload) => Promise<string> {
  const client = useApolloClient();
  return async ({ file, title, visibility }, options) => {
    const fields = { visibility, ...(title !== '' && { title }) };
    const answer = await upload({ path: '/api/journeys', body: asForm(file, fields) }, options);
    session.announceChange();
    client.cache.evict({ fieldName: 'myJourneys' });
    return madeSchema.parse(answer).id;
  };
}
