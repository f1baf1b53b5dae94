// The session as the service worker has it: from the refresh cookie, when it sends with no page open.
import type { Tokens } from './apiQueue';
import { personOf, session } from './session';

const renewalLock = 'waymark.renew';
const renewBeforeMs = 30_000;

/** Tokens of that person and nobody else. Pages that are open hear of a new one, and renew under the same lock. */
export function workerTokens(person: string): Tokens {
  const mine = () => {
    const token = session.token();
    return token && personOf(token) === person ? token : null;
  };
  const renewUnless = (refused: string | null) =>
    navigator.locks.request(renewalLock, async () => {
      const arrived = mine();
      if (arrived && arrived.value !== refused) return arrived.value;
      await renew();
      return mine()?.value ?? null;
    });
  return {
    fresh: async () => {
      const token = mine();
      if (token && token.expiresAt - renewBeforeMs > Date.now()) return token.value;
      return renewUnless(token?.value ?? null);
    },
    renewed: renewUnless,
  };
}

/** Leaves things as they are when the cookie is refused: the pages tell the person. Throws without a network. */
async function renew(): Promise<void> {
  const response = await fetch('/auth/renew', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { Accept: 'application/json', 'Idempotency-Key': crypto.randomUUID() },
  });
  if (response.status === 401 || response.status === 403) return;
  if (!response.ok) throw new Error(`renewal: ${String(response.status)}`);
  const { accessToken, expiresIn } = (await response.json()) as {
    accessToken: string;
    expiresIn: number;
  };
  session.begin({ value: accessToken, expiresAt: Date.now() + expiresIn * 1000 });
}
