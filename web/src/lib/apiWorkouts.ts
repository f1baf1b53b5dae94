// Workouts: the list, one of them, and what a person says of them by hand.
import type { ApolloCache } from '@apollo/client';
import type { LogWorkoutMutation } from '@/generated/graphql';
import {
  DeleteWorkoutDocument,
  LogWorkoutDocument,
  UpdateWorkoutDocument,
  WorkoutPageDocument,
  WorkoutsDocument,
} from '@/generated/workouts';
import type { MeasuredWorkout, Workout } from '@/models';
import {
  paged,
  evict,
  prepend,
  useAsk,
  useChange,
  useReading,
  useWaitingChange,
  type PagedReading,
  type Reading,
} from './apiHooks';
import { canWait } from './offline/changes';
import { session } from './session';

const workoutsPerPage = 20;

/** The list as its page asks for it. */
export const firstWorkouts = { query: WorkoutsDocument, variables: { first: workoutsPerPage } };

/** Newest first. */
export function useWorkouts(): PagedReading<Workout> {
  const reading = useReading(WorkoutsDocument, { first: workoutsPerPage });
  return paged(reading, reading.data?.myWorkouts);
}

export function useWorkout(id: string): Reading<{ readonly workout: MeasuredWorkout | null }> {
  return useReading(WorkoutPageDocument, { id });
}

/** The workout as the server has it now, for showing a conflict. */
export function useNewestWorkout(): (id: string) => Promise<Workout | null> {
  const ask = useAsk(WorkoutPageDocument);
  return async (id) => (await ask({ id }))?.workout ?? null;
}

export function useLogWorkout() {
  return useWaitingChange(logWorkout);
}

/** What nobody measured of a workout that was written down by hand. */
const unmeasured = {
  __typename: 'Workout' as const,
  indoors: false,
  descentMetres: null,
  maxHeartRate: null,
  averageCadence: null,
  averagePower: null,
  maxPower: null,
  maxSpeed: null,
  calories: null,
  device: null,
  sourceCount: 1,
  laps: [],
  kilometres: [],
  miles: [],
  bestEfforts: [],
  heartRateZones: null,
  series: null,
  visibility: null,
  hidden: [],
};

const logWorkout = canWait({
  document: LogWorkoutDocument,
  makes: 'workout',
  label: ({ input }) => input.title ?? '',
  expect: ({ input }, _cache, { subject }) => ({
    logWorkout: {
      __typename: 'Workout' as const,
      id: subject,
      type: input.type,
      title: input.title ?? null,
      source: 'MANUAL' as const,
      startedAt: input.startedAt,
      endedAt: new Date(Date.parse(input.startedAt) + input.movingSeconds * 1000).toISOString(),
      distanceMetres: input.distanceMetres ?? null,
      movingSeconds: input.movingSeconds,
      elapsedSeconds: input.movingSeconds,
      climbMetres: input.climbMetres ?? null,
      averageHeartRate: input.averageHeartRate ?? null,
      steps: input.steps ?? null,
      pushes: input.pushes ?? null,
      notes: input.notes ?? null,
      track: null,
      version: 1,
    },
  }),
  update: (cache: ApolloCache, { logWorkout: workout }: LogWorkoutMutation) => {
    prepend(cache, 'myWorkouts', 'Workout', workout.id);
    // Its page opens without asking.
    cache.writeQuery({
      query: WorkoutPageDocument,
      variables: { id: workout.id },
      data: { workout: { ...workout, ...unmeasured, ownerId: session.person() ?? '' } },
    });
  },
});

export function useUpdateWorkout() {
  return useChange(UpdateWorkoutDocument);
}

export function useDeleteWorkout() {
  return useChange(DeleteWorkoutDocument, { update: dropWorkout });
}

const dropWorkout = (cache: ApolloCache, _: unknown, { id }: { id: string }) => {
  evict(cache, 'Workout', id);
};
