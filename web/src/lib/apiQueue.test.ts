import { describe, expect, it, vi } from 'vitest';
import { deliver, judge } from './apiQueue';
import { action } from './offline/testing';

const failed = (code: string, path = ['createGoal'], more = {}) =>
  JSON.stringify({
    errors: [{ message: 'no', path, extensions: { code, ...more } }],
    data: null,
  });
const problem = (code: string) => JSON.stringify({ code, detail: 'no' });

describe('an answer', () => {
  it('with data is done', () => {
    const text = '{"data":{"createGoal":{"id":"1"}}}';
    expect(judge(200, null, text)).toEqual({ kind: 'done', data: JSON.parse(text) as unknown });
    expect(judge(201, null, '{"id":"1"}').kind).toBe('done');
    expect(judge(204, null, '').kind).toBe('done');
  });

  it.each(['CONFLICT', 'NOT_FOUND', 'INVALID_INPUT', 'FORBIDDEN'])('%s is a refusal', (code) => {
    expect(judge(200, null, failed(code))).toEqual({ kind: 'refused', code, reason: 'no' });
    expect(judge(404, null, problem(code))).toEqual({ kind: 'refused', code, reason: 'no' });
  });

  it.each(['RATE_LIMITED', 'UNAVAILABLE', 'DEADLINE_EXCEEDED', 'INTERNAL'])('%s passes', (code) => {
    expect(judge(200, null, failed(code))).toEqual({ kind: 'later', afterMs: 0 });
  });

  it.each([408, 425, 429, 500, 502, 503, 504])('of status %i passes', (status) => {
    expect(judge(status, '7', problem('X'))).toEqual({ kind: 'later', afterMs: 7_000 });
  });

  it('that the same request is under way is no conflict', () => {
    expect(judge(409, '1', problem('CONFLICT'))).toEqual({ kind: 'later', afterMs: 1_000 });
    expect(judge(409, null, problem('CONFLICT')).kind).toBe('refused');
  });

  it('says when to come back', () => {
    expect(judge(200, null, failed('RATE_LIMITED', [], { retryAfter: 3 }))).toEqual({
      kind: 'later',
      afterMs: 3_000,
    });
  });

  it('of a hotel’s log-in page is none', () => {
    expect(judge(200, null, '<html>Welcome</html>').kind).toBe('later');
  });

  it('whose error lies below what was done is done', () => {
    expect(judge(200, null, failed('NOT_FOUND', ['addTask', 'goal'])).kind).toBe('done');
  });
});

describe('delivery', () => {
  const waiting = { ...action('run'), seq: 1 };
  const serve = (...answers: (() => Response)[]) => {
    const calls: Headers[] = [];
    vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
      calls.push(new Headers(init.headers));
      const answer = answers[calls.length - 1];
      return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('no network'));
    });
    return calls;
  };
  const ok = () => new Response('{"data":{}}');
  const refused = () => new Response('{}', { status: 401 });
  const tokens = { fresh: () => Promise.resolve('old'), renewed: () => Promise.resolve('new') };

  it('carries the key and the person’s token', async () => {
    const calls = serve(ok);
    expect((await deliver(waiting, null, tokens, 'fr')).kind).toBe('done');
    expect(calls[0]?.get('Idempotency-Key')).toBe(waiting.idempotencyKey);
    expect(calls[0]?.get('Authorization')).toBe('Bearer old');
    expect(calls[0]?.get('Accept-Language')).toBe('fr');
  });

  it('renews a refused token and sends once more, under the same key', async () => {
    const calls = serve(refused, ok);
    expect((await deliver(waiting, null, tokens, 'en')).kind).toBe('done');
    expect(calls.map((call) => call.get('Authorization'))).toEqual(['Bearer old', 'Bearer new']);
    expect(new Set(calls.map((call) => call.get('Idempotency-Key'))).size).toBe(1);
  });

  it('ends with the session, and is not lost', async () => {
    const ended = { fresh: () => Promise.resolve('old'), renewed: () => Promise.resolve(null) };
    serve(refused);
    expect((await deliver(waiting, null, ended, 'en')).kind).toBe('signedOut');
  });

  it('waits without a network, for the token as for the rest', async () => {
    serve();
    expect((await deliver(waiting, null, tokens, 'en')).kind).toBe('later');
    const away = { ...tokens, fresh: () => Promise.reject(new Error('no network')) };
    expect((await deliver(waiting, null, away, 'en')).kind).toBe('later');
  });
});
