import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from '@/lib/zod';
import { Problem } from '@/models/problem';
import { begin, freshToken, renew, request } from './api';
import { session } from './session';

interface Call {
  readonly path: string;
  readonly headers: Headers;
}

/** Answers by path; an answer may depend on what was sent. */
function serve(answer: (call: Call) => Response) {
  const calls: Call[] = [];
  vi.stubGlobal(
    'fetch',
    vi.fn((path: string, init: RequestInit) => {
      const call = { path, headers: new Headers(init.headers) };
      calls.push(call);
      return Promise.resolve(answer(call));
    }),
  );
  return calls;
}

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const paths = (calls: readonly Call[]) => calls.map(({ path }) => path);
const meSchema = z.object({ name: z.string() });
const me = () => request('/me', meSchema, { authenticated: true });

/** A server that takes only `valid` as token and gives it to whoever renews. */
const serveRenewing = (valid: string) =>
  serve(({ path, headers }) => {
    if (path === '/auth/renew') return json(200, { accessToken: valid, expiresIn: 1200 });
    return headers.get('Authorization') === `Bearer ${valid}`
      ? json(200, { name: 'Ana' })
      : json(401, { code: 'UNAUTHENTICATED', title: 'Please log in first.' });
  });

beforeEach(() => {
  session.end(false);
});

describe('an authenticated call', () => {
  it('carries the access token and needs no renewal while it is fresh', async () => {
    const calls = serveRenewing('good');
    begin({ accessToken: 'good', expiresIn: 1200 });
    await expect(me()).resolves.toEqual({ name: 'Ana' });
    expect(paths(calls)).toEqual(['/me']);
  });

  it('renews a refused token and tries once more', async () => {
    const calls = serveRenewing('new');
    begin({ accessToken: 'revoked', expiresIn: 1200 });
    await expect(me()).resolves.toEqual({ name: 'Ana' });
    expect(paths(calls)).toEqual(['/me', '/auth/renew', '/me']);
    expect(session.token()?.value).toBe('new');
  });

  it('gives up after one retry', async () => {
    const calls = serve(({ path }) =>
      path === '/auth/renew' ? json(200, { accessToken: 'x', expiresIn: 1200 }) : json(401, {}),
    );
    begin({ accessToken: 'y', expiresIn: 1200 });
    await expect(me()).rejects.toMatchObject({ status: 401 });
    expect(paths(calls)).toEqual(['/me', '/auth/renew', '/me']);
  });

  it('shares one renewal among all that were refused together', async () => {
    const calls = serveRenewing('new');
    begin({ accessToken: 'revoked', expiresIn: 1200 });
    await Promise.all([me(), me(), me(), me()]);
    expect(paths(calls).filter((path) => path === '/auth/renew')).toHaveLength(1);
  });

  it('renews before sending when the token is about to end', async () => {
    const calls = serveRenewing('new');
    begin({ accessToken: 'old', expiresIn: 10 });
    await me();
    expect(paths(calls)).toEqual(['/auth/renew', '/me']);
  });

  it('keeps its idempotency key over the retry and takes another for the next act', async () => {
    const calls = serveRenewing('new');
    begin({ accessToken: 'revoked', expiresIn: 1200 });
    const post = () => request('/x', meSchema, { method: 'POST', body: {}, authenticated: true });
    await post();
    await post();
    const keys = calls
      .filter(({ path }) => path === '/x')
      .map(({ headers }) => headers.get('Idempotency-Key'));
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });
});

describe('renewal', () => {
  it('uses a token that another tab brought meanwhile', async () => {
    const calls = serveRenewing('new');
    begin({ accessToken: 'from-another-tab', expiresIn: 1200 });
    const token = await renew('refused-before');
    expect(token?.value).toBe('from-another-tab');
    expect(calls).toHaveLength(0);
  });

  it('waits for the lock that another tab holds, and then takes what that tab brought', async () => {
    const calls = serveRenewing('new');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const locks = { request: <T>(_: string, act: () => Promise<T>) => held.then(act) };
    vi.stubGlobal('navigator', { ...navigator, languages: ['en'], locks });
    const waiting = freshToken();
    session.begin({ value: 'theirs', expiresAt: Date.now() + 1_000_000 });
    release();
    expect((await waiting)?.value).toBe('theirs');
    expect(calls).toHaveLength(0);
    vi.unstubAllGlobals();
  });

  it('ends the session when the refresh token no longer serves', async () => {
    serve(() => json(401, { code: 'UNAUTHENTICATED', title: 'no' }));
    begin({ accessToken: 'old', expiresIn: 1200 });
    await expect(renew('old')).resolves.toBeNull();
    expect(session.current().status).toBe('signedOut');
  });

  it('keeps the session when the server cannot be reached', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    begin({ accessToken: 'old', expiresIn: 1200 });
    await expect(renew('old')).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(session.current().status).toBe('signedIn');
  });
});

describe('a refusal', () => {
  it('becomes a Problem with its fields', async () => {
    serve(() =>
      json(400, {
        title: 'Invalid',
        code: 'INVALID_INPUT',
        detail: 'Look again.',
        errors: [{ field: 'email', message: 'Taken.' }],
      }),
    );
    const problem = await request('/users/signup', z.unknown(), { method: 'POST', body: {} }).catch(
      (error: unknown) => error,
    );
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({
      status: 400,
      code: 'INVALID_INPUT',
      message: 'Look again.',
      fields: [{ field: 'email', message: 'Taken.' }],
    });
  });

  it('keeps its status when the body is no problem document', async () => {
    serve(() => new Response('<html>', { status: 502 }));
    await expect(request('/x', z.unknown())).rejects.toMatchObject({ status: 502, fields: [] });
  });
});
