// What the quest form holds and how it becomes the server's input.
import * as z from '@/lib/zod';
import type { CommonTexts } from '@/i18n/common';
import type { QuestsTexts } from '@/i18n/quests';
import { endOfDay, startOfDay } from '@/lib/time';
import { toServerUnits } from '@/lib/units';
import { questMetrics, workoutTypes, type QuestInput, type QuestMetric } from '@/models';

export const questSchema = (t: QuestsTexts, common: CommonTexts) =>
  z
    .object({
      title: z.string().trim().min(1, common.required).max(200, common.tooLong(200)),
      kind: z.enum(['LINKED', 'QUANTITATIVE']),
      linkTo: z.enum(['goal', 'tasks']),
      goalId: z.string(),
      taskIds: z.array(z.string()),
      metric: z.enum(questMetrics),
      /** In the units people type; text, because that is what an input holds. */
      target: z.string(),
      workoutType: z.enum(['ANY', ...workoutTypes]),
      from: z.string(),
      deadline: z.string(),
    })
    .superRefine((values, context) => {
      const refuse = (field: keyof typeof values, message: string) => {
        context.addIssue({ code: 'custom', path: [field], message });
      };
      if (values.deadline !== '' && values.from !== '' && values.deadline < values.from) {
        refuse('deadline', t.deadlineBeforeStart);
      }
      if (values.kind === 'LINKED') {
        if (values.goalId === '') refuse('goalId', common.required);
        else if (values.linkTo === 'tasks' && values.taskIds.length === 0) {
          refuse('taskIds', t.chooseTasks);
        }
      } else if (!(parseAmount(values.target) > 0)) {
        refuse('target', common.moreThanZero);
      }
    });

export type QuestValues = z.infer<ReturnType<typeof questSchema>>;

/** Reads `12.5` and `12,5`; NaN when it is no number. */
export function parseAmount(text: string): number {
  const normal = text.trim().replace(',', '.');
  return normal === '' ? Number.NaN : Number(normal);
}

/** Only workouts have a type to choose by. */
export function countsWorkouts(metric: QuestMetric): boolean {
  return metric !== 'TASKS_DONE';
}

export function toQuestInput(values: QuestValues, timeZone: string): QuestInput {
  const common = {
    title: values.title,
    ...(values.deadline !== '' && { deadline: endOfDay(values.deadline, timeZone) }),
  };
  if (values.kind === 'LINKED') {
    const linked =
      values.linkTo === 'goal' ? { goalId: values.goalId } : { taskIds: values.taskIds };
    return { ...common, linked };
  }
  const { metric, workoutType } = values;
  return {
    ...common,
    quantitative: {
      metric,
      target: toServerUnits(metric, parseAmount(values.target)),
      ...(workoutType !== 'ANY' && countsWorkouts(metric) && { workoutType }),
      ...(values.from !== '' && { startsAt: startOfDay(values.from, timeZone) }),
    },
  };
}
