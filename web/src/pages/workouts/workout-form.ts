// What the workout form holds (text, as inputs do) and how it becomes the server's units.
import * as z from '@/lib/zod';
import type { CommonTexts } from '@/i18n/common';
import type { WorkoutsTexts } from '@/i18n/workouts';
import { readNumber } from '@/lib/readNumber';
import { fromLocal, toLocal } from '@/lib/time';
import { workoutTypes, type Workout, type WorkoutType } from '@/models';

/** It has just ended, or it began at a time that is told. */
export const moments = ['now', 'earlier'] as const;

export const workoutSchema = (t: WorkoutsTexts, common: CommonTexts) => {
  const optionalNumber = (most: number, message: string) =>
    z.string().superRefine((text, context) => {
      if (text.trim() === '') return;
      const value = readNumber(text);
      if (value === null) context.addIssue({ code: 'custom', message: common.notANumber });
      else if (value < 0) context.addIssue({ code: 'custom', message: common.notNegative });
      else if (value > most) context.addIssue({ code: 'custom', message });
    });
  return z
    .object({
      type: z.enum(workoutTypes),
      title: z.string().trim().max(200, common.tooLong(200)),
      when: z.enum(moments),
      startedAt: z.string().min(1, common.required),
      hours: optionalNumber(168, t.durationLong),
      minutes: optionalNumber(59, t.minutesRange),
      distance: optionalNumber(2000, t.distanceLong),
      climb: optionalNumber(100_000, common.notANumber),
      steps: optionalNumber(1_000_000, t.stepsRange),
      pushes: optionalNumber(1_000_000, t.stepsRange),
      heartRate: z.string().refine((text) => {
        const value = readNumber(text);
        return text.trim() === '' || (value !== null && value >= 20 && value <= 250);
      }, t.heartRateRange),
      notes: z.string().trim().max(4000, common.tooLong(4000)),
    })
    .superRefine((values, context) => {
      const seconds = movingSeconds(values);
      if (seconds <= 0) {
        context.addIssue({ code: 'custom', path: ['minutes'], message: t.durationMissing });
      } else if (seconds > 7 * 24 * 3600) {
        context.addIssue({ code: 'custom', path: ['hours'], message: t.durationLong });
      }
    });
};

export type WorkoutForm = z.infer<ReturnType<typeof workoutSchema>>;

/** What a person can say about a workout; null takes away. */
export interface WorkoutValues {
  readonly type: WorkoutType;
  readonly title: string | null;
  readonly startedAt: string;
  readonly movingSeconds: number;
  readonly distanceMetres: number | null;
  readonly climbMetres: number | null;
  readonly averageHeartRate: number | null;
  readonly steps: number | null;
  readonly pushes: number | null;
  readonly notes: string | null;
}

function movingSeconds({ hours, minutes }: { readonly hours: string; readonly minutes: string }) {
  return (readNumber(hours) ?? 0) * 3600 + (readNumber(minutes) ?? 0) * 60;
}

/** Most people do again what they did last. */
export function emptyForm(now: number, timeZone: string, type: WorkoutType = 'RUN'): WorkoutForm {
  return {
    type,
    title: '',
    when: 'now',
    startedAt: toLocal(now - 3_600_000, timeZone),
    hours: '',
    minutes: '',
    distance: '',
    climb: '',
    heartRate: '',
    steps: '',
    pushes: '',
    notes: '',
  };
}

export function toForm(workout: Workout, timeZone: string): WorkoutForm {
  const minutes = workout.movingSeconds / 60;
  const text = (value: number | null) => (value === null ? '' : String(value));
  return {
    type: workout.type,
    title: workout.title ?? '',
    when: 'earlier',
    startedAt: toLocal(workout.startedAt, timeZone),
    hours: String(Math.floor(minutes / 60)),
    minutes: String(Math.round((minutes % 60) * 100) / 100),
    distance: text(workout.distanceMetres === null ? null : workout.distanceMetres / 1000),
    climb: text(workout.climbMetres),
    heartRate: text(workout.averageHeartRate),
    steps: text(workout.steps),
    pushes: text(workout.pushes),
    notes: workout.notes ?? '',
  };
}

/** Whether there is something in the fields that a quick entry leaves out. */
export function hasDetails(form: WorkoutForm): boolean {
  const { title, climb, heartRate, steps, pushes, notes } = form;
  return [title, climb, heartRate, steps, pushes, notes].some((text) => text !== '');
}

/**
 * The form in the server's units. What the form shows rounded (the start to its minute, the duration to hundredths of a
 * minute) is taken from `before` when it was not touched.
 */
export function toValues(
  form: WorkoutForm,
  timeZone: string,
  now: number,
  before?: Workout,
): WorkoutValues {
  const untouched = before && toForm(before, timeZone);
  const distance = readNumber(form.distance);
  const whole = (text: string) => {
    const value = readNumber(text);
    return value === null ? null : Math.round(value);
  };
  const same = (...keys: (keyof WorkoutForm)[]) =>
    untouched !== undefined && keys.every((key) => form[key] === untouched[key]);
  const startOf = () => {
    if (form.when === 'now') return new Date(now - movingSeconds(form) * 1000).toISOString();
    return before && same('startedAt') ? before.startedAt : fromLocal(form.startedAt, timeZone);
  };
  return {
    type: form.type,
    title: form.title === '' ? null : form.title,
    startedAt: startOf(),
    movingSeconds:
      before && same('hours', 'minutes') ? before.movingSeconds : Math.round(movingSeconds(form)),
    distanceMetres: distance === null ? null : Math.round(distance * 1000 * 100) / 100,
    climbMetres: readNumber(form.climb),
    averageHeartRate: whole(form.heartRate),
    steps: whole(form.steps),
    pushes: whole(form.pushes),
    notes: form.notes === '' ? null : form.notes,
  };
}

/** What the person said of a workout, as the server has it. */
export function valuesOf(workout: Workout): WorkoutValues {
  const { type, title, startedAt, movingSeconds, distanceMetres } = workout;
  const { climbMetres, averageHeartRate, steps, pushes, notes } = workout;
  const measured = { movingSeconds, distanceMetres, climbMetres, averageHeartRate, steps, pushes };
  return { type, title, startedAt, notes, ...measured };
}
