// What workouts come to: their sources, totals, records, and who sees what of them.
import {
  MyRecordsDocument,
  SetHeartRateZonesDocument,
  SetPrivacyZonesDocument,
  SetWorkoutVisibilityDocument,
  SplitWorkoutDocument,
  WorkoutPrivacyDocument,
  WorkoutSourcesDocument,
  WorkoutTotalsDocument,
} from '@/generated/workoutNumbers';
import { WorkoutPageDocument, WorkoutsDocument } from '@/generated/workouts';
import type {
  PersonalRecord,
  TotalsUnit,
  WorkoutOrigin,
  WorkoutPrivacy,
  WorkoutTotal,
  WorkoutType,
} from '@/models';
import { useChange, useReading, type Reading } from './apiHooks';

/** Where a workout of one's own came from, the one that counts most first. */
export function useWorkoutSources(id: string): Reading<readonly WorkoutOrigin[]> {
  const { data, ...rest } = useReading(WorkoutSourcesDocument, { id });
  return { ...rest, data: data?.workoutSources };
}

/** Takes a source out again: undoes a merge. */
export function useSplitWorkout() {
  return useChange(SplitWorkoutDocument, { renew: splitUp });
}

const splitUp = [WorkoutPageDocument, WorkoutSourcesDocument, WorkoutsDocument];

interface Span {
  readonly unit: TotalsUnit;
  readonly from: string;
  readonly to: string;
  /** Null: all of them. */
  readonly type: WorkoutType | null;
}

/** One entry for each week or month, oldest first. */
export function useWorkoutTotals(span: Span): Reading<readonly WorkoutTotal[]> {
  const { data, ...rest } = useReading(WorkoutTotalsDocument, { ...span });
  return { ...rest, data: data?.workoutTotals };
}

export function useRecords(): Reading<readonly PersonalRecord[]> {
  const { data, ...rest } = useReading(MyRecordsDocument, {});
  return { ...rest, data: data?.myRecords };
}

/** Zones around home, who sees what, and the limits of the heart. */
export function useWorkoutPrivacy(): Reading<WorkoutPrivacy> {
  return useReading(WorkoutPrivacyDocument, {});
}

const privacy = [WorkoutPrivacyDocument];

export function useSetPrivacyZones() {
  return useChange(SetPrivacyZonesDocument, { renew: privacy });
}

/** With an id for that workout alone, without for all. */
export function useSetWorkoutVisibility() {
  return useChange(SetWorkoutVisibilityDocument, { renew: seen });
}

const seen = [WorkoutPrivacyDocument, WorkoutPageDocument];

export function useSetHeartRateZones() {
  return useChange(SetHeartRateZonesDocument, { renew: privacy });
}
