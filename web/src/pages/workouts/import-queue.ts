// Files on their way in, a few at a time, in the order they were given.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useReceiveFile, useRenewAfterImport } from '@/lib/apiImports';
import { Problem } from '@/models/problem';

export type ImportEntry = { readonly key: number; readonly name: string } & (
  | { readonly at: 'waiting' }
  | { readonly at: 'sending'; readonly sent: number }
  | { readonly at: 'workout'; readonly id: string; readonly merged: boolean }
  | { readonly at: 'job'; readonly id: string }
  | { readonly at: 'known' }
  | { readonly at: 'kept' }
  | { readonly at: 'failed'; readonly problem: Problem }
);

interface ImportQueue {
  readonly entries: readonly ImportEntry[];
  readonly add: (files: readonly File[]) => void;
  readonly retry: (key: number) => void;
  readonly busy: boolean;
}

const atOnce = 2;

export function useImportQueue(): ImportQueue {
  const receive = useReceiveFile();
  const renew = useRenewAfterImport();
  const [entries, setEntries] = useState<readonly ImportEntry[]>([]);
  const waiting = useRef<{ readonly key: number; readonly file: File }[]>([]);
  const files = useRef(new Map<number, File>());
  const running = useRef(0);
  const lastKey = useRef(0);
  const leaving = useRef<AbortController>(null);

  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => {
      controller.abort();
    };
  }, []);

  const show = useCallback((entry: ImportEntry) => {
    setEntries((before) => before.map((one) => (one.key === entry.key ? entry : one)));
  }, []);

  const work = useCallback(async () => {
    for (let next = waiting.current.shift(); next; next = waiting.current.shift()) {
      const { key, file } = next;
      const { name } = file;
      const signal = leaving.current?.signal;
      if (signal?.aborted) return;
      show({ key, name, at: 'sending', sent: 0 });
      try {
        const received = await receive(file, {
          ...(signal && { signal }),
          onProgress: (sent) => {
            show({ key, name, at: 'sending', sent });
          },
        });
        files.current.delete(key);
        switch (received.kind) {
          case 'workout':
            show({ key, name, at: 'workout', id: received.id, merged: received.merged });
            break;
          case 'job':
            show({ key, name, at: 'job', id: received.id });
            break;
          case 'kept':
            show({ key, name, at: 'kept' });
        }
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        if (problem.code === 'ABORTED') return;
        if (problem.isConflict) show({ key, name, at: 'known' });
        else show({ key, name, at: 'failed', problem });
      }
    }
  }, [receive, show]);

  const start = useCallback(() => {
    while (running.current < Math.min(atOnce, running.current + waiting.current.length)) {
      running.current++;
      void work().finally(() => {
        running.current--;
        if (running.current === 0) renew();
      });
      if (waiting.current.length === 0) return;
    }
  }, [work, renew]);

  const add = useCallback(
    (given: readonly File[]) => {
      const fresh = given.map((file) => ({ key: ++lastKey.current, file }));
      for (const { key, file } of fresh) files.current.set(key, file);
      setEntries((before) => [
        ...before,
        ...fresh.map(({ key, file }) => ({ key, name: file.name, at: 'waiting' as const })),
      ]);
      waiting.current.push(...fresh);
      start();
    },
    [start],
  );

  const retry = useCallback(
    (key: number) => {
      const file = files.current.get(key);
      if (!file) return;
      show({ key, name: file.name, at: 'waiting' });
      waiting.current.push({ key, file });
      start();
    },
    [show, start],
  );

  const busy = entries.some(({ at }) => at === 'waiting' || at === 'sending');
  return { entries, add, retry, busy };
}
