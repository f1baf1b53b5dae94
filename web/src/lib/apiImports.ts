// Files of workouts on their way in: single ones are read while one waits, archives by a job that tells how far it is.
import { useCallback, useEffect } from 'react';
import { useApolloClient } from '@apollo/client/react';
import * as z from '@/lib/zod';
import {
  CancelImportDocument,
  ImportJobDocument,
  ImportProgressDocument,
  MyImportsDocument,
} from '@/generated/imports';
import type { ImportJob } from '@/models';
import { paged, useChange, useReading, type PagedReading } from './apiHooks';
import { keepSubscribed } from './apiLive';
import { sendOrKeepFile, type Upload } from './apiUpload';
import { session } from './session';

const importsPerPage = 10;

/**
 * What became of a file: a workout (`merged` with what was there), a job that goes on by itself, or it waits here for a
 * network.
 */
export type Received =
  | { readonly kind: 'workout'; readonly id: string; readonly merged: boolean }
  | { readonly kind: 'job'; readonly id: string }
  | { readonly kind: 'kept' };

const receivedSchema = z.object({
  id: z.string(),
  /** Jobs have one, workouts have none. */
  state: z.string().optional(),
  sourceCount: z.number().optional(),
});

const largestAtOnce = 60 * 1024 * 1024;

/** Archives, health exports and whatever is large are read by a job. */
export function needsJob({ name, size }: Pick<File, 'name' | 'size'>): boolean {
  return size > largestAtOnce || /\.(zip|xml)$/i.test(name);
}

/** Sends a file of any kind. Throws `Problem`. */
export function useReceiveFile(): (file: File, options: Upload) => Promise<Received> {
  return useCallback(async (file, options) => {
    const path = needsJob(file) ? '/api/imports' : '/api/workouts/import';
    const named = `${path}?${new URLSearchParams({ name: file.name }).toString()}`;
    const sent = await sendOrKeepFile(named, file, 'application/octet-stream', options);
    if (!sent) return { kind: 'kept' };
    const { id, state, sourceCount = 1 } = receivedSchema.parse(sent.body);
    session.announceChange();
    if (state !== undefined) return { kind: 'job', id };
    return { kind: 'workout', id, merged: sourceCount > 1 };
  }, []);
}

/** What is on screen of workouts is asked for again, once files are in. */
export function useRenewAfterImport(): () => void {
  const client = useApolloClient();
  return useCallback(() => {
    void client.refetchQueries({ include: 'active' }).catch(() => undefined);
  }, [client]);
}

/** Earlier jobs, the newest first. */
export function useMyImports(): PagedReading<ImportJob> {
  const reading = useReading(MyImportsDocument, { first: importsPerPage });
  return paged(reading, reading.data?.myImports);
}

/** A job as it goes on; null until it is known. */
export function useImportJob(id: string): ImportJob | null {
  const client = useApolloClient();
  const { data, retry } = useReading(ImportJobDocument, { id });
  useEffect(
    () =>
      // The answers land in the cache, where the query above looks.
      keepSubscribed(client, ImportProgressDocument, () => undefined, {
        variables: () => ({ id }),
        onGap: retry,
      }),
    [client, id, retry],
  );
  return data?.importJob ?? null;
}

export function useCancelImport() {
  return useChange(CancelImportDocument);
}
