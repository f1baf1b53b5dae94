// Workouts over GraphQL, and GPX files over REST (where an upload can show how far it is).
import type { ApolloCache } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import * as z from '@/lib/zod';
import {
  DeleteWorkoutDocument,
  LogWorkoutDocument,
  UpdateWorkoutDocument,
  WorkoutPageDocument,
  WorkoutsDocument,
} from '@/generated/graphql';
import type { Workout } from '@/models';
import {
  paged,
  evict,
  prepend,
  useAsk,
  useChange,
  useReading,
  type PagedReading,
  type Reading,
} from './apiHooks';
import { upload, type Upload } from './apiUpload';
import { session } from './session';

const workoutsPerPage = 20;

/** Newest first. */
export function useWorkouts(): PagedReading<Workout> {
  const reading = useReading(WorkoutsDocument, { first: workoutsPerPage });
  return paged(reading, reading.data?.myWorkouts);
}

export function useWorkout(id: string): Reading<{ readonly workout: Workout | null }> {
  return useReading(WorkoutPageDocument, { id });
}

/** The workout as the server has it now, for showing a conflict. */
export function useNewestWorkout(): (id: string) => Promise<Workout | null> {
  const ask = useAsk(WorkoutPageDocument);
  return async (id) => (await ask({ id }))?.workout ?? null;
}

export function useLogWorkout() {
  return useChange(LogWorkoutDocument, { update: showNewWorkout });
}

const showNewWorkout = (cache: ApolloCache, data: { logWorkout: { id: string } }) => {
  prepend(cache, 'myWorkouts', 'Workout', data.logWorkout.id);
};

export function useUpdateWorkout() {
  return useChange(UpdateWorkoutDocument);
}

export function useDeleteWorkout() {
  return useChange(DeleteWorkoutDocument, { update: dropWorkout });
}

const dropWorkout = (cache: ApolloCache, _: unknown, { id }: { id: string }) => {
  evict(cache, 'Workout', id);
};

const importedSchema = z.object({ id: z.string() });

/** Sends a GPX file; gives the id of the workout that was read from it. Throws `Problem`. */
export function useImportGpx(): (file: File, options: Upload) => Promise<string> {
  const client = useApolloClient();
  return async (file, options) => {
    const sending = {
      path: '/api/workouts/import',
      body: file,
      contentType: 'application/gpx+xml',
    };
    const { id } = importedSchema.parse(await upload(sending, options));
    session.announceChange();
    await client.refetchQueries({ include: 'active' });
    return id;
  };
}
