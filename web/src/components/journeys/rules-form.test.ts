import { describe, expect, it } from 'vitest';
import { journeysTexts } from '@/i18n/journeys';
import type { TeamRules } from '@/models';
import { formToRules, newRules, rulesSchema, rulesToForm, type RulesForm } from './rules-form';

const zone = 'Europe/Madrid';
const rules: TeamRules = {
  startsAt: '2026-11-21T08:00:17.500Z',
  endsAt: '2027-02-21T08:00:17.500Z',
  timeZone: zone,
  dailyCapMetres: 42_195,
  lateDays: 3,
  conversions: [
    { type: 'RIDE', factor: 0.33, metresPerMinute: 0, metresPerStep: 0, metresPerPush: 0 },
  ],
  version: 4,
};
const wrong = (changes: Partial<RulesForm>) =>
  rulesSchema(journeysTexts.en)
    .safeParse({ ...newRules, ...changes })
    .error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('the form of a team’s rules', () => {
  it('of a new journey leaves to the server what nobody has said', () => {
    expect(formToRules(newRules, zone)).toEqual({
      timeZone: zone,
      startsAt: null,
      endsAt: null,
      dailyCapMetres: null,
      lateDays: 7,
    });
  });

  it('keeps to the millisecond what was not touched', () => {
    const { version, ...same } = rules;
    expect(version).toBe(4);
    expect(formToRules(rulesToForm(rules), zone, rules)).toEqual(same);
  });

  it('reads local times and kilometres', () => {
    const form = { ...newRules, endsAt: '2026-12-24T18:00', dailyCap: '12,5' };
    expect(formToRules(form, zone)).toMatchObject({
      endsAt: '2026-12-24T17:00:00.000Z',
      dailyCapMetres: 12_500,
    });
  });

  it.each([
    [{}, []],
    [{ dailyCap: '0' }, ['dailyCap']],
    [{ dailyCap: 'far' }, ['dailyCap']],
    [{ lateDays: '31' }, ['lateDays']],
    [{ startsAt: '2026-12-01T10:00', endsAt: '2026-11-30T10:00' }, ['endsAt']],
    [
      { conversions: [{ ...rulesToForm(rules).conversions[0], factor: '101' }] as never },
      ['conversions.0.factor'],
    ],
  ])('names the fields at fault of %j', (changes, expected) => {
    expect(wrong(changes)).toEqual(expected);
  });
});
