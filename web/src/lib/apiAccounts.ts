// Accounts over REST.
import * as z from '@/lib/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
import { clientConfigSchema, confirmedEmailSchema } from '@/models/account';
import type { Credentials, PasswordChange, SignUp } from '@/models/account';
import { Problem } from '@/models/problem';
import { begin, freshToken, renew, request, tokensSchema } from './api';
import { connection } from './offline/connection';
import { dropSnapshot, lastPerson } from './offline/snapshot';
import { offlineQueue } from './offline/waiting';
import { session } from './session';

const nothing = z.unknown();

export function useClientConfig() {
  return useQuery({
    queryKey: ['client-config'],
    queryFn: ({ signal }) => request('/api/client-config', clientConfigSchema, { signal }),
    staleTime: Infinity,
  });
}

export function useSignUp() {
  return useMutation<unknown, Problem, SignUp>({
    mutationFn: (body) => request('/users/signup', nothing, { method: 'POST', body }),
  });
}

export function useLogIn() {
  return useMutation<unknown, Problem, Credentials>({
    mutationFn: async (body) => {
      owe(false);
      begin(await request('/users/login', tokensSchema, { method: 'POST', body }));
    },
  });
}

const owedKey = 'waymark.logOutOwed';

/**
 * Ends the session on the server; whatever it says, this browser forgets, what was seen and what waits included. Without a
 * network the server is told as soon as there is one.
 */
export async function logOut(): Promise<void> {
  const person = session.person();
  try {
    await request('/auth/logout', nothing, { method: 'POST', authenticated: true });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.isOffline) owe(true);
  } finally {
    session.end();
    await Promise.all([dropSnapshot(), person !== null && offlineQueue.wipe(person)]).catch(
      () => undefined, // A browser that keeps nothing has nothing to forget.
    );
  }
}

/** Somebody left while there was no network: the server hears of it now. The cookie is enough. */
async function payLogOut(): Promise<void> {
  if (!owe()) return;
  await request('/auth/logout', nothing, { method: 'POST' }).catch((problem: unknown) => {
    if (problem instanceof Problem && !problem.isOffline) return;
    throw problem;
  });
  owe(false);
}

function owe(change?: boolean): boolean {
  try {
    if (change === true) localStorage.setItem(owedKey, '1');
    else if (change === false) localStorage.removeItem(owedKey);
    return localStorage.getItem(owedKey) === '1';
  } catch {
    return false; // Storage can be forbidden.
  }
}

/** How long somebody looks at nothing while the server does not answer. */
const patienceMs = 2_500;

/** On opening the app: is there a session to go on with? Without a network, the last one, as it was left. */
export async function resume(): Promise<void> {
  const renewal = renew(null);
  renewal.catch(() => undefined); // It is awaited further down.
  const person = await lastPerson();
  const goOn = () => {
    if (person !== null) session.goOnOffline(person);
  };
  if (!connection.isReachable()) goOn();
  const impatience = setTimeout(goOn, patienceMs);
  try {
    await renewal;
  } catch {
    goOn();
    if (session.current().status === 'unknown') session.end(false);
  } finally {
    clearTimeout(impatience);
  }
}

/** What is to be done whenever the server is in reach again. */
export function onReturnOfNetwork(): () => void {
  const returned = () => {
    if (!connection.isReachable()) return;
    payLogOut().catch(() => undefined);
    if (session.current().status === 'offline') renew(null).catch(() => undefined);
  };
  returned();
  return connection.subscribe(returned);
}

export function useConfirmEmail(token: string | null) {
  return useQuery({
    queryKey: ['confirm-email', token],
    queryFn: () =>
      request(
        `/users/confirm-email?token=${encodeURIComponent(token ?? '')}`,
        confirmedEmailSchema,
      ),
    enabled: token !== null && token !== '',
    staleTime: Infinity,
    retry: false,
  });
}

export function useResendConfirmation() {
  return useMutation<unknown, Problem, string>({
    mutationFn: (email) =>
      request('/users/resend-confirmation', nothing, { method: 'POST', body: { email } }),
  });
}

export function useForgotPassword() {
  return useMutation<unknown, Problem, string>({
    mutationFn: (email) =>
      request('/password/forgot', nothing, { method: 'POST', body: { email } }),
  });
}

export function useResetPassword() {
  return useMutation<unknown, Problem, { readonly token: string; readonly password: string }>({
    mutationFn: (body) => request('/password/reset', nothing, { method: 'POST', body }),
  });
}

export function useChangePassword() {
  return useMutation<unknown, Problem, PasswordChange>({
    mutationFn: async (body) => {
      await freshToken();
      return request('/password/change', nothing, { method: 'POST', body, authenticated: true });
    },
  });
}
