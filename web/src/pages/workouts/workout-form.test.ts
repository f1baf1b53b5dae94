import { describe, expect, it } from 'vitest';
import { commonTexts } from '@/i18n/common';
import { workoutsTexts } from '@/i18n/workouts';
import type { Workout } from '@/models';
import {
  emptyForm,
  hasDetails,
  toForm,
  toValues,
  workoutSchema,
  type WorkoutForm,
} from './workout-form';

const zone = 'Europe/Madrid';
const schema = workoutSchema(workoutsTexts.en, commonTexts.en);
const now = Date.parse('2026-11-21T09:00:00Z');
const form: WorkoutForm = {
  ...emptyForm(now, zone),
  minutes: '45',
  distance: '8,43',
};
const fields = (changes: Partial<WorkoutForm>) =>
  schema.safeParse({ ...form, ...changes }).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('the workout form', () => {
  it('needs no more than how long it took: it has just ended', () => {
    const quick = { ...emptyForm(now, zone, 'RIDE'), minutes: '45' };
    expect(toValues(quick, zone, now)).toMatchObject({
      type: 'RIDE',
      startedAt: '2026-11-21T08:15:00.000Z',
      movingSeconds: 2700,
    });
  });

  it('offers an hour ago, on the person’s clock, to who tells when', () => {
    expect(form.startedAt).toBe('2026-11-21T09:00');
  });

  it('knows whether there is more than a quick entry', () => {
    expect(hasDetails(form)).toBe(false);
    expect(hasDetails({ ...form, notes: 'wet' })).toBe(true);
  });

  it('becomes the server’s units', () => {
    const filled = {
      ...form,
      when: 'earlier' as const,
      hours: '1',
      heartRate: '148',
      steps: '9200',
    };
    expect(toValues(filled, zone, now)).toEqual({
      type: 'RUN',
      title: null,
      startedAt: '2026-11-21T08:00:00.000Z',
      movingSeconds: 6300,
      distanceMetres: 8430,
      climbMetres: null,
      averageHeartRate: 148,
      steps: 9200,
      pushes: null,
      notes: null,
    });
  });

  it.each([
    [{}, []],
    [{ minutes: '' }, ['minutes']],
    [{ minutes: '0' }, ['minutes']],
    [{ minutes: '75' }, ['minutes']],
    [{ hours: '169' }, ['hours', 'hours']],
    [{ distance: '-1' }, ['distance']],
    [{ distance: '2001' }, ['distance']],
    [{ distance: 'far' }, ['distance']],
    [{ heartRate: '300' }, ['heartRate']],
    [{ steps: '-1', pushes: '1000001' }, ['steps', 'pushes']],
    [{ startedAt: '' }, ['startedAt']],
  ])('names the fields at fault of %j', (changes, expected) => {
    expect(fields(changes)).toEqual(expected);
  });

  it('keeps what it shows rounded when it is not touched', () => {
    const workout: Workout = {
      id: 'w',
      type: 'RUN',
      title: 'Ter',
      source: 'GPX',
      startedAt: '2026-11-21T08:00:17.500Z',
      endedAt: '2026-11-21T09:00:00.000Z',
      distanceMetres: 8430.4,
      movingSeconds: 2821.7,
      elapsedSeconds: 3000,
      climbMetres: 96.2,
      averageHeartRate: null,
      steps: null,
      pushes: null,
      notes: null,
      track: null,
      version: 3,
    };
    const edited = { ...toForm(workout, zone), title: 'Along the Ter' };
    expect(toValues(edited, zone, now, workout)).toMatchObject({
      title: 'Along the Ter',
      startedAt: workout.startedAt,
      movingSeconds: workout.movingSeconds,
      distanceMetres: 8430.4,
    });
    expect(toValues({ ...edited, minutes: '50' }, zone, now, workout).movingSeconds).toBe(3000);
  });
});
