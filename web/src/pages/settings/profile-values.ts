// What the profile form holds (text, as inputs do) and what the server takes (null for what is not said).
import * as z from '@/lib/zod';
import type { AccountTexts } from '@/i18n/account';
import type { CommonTexts } from '@/i18n/common';
import type { GoalsTexts } from '@/i18n/goals';
import { languages, matchLanguage } from '@/i18n/language';
import type { SettingsTexts } from '@/i18n/settings';
import { genders, type Gender, type User } from '@/models';
import { nicknamePattern } from '../account/forms';

export const mostLinks = 5;
const longestLink = 200;

/** Empty fields are left out when it is saved. */
const isLink = (text: string) =>
  text === '' || (/^https?:\/\/\S+$/.test(text) && text.length <= longestLink);

interface ProfileTexts {
  readonly account: AccountTexts;
  readonly goals: GoalsTexts;
  readonly common: CommonTexts;
  readonly settings: SettingsTexts;
}

export const profileSchema = ({ account, goals, common, settings }: ProfileTexts) =>
  z.object({
    nickname: z.string().trim().regex(nicknamePattern, account.nicknameInvalid),
    fullName: z.string().trim().max(200, common.tooLong(200)),
    birthDate: z.string(),
    country: z.string(),
    language: z.enum(languages),
    timeZone: z.string().min(1, common.required),
    gender: z.enum(genders),
    pronouns: z.string().trim().max(40, common.tooLong(40)),
    bio: z.string().trim().max(1000, common.tooLong(1000)),
    links: z
      .array(z.string().trim().refine(isLink, settings.badLink))
      .max(mostLinks, settings.linksHint),
    tags: z.array(z.string().max(40, goals.tooManyTags)).max(20, goals.tooManyTags),
  });

export type ProfileFormValues = z.infer<ReturnType<typeof profileSchema>>;

export interface ProfileValues {
  readonly nickname: string;
  readonly fullName: string | null;
  readonly birthDate: string | null;
  readonly country: string | null;
  readonly language: string;
  readonly timeZone: string;
  readonly gender: Gender;
  readonly pronouns: string | null;
  readonly bio: string | null;
  readonly links: string[];
  readonly tags: string[];
}

export function toProfileForm(me: User): ProfileFormValues {
  return {
    nickname: me.nickname,
    fullName: me.fullName ?? '',
    birthDate: me.birthDate ?? '',
    country: me.country ?? '',
    language: matchLanguage(me.language) ?? 'en',
    timeZone: me.timeZone,
    gender: me.gender,
    pronouns: me.pronouns ?? '',
    bio: me.bio ?? '',
    links: me.links,
    tags: me.tags,
  };
}

export function toProfileValues(form: ProfileFormValues): ProfileValues {
  const said = (text: string) => (text === '' ? null : text);
  return {
    ...form,
    fullName: said(form.fullName),
    birthDate: said(form.birthDate),
    country: said(form.country),
    pronouns: said(form.pronouns),
    bio: said(form.bio),
    links: form.links.filter((link) => link !== ''),
  };
}

/** The countries of ISO 3166-1 that the reader's language has names for, in its order. */
export function countries(language: string): readonly (readonly [string, string])[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const known: [string, string][] = [];
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      const name = notCountries.has(code) ? undefined : names.of(code);
      if (name !== undefined) known.push([code, name]);
    }
  }
  return known.sort(([, a], [, b]) => a.localeCompare(b, language));
}

/** Codes with a name that are not in ISO 3166-1: unions, pseudo-regions, reserved and withdrawn codes. */
const notCountries = new Set(
  'AC AN BU CP CQ CS DD DG DY EA EU EZ FQ FX HV IC JT MI NH NQ NT PC PU PZ QO RH SU TA TP UK UN VD WK XA XB XK YD YU ZR ZZ'.split(
    ' ',
  ),
);
