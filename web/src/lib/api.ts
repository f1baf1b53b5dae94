// The one place that speaks HTTP to the server: JSON in and out, problem+json as `Problem`, the access token and its
// renewal, idempotency keys.
import * as z from '@/lib/zod';
import { currentLanguage } from '@/i18n/language';
import { Problem, problemFrom } from '@/models/problem';
import { connection } from './offline/connection';
import { dropSnapshot } from './offline/snapshot';
import { session, type AccessToken } from './session';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** Send the access token, and renew it once when it is refused. */
  readonly authenticated?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** A key that stays the same over retries of the same act; made here when absent. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export const tokensSchema = z.object({ accessToken: z.string(), expiresIn: z.number() });

/** A token is renewed this long before it ends, so that none dies on the way. */
const renewBeforeMs = 30_000;
const renewalLock = 'waymark.renew';

/** Calls the server and checks the shape of its answer. Throws `Problem`. */
export async function request<T>(
  path: string,
  schema: z.ZodType<T>,
  options: RequestOptions = {},
): Promise<T> {
  const key = options.idempotencyKey ?? newIdempotencyKey();
  let response = await send(path, options, key, options.authenticated ? await freshToken() : null);
  if (response.status === 401 && options.authenticated) {
    response = await send(path, options, key, await renew(session.token()?.value ?? null));
  }
  return schema.parse(await bodyOf(response));
}

export function newIdempotencyKey(): string {
  return crypto.randomUUID();
}

async function send(
  path: string,
  options: RequestOptions,
  idempotencyKey: string,
  token: AccessToken | null,
): Promise<Response> {
  const method = options.method ?? 'GET';
  const headers = new Headers(options.headers);
  headers.set('Accept', 'application/json, application/problem+json');
  headers.set('Accept-Language', currentLanguage());
  if (method !== 'GET') headers.set('Idempotency-Key', idempotencyKey);
  if (token !== null) headers.set('Authorization', `Bearer ${token.value}`);
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (options.body !== undefined) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(options.body);
  }
  if (options.signal) init.signal = options.signal;
  try {
    const response = await fetch(path, init);
    connection.heard();
    return response;
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    connection.missed();
    throw new Problem(0, 'OFFLINE', '');
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const body = parseJson(text);
  if (!response.ok) throw problemFrom(response.status, body);
  return body;
}

export function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A token that has some life left, renewed when needed; null when nobody is signed in. */
export async function freshToken(): Promise<AccessToken | null> {
  const token = session.token();
  if (token !== null && token.expiresAt - renewBeforeMs > Date.now()) return token;
  return renew(token?.value ?? null);
}

let renewal: Promise<AccessToken | null> | null = null;

/**
 * Renews the access token by the refresh cookie. However many callers and tabs ask, one request is under way: callers
 * share its promise, tabs queue on a lock and take what the first one brought. `refused` is the token that no longer
 * serves; a different one that arrived meanwhile is used as it is.
 */
export function renew(refused: string | null): Promise<AccessToken | null> {
  renewal ??= locked(() => renewUnlessDone(refused)).finally(() => {
    renewal = null;
  });
  return renewal;
}

async function renewUnlessDone(refused: string | null): Promise<AccessToken | null> {
  const arrived = session.token();
  if (arrived !== null && arrived.value !== refused) return arrived;
  const response = await send('/auth/renew', { method: 'POST' }, newIdempotencyKey(), null);
  if (response.status === 401 || response.status === 403) {
    // Whoever ended it from elsewhere did not want to leave anything here. What waits to be sent stays until they are back.
    session.end(false);
    await dropSnapshot();
    return null;
  }
  return begin(tokensSchema.parse(await bodyOf(response)));
}

/** Keeps the tokens of a log-in or renewal. */
export function begin(tokens: z.infer<typeof tokensSchema>): AccessToken {
  const token = { value: tokens.accessToken, expiresAt: Date.now() + tokens.expiresIn * 1000 };
  session.begin(token);
  return token;
}

/** Web Locks where the page has them (secure contexts); elsewhere a tab stands alone. */
function locked<T>(act: () => Promise<T>): Promise<T> {
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? locks.request(renewalLock, act) : act();
}
