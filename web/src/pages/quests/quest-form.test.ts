import { describe, expect, it } from 'vitest';
import { commonTexts } from '@/i18n/common';
import { questsTexts } from '@/i18n/quests';
import { questSchema, toQuestInput, type QuestValues } from './quest-form';

const schema = questSchema(questsTexts.en, commonTexts.en);
const values: QuestValues = {
  title: '25 km before Sunday',
  kind: 'QUANTITATIVE',
  linkTo: 'goal',
  goalId: '',
  taskIds: [],
  metric: 'DISTANCE_METRES',
  target: '25',
  workoutType: 'RUN',
  from: '',
  deadline: '2026-11-22',
};
const problems = (changes: Partial<QuestValues>) =>
  schema.safeParse({ ...values, ...changes }).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('the quest form', () => {
  it('turns kilometres into metres and a day into its end in the person’s zone', () => {
    expect(toQuestInput(values, 'Europe/Madrid')).toEqual({
      title: '25 km before Sunday',
      deadline: '2026-11-22T22:59:59.999Z',
      quantitative: { metric: 'DISTANCE_METRES', target: 25_000, workoutType: 'RUN' },
    });
  });

  it('reads a comma as a decimal point and minutes as seconds', () => {
    const input = toQuestInput({ ...values, metric: 'MOVING_SECONDS', target: '90,5' }, 'UTC');
    expect(input.quantitative?.target).toBe(5430);
  });

  it('counts from the start of a day when one is given', () => {
    const input = toQuestInput({ ...values, from: '2026-11-16' }, 'Europe/Madrid');
    expect(input.quantitative?.startsAt).toBe('2026-11-15T23:00:00.000Z');
  });

  it('has no type of workout where tasks are counted', () => {
    const input = toQuestInput({ ...values, metric: 'TASKS_DONE', target: '3' }, 'UTC');
    expect(input.quantitative).toEqual({ metric: 'TASKS_DONE', target: 3 });
  });

  it('links a goal or tasks, never both', () => {
    const linked = { ...values, kind: 'LINKED', goalId: 'g', taskIds: ['a', 'b'] } as const;
    expect(toQuestInput({ ...linked, taskIds: ['a'] }, 'UTC').linked).toEqual({ goalId: 'g' });
    expect(toQuestInput({ ...linked, taskIds: ['a', 'b'], linkTo: 'tasks' }, 'UTC').linked).toEqual(
      { taskIds: ['a', 'b'] },
    );
  });

  it.each([
    [{ title: '  ' }, ['title']],
    [{ target: '' }, ['target']],
    [{ target: '0' }, ['target']],
    [{ target: 'many' }, ['target']],
    [{ from: '2026-11-23' }, ['deadline']],
    [{ kind: 'LINKED', target: '' }, ['goalId']],
    [{ kind: 'LINKED', goalId: 'g', linkTo: 'tasks' }, ['taskIds']],
    [{ kind: 'LINKED', goalId: 'g' }, []],
    [{}, []],
  ] as const)('names the fields at fault of %j', (changes, fields) => {
    expect(problems(changes as Partial<QuestValues>)).toEqual(fields);
  });
});
