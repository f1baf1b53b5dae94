// Accounts over REST.
import * as z from '@/lib/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
import { clientConfigSchema, confirmedEmailSchema } from '@/models/account';
import type { Credentials, PasswordChange, SignUp } from '@/models/account';
import type { Problem } from '@/models/problem';
import { begin, freshToken, renew, request, tokensSchema } from './api';
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
      begin(await request('/users/login', tokensSchema, { method: 'POST', body }));
    },
  });
}

/** Ends the session on the server first; whatever it says, this browser forgets. */
export async function logOut(): Promise<void> {
  try {
    await request('/auth/logout', nothing, { method: 'POST', authenticated: true });
  } finally {
    session.end();
  }
}

/** On opening the app: is there a session to go on with? */
export async function resume(): Promise<void> {
  try {
    await renew(null);
  } catch {
    session.end(false);
  }
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
