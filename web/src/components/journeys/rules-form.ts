// What a form of a team's rules holds (text, as inputs do) and how it becomes the server's units.
import * as z from '@/lib/zod';
import type { JourneysTexts } from '@/i18n/journeys';
import { readNumber } from '@/lib/readNumber';
import { fromLocal, toLocal } from '@/lib/time';
import type { TeamRules, TeamRulesInput, WorkoutType } from '@/models';

/** What can be said of how a type counts, and the most of each that the server takes. */
export const rates = {
  factor: 100,
  metresPerMinute: 1000,
  metresPerStep: 2,
  metresPerPush: 10,
} as const;
export type Rate = keyof typeof rates;
export const rateNames = Object.keys(rates) as readonly Rate[];

export const rulesSchema = (t: JourneysTexts) => {
  const number = (low: number, high: number, message: string) =>
    z.string().refine((text) => {
      const value = readNumber(text);
      return text.trim() === '' || (value !== null && value >= low && value <= high);
    }, message);
  const rate = (name: Rate) => number(0, rates[name], t.rateRange(rates[name]));
  return z
    .object({
      startsAt: z.string(),
      endsAt: z.string(),
      dailyCap: number(0.1, 1000, t.capRange),
      lateDays: number(0, 30, t.lateRange),
      conversions: z.array(
        z.object({
          type: z.string(),
          factor: rate('factor'),
          metresPerMinute: rate('metresPerMinute'),
          metresPerStep: rate('metresPerStep'),
          metresPerPush: rate('metresPerPush'),
        }),
      ),
    })
    .refine(({ startsAt, endsAt }) => endsAt === '' || startsAt === '' || endsAt > startsAt, {
      path: ['endsAt'],
      message: t.endsFirst,
    });
};

export interface ConversionForm extends Record<Rate, string> {
  readonly type: string;
}

export interface RulesForm {
  startsAt: string;
  endsAt: string;
  dailyCap: string;
  lateDays: string;
  conversions: ConversionForm[];
}

export const newRules: RulesForm = {
  startsAt: '',
  endsAt: '',
  dailyCap: '',
  lateDays: '7',
  conversions: [],
};

/** Moments are shown to the minute, on the clock of the rules. */
export function rulesToForm(rules: TeamRules): RulesForm {
  return {
    startsAt: toLocal(rules.startsAt, rules.timeZone),
    endsAt: toLocal(rules.endsAt, rules.timeZone),
    dailyCap: rules.dailyCapMetres === null ? '' : String(rules.dailyCapMetres / 1000),
    lateDays: String(rules.lateDays),
    conversions: rules.conversions.map((one) => ({
      type: one.type,
      factor: String(one.factor),
      metresPerMinute: String(one.metresPerMinute),
      metresPerStep: String(one.metresPerStep),
      metresPerPush: String(one.metresPerPush),
    })),
  };
}

/** The form in the server's units; what was not touched of `before` stays exactly as it was. */
export function formToRules(
  form: RulesForm,
  timeZone: string,
  before: TeamRules | null = null,
): TeamRulesInput {
  const shown = before && rulesToForm(before);
  const moment = (name: 'startsAt' | 'endsAt') => {
    if (before && shown?.[name] === form[name]) return before[name];
    return form[name] === '' ? null : fromLocal(form[name], timeZone);
  };
  const cap = readNumber(form.dailyCap);
  return {
    timeZone,
    startsAt: moment('startsAt'),
    endsAt: moment('endsAt'),
    dailyCapMetres: cap === null ? null : Math.round(cap * 1000),
    lateDays: Math.round(readNumber(form.lateDays) ?? 7),
    ...(form.conversions.length > 0 && {
      conversions: form.conversions.map((one) => ({
        type: one.type as WorkoutType,
        factor: readNumber(one.factor) ?? 0,
        metresPerMinute: readNumber(one.metresPerMinute) ?? 0,
        metresPerStep: readNumber(one.metresPerStep) ?? 0,
        metresPerPush: readNumber(one.metresPerPush) ?? 0,
      })),
    }),
  };
}
