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
import { currentLanguage } from '@/i18n/language';
import type { Workout } from '@/models';
import { Problem, problemFrom } from '@/models/problem';
import { freshToken, newIdempotencyKey, parseJson, renew } from './api';
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
import { session, type AccessToken } from './session';

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

export interface Upload {
  /** 0 to 1: what has been sent of the file. */
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
}

/** Sends a GPX file; gives the id of the workout that was read from it. Throws `Problem`. */
export function useImportGpx(): (file: File, upload: Upload) => Promise<string> {
  const client = useApolloClient();
  return async (file, upload) => {
    const key = newIdempotencyKey();
    let answer = await sendFile(file, key, await freshToken(), upload);
    if (answer.status === 401) {
      answer = await sendFile(file, key, await renew(session.token()?.value ?? null), upload);
    }
    const body = parseJson(answer.text);
    if (answer.status >= 400) throw problemFrom(answer.status, body);
    const { id } = importedSchema.parse(body);
    session.announceChange();
    await client.refetchQueries({ include: 'active' });
    return id;
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** XMLHttpRequest, because fetch cannot tell how much of a body has gone out. */
function sendFile(
  file: File,
  idempotencyKey: string,
  token: AccessToken | null,
  { onProgress, signal }: Upload,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', '/api/workouts/import');
    call.setRequestHeader('Content-Type', 'application/gpx+xml');
    call.setRequestHeader('Accept', 'application/json, application/problem+json');
    call.setRequestHeader('Accept-Language', currentLanguage());
    call.setRequestHeader('Idempotency-Key', idempotencyKey);
    if (token !== null) call.setRequestHeader('Authorization', `Bearer ${token.value}`);
    call.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    });
    call.addEventListener('load', () => {
      resolve({ status: call.status, text: call.responseText });
    });
    call.addEventListener('error', () => {
      reject(new Problem(0, 'OFFLINE', ''));
    });
    call.addEventListener('abort', () => {
      reject(new Problem(0, 'ABORTED', ''));
    });
    signal.addEventListener('abort', () => {
      call.abort();
    });
    call.send(file);
  });
}
