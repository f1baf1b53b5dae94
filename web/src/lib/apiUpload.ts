// Files on their way to the server, with how far they are.
import { currentLanguage } from '@/i18n/language';
import { Problem, problemFrom } from '@/models/problem';
import { freshToken, newIdempotencyKey, parseJson, renew } from './api';
import { connection } from './offline/connection';
import { enqueueFile } from './offline/enqueue';
import { waiting } from './offline/waiting';
import { session, type AccessToken } from './session';

export interface Upload {
  /** 0 to 1: what has been sent of the file. */
  readonly onProgress?: (sent: number) => void;
  /** A key that stays the same over retries of the same act; made here when absent. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

interface Sending {
  readonly path: string;
  readonly body: Blob | FormData;
  /** Of a Blob; a FormData says its own. */
  readonly contentType?: string;
}

/** Sends a file as the signed-in person; gives the answer's body. Throws `Problem`, with code ABORTED when it was stopped. */
export async function upload(sending: Sending, options: Upload = {}): Promise<unknown> {
  const key = options.idempotencyKey ?? newIdempotencyKey();
  let answer = await send(sending, key, await freshToken(), options);
  if (answer.status === 401) {
    answer = await send(sending, key, await renew(session.token()?.value ?? null), options);
  }
  const body = parseJson(answer.text);
  if (answer.status >= 400) throw problemFrom(answer.status, body);
  return body;
}

/** A file as the part `file` of a form, after its other fields. */
export function asForm(file: File, fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return form;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** XMLHttpRequest, because fetch cannot tell how much of a body has gone out. */
function send(
  { path, body, contentType }: Sending,
  idempotencyKey: string,
  token: AccessToken | null,
  { onProgress, signal }: Upload,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', path);
    if (contentType !== undefined) call.setRequestHeader('Content-Type', contentType);
    call.setRequestHeader('Accept', 'application/json, application/problem+json');
    call.setRequestHeader('Accept-Language', currentLanguage());
    call.setRequestHeader('Idempotency-Key', idempotencyKey);
    if (token !== null) call.setRequestHeader('Authorization', `Bearer ${token.value}`);
    call.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress?.(event.loaded / event.total);
    });
    call.addEventListener('load', () => {
      connection.heard();
      resolve({ status: call.status, text: call.responseText });
    });
    call.addEventListener('error', () => {
      connection.missed();
      reject(new Problem(0, 'OFFLINE', ''));
    });
    call.addEventListener('abort', () => {
      reject(new Problem(0, 'ABORTED', ''));
    });
    signal?.addEventListener('abort', () => {
      call.abort();
    });
    call.send(body);
  });
}

/**
 * Sends a file, or keeps it until there is a network: null when it waits. One under way when the network goes waits under the
 * key it was sent with. Throws `Problem`, with code QUEUE_FULL when there is no room for it.
 */
export async function sendOrKeepFile(
  path: string,
  file: File,
  contentType: string,
  options: Upload = {},
): Promise<{ readonly body: unknown } | null> {
  const person = session.person();
  const idempotencyKey = options.idempotencyKey ?? newIdempotencyKey();
  const overtakes = waiting.current().actions.length > 0;
  if (person === null || (connection.isReachable() && !overtakes)) {
    try {
      const sending = { path, body: file, contentType };
      return { body: await upload(sending, { ...options, idempotencyKey }) };
    } catch (problem) {
      const unreachable = problem instanceof Problem && problem.code === 'OFFLINE';
      if (!unreachable || person === null) throw problem;
    }
  }
  await enqueueFile(path, file, contentType, idempotencyKey, person);
  return null;
}
