// What the forms before log-in accept. The server judges again; these only spare a round trip.
import * as z from '@/lib/zod';
import type { AccountTexts } from '@/i18n/account';
import type { CommonTexts } from '@/i18n/common';
import { shortestPassword } from '@/models/password';

export const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
export const nicknamePattern = /^[\p{L}\p{N}._-]{3,30}$/u;

const email = (t: AccountTexts) => z.string().trim().regex(emailPattern, t.emailInvalid);
const newPassword = (t: AccountTexts) =>
  z.string().refine((text) => Array.from(text).length >= shortestPassword, t.passwordShort);

export const signUpSchema = (t: AccountTexts) =>
  z.object({
    email: email(t),
    nickname: z.string().trim().regex(nicknamePattern, t.nicknameInvalid),
    password: newPassword(t),
  });

export const logInSchema = (t: AccountTexts, common: CommonTexts) =>
  z.object({ email: email(t), password: z.string().min(1, common.required) });

export const emailSchema = (t: AccountTexts) => z.object({ email: email(t) });

export const newPasswordSchema = (t: AccountTexts) => z.object({ password: newPassword(t) });
