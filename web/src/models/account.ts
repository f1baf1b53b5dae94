import * as z from '@/lib/zod';

export const clientConfigSchema = z.object({
  /** Opens the two public availability queries. */
  apiKey: z.string(),
  /** The folder mails land in when no mail server is set up; null when they really go out. */
  mailFolder: z.string().nullish(),
  /** The base map of maps; null: the one that comes with the app. */
  mapStyleUrl: z.string().nullish(),
});
export type ClientConfig = z.infer<typeof clientConfigSchema>;

export const confirmedEmailSchema = z.object({ email: z.string() });

export interface SignUp {
  readonly email: string;
  readonly nickname: string;
  readonly password: string;
  readonly language: string;
  readonly timeZone: string;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}
