// Reports, the moderators' queue, and what was decided about the one who is signed in.
import {
  AppealDecisionDocument,
  DecideAppealDocument,
  DecideCaseDocument,
  LiftDecisionDocument,
  ModerationCasePageDocument,
  ModerationCasesDocument,
  ModerationReportsDocument,
  MyModerationNoticesDocument,
  MySuspensionDocument,
  ReportContentDocument,
} from '@/generated/moderation';
import type {
  CaseState,
  ModerationCase,
  ModerationCaseInBrief,
  ModerationNotice,
  ModerationReport,
  Suspension,
} from '@/models';
import { paged, useChange, useReading, type PagedReading, type Reading } from './apiHooks';

const casesPerPage = 20;

/** The oldest first. */
export function useCases(state: CaseState): PagedReading<ModerationCaseInBrief> {
  const variables = { state, first: casesPerPage };
  const reading = useReading(ModerationCasesDocument, variables, 'resume');
  return paged(reading, reading.data?.moderationCases);
}

export function useCase(id: string): Reading<{ readonly moderationCase: ModerationCase | null }> {
  return useReading(ModerationCasePageDocument, { id });
}

export function useReports(id: string): PagedReading<ModerationReport> {
  const reading = useReading(ModerationReportsDocument, { id, first: casesPerPage });
  return paged(reading, reading.data?.moderationCase?.reports);
}

/** What was decided about the reader and what they wrote, the latest first. */
export function useModerationNotices(): PagedReading<ModerationNotice> {
  const reading = useReading(MyModerationNoticesDocument, { first: casesPerPage }, 'resume');
  return paged(reading, reading.data?.myModerationNotices);
}

/** Null for who is not suspended, and until it is known. */
export function useSuspension(): Suspension | null {
  return useReading(MySuspensionDocument, {}).data?.mySuspension ?? null;
}

export function useReportContent() {
  return useChange(ReportContentDocument);
}

/** A case that was decided leaves the lists that it stood in. */
const queues = [ModerationCasesDocument];

export function useDecideCase() {
  return useChange(DecideCaseDocument, { renew: queues });
}

export function useDecideAppeal() {
  return useChange(DecideAppealDocument, { renew: queues });
}

export function useLiftDecision() {
  return useChange(LiftDecisionDocument, { renew: queues });
}

export function useAppeal() {
  return useChange(AppealDecisionDocument);
}
