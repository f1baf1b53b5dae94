// How queued changes reach the server, from a page or from the service worker; so it stands alone, without the GraphQL
// client. Also whether the server can be reached at all.
import type { OfflineAction } from './offline/database';
import type { Outcome } from './offline/sender';

const answerWithinMs = 30_000;
const fileWithinMs = 10 * 60_000;
const defaultRetryMs = 0;

export interface Tokens {
  /** The access token, renewed when it has no life left; null when the session has ended. Throws without a network. */
  readonly fresh: () => Promise<string | null>;
  /** Another one than that, which was refused. */
  readonly renewed: (refused: string) => Promise<string | null>;
}

/** Sends one action under its key. Never throws. */
export async function deliver(
  action: OfflineAction,
  bytes: ArrayBuffer | null,
  tokens: Tokens,
  language: string,
): Promise<Outcome> {
  try {
    const token = await tokens.fresh();
    if (token === null) return { kind: 'signedOut' };
    const outcome = await sendAs(token, action, bytes, language);
    if (outcome.kind !== 'signedOut') return outcome;
    const other = await tokens.renewed(token);
    return other === null ? outcome : await sendAs(other, action, bytes, language);
  } catch {
    return { kind: 'later', afterMs: defaultRetryMs };
  }
}

async function sendAs(
  token: string,
  action: OfflineAction,
  bytes: ArrayBuffer | null,
  language: string,
): Promise<Outcome> {
  const [method = 'POST', path = ''] = action.endpoint.split(' ');
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json, application/problem+json',
      'Accept-Language': language,
      'Content-Type': action.file?.contentType ?? 'application/json',
      'Idempotency-Key': action.idempotencyKey,
      Authorization: `Bearer ${token}`,
    },
    body: bytes ?? action.payload,
    signal: AbortSignal.timeout(action.file ? fileWithinMs : answerWithinMs),
  });
  return judge(response.status, response.headers.get('Retry-After'), await response.text());
}

/** Codes of ours that pass by themselves. */
const passing = new Set(['RATE_LIMITED', 'UNAVAILABLE', 'DEADLINE_EXCEEDED', 'INTERNAL']);

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message?: string;
    readonly path?: readonly unknown[];
    readonly extensions?: { readonly code?: string; readonly retryAfter?: number };
  }[];
}

interface ProblemDocument {
  readonly code?: string;
  readonly detail?: string;
  readonly title?: string;
  readonly errors?: readonly { readonly message?: string }[];
}

/**
 * What an answer means for the queue. SW 3g: a conflict is not sent again, the backend wins. But a 409 with a Retry-After
 * says that the same request is still under way, which is none.
 */
export function judge(status: number, retryAfter: string | null, text: string): Outcome {
  const body = parsed(text);
  const afterMs = 1000 * (Number(retryAfter ?? 0) || 0);
  if (status === 401) return { kind: 'signedOut' };
  if (status === 409 && retryAfter !== null) return { kind: 'later', afterMs };
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return { kind: 'later', afterMs };
  }
  if (body === undefined && status !== 204) {
    // Somebody who is not us has answered: the log-in page of a hotel's network, a proxy.
    return { kind: 'later', afterMs };
  }
  if (status < 400) return judgeData(body);
  const problem = (body ?? {}) as ProblemDocument;
  const reason = problem.errors?.[0]?.message ?? problem.detail ?? problem.title ?? '';
  return { kind: 'refused', code: (problem.code ?? '').toUpperCase(), reason };
}

function judgeData(body: unknown): Outcome {
  const answer = (body ?? {}) as Answer;
  const first = answer.errors?.[0];
  if (!Array.isArray(answer.errors) || !first?.extensions) return { kind: 'done', data: body };
  // What failed below the mutation's field came after it was carried out.
  if ((first.path?.length ?? 0) > 1) return { kind: 'done', data: null };
  const code = (first.extensions.code ?? '').toUpperCase();
  if (code === 'UNAUTHENTICATED') return { kind: 'signedOut' };
  if (passing.has(code)) {
    return { kind: 'later', afterMs: 1000 * (first.extensions.retryAfter ?? 0) };
  }
  return { kind: 'refused', code, reason: first.message ?? '' };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** Whether anybody answers at our address. */
export async function probe(): Promise<boolean> {
  try {
    await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}
