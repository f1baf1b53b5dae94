import { expect, it } from 'vitest';
import { accountTexts } from '@/i18n/account';
import { commonTexts } from '@/i18n/common';
import { goalsTexts } from '@/i18n/goals';
import { settingsTexts } from '@/i18n/settings';
import { profileSchema, toProfileValues, type ProfileFormValues } from './profile-values';

const form: ProfileFormValues = {
  nickname: 'ana',
  fullName: ' ',
  birthDate: '',
  country: '',
  language: 'en',
  timeZone: 'UTC',
  gender: 'UNDISCLOSED',
  pronouns: '',
  bio: '',
  links: [],
  tags: [],
};
const schema = profileSchema({
  account: accountTexts.en,
  goals: goalsTexts.en,
  common: commonTexts.en,
  settings: settingsTexts.en,
});

it('what is left empty is null, and empty links are no links', () => {
  const parsed = schema.parse({ ...form, links: [' https://example.org/a ', ''] });
  expect(toProfileValues(parsed)).toMatchObject({
    fullName: null,
    bio: null,
    links: ['https://example.org/a'],
  });
});

it.each([
  'example.org',
  'javascript:alert(1)',
  'https://',
  'https://a b',
  `https://${'a'.repeat(200)}`,
])('takes no %s as a link, and says which field it is', (link) => {
  const result = schema.safeParse({ ...form, links: ['https://example.org', link] });
  expect(result.error?.issues.map(({ path }) => path)).toEqual([['links', 1]]);
});

it('takes five links and no sixth', () => {
  const link = 'http://example.org';
  const links = (count: number) => ({ ...form, links: Array.from({ length: count }, () => link) });
  expect(schema.safeParse(links(5)).success).toBe(true);
  expect(schema.safeParse(links(6)).success).toBe(false);
});
