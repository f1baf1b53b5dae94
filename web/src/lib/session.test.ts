import { describe, expect, it, vi } from 'vitest';
import { Session, wasSignedIn } from './session';

const token = { value: 'abc', expiresAt: 1 };

/** Waits until the other tab has been told. */
const told = (session: Session) =>
  new Promise<void>((resolve) => {
    const stop = session.subscribe(() => {
      stop();
      resolve();
    });
  });

describe('two tabs', () => {
  it('share a new token and the end of the session', async () => {
    const here = new Session();
    const there = new Session();
    let waiting = told(there);
    here.begin(token);
    await waiting;
    expect(there.token()).toEqual(token);
    waiting = told(there);
    here.end();
    await waiting;
    expect(there.current().status).toBe('signedOut');
  });

  it('hear of each other’s changes', async () => {
    const here = new Session();
    const there = new Session();
    const listener = vi.fn();
    const heard = new Promise<void>((resolve) => {
      there.onChangeElsewhere(() => {
        listener();
        resolve();
      });
    });
    here.announceChange();
    await heard;
    expect(listener).toHaveBeenCalledOnce();
  });
});

it('keeps nothing of a token in storage', () => {
  new Session().begin(token);
  expect(JSON.stringify({ ...localStorage })).not.toContain('abc');
  expect(wasSignedIn()).toBe(true);
  new Session().end();
  expect(wasSignedIn()).toBe(false);
});
