import { useViewer } from '@/components/layout/viewer';
import { VersionedDialog } from '@/components/versioned-dialog';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { useNewestWorkout, useUpdateWorkout } from '@/lib/apiWorkouts';
import type { Workout } from '@/models';
import { WorkoutDialog } from './workout-dialog';
import { valuesOf, type WorkoutValues } from './workout-form';

interface EditWorkoutProps {
  readonly workout: Workout;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function EditWorkout({ workout, open, onClose }: EditWorkoutProps) {
  const t = useTexts(workoutsTexts);
  const common = useTexts(commonTexts);
  const { format } = useViewer();
  const update = useUpdateWorkout();
  const newest = useNewestWorkout();
  return (
    <VersionedDialog<WorkoutValues, Workout>
      thing={workout}
      open={open}
      onClose={onClose}
      form={(startedFrom, submit) => (
        <WorkoutDialog
          title={t.editTitle}
          submitText={common.save}
          workout={startedFrom}
          onClose={onClose}
          onSubmit={submit}
        />
      )}
      save={({ values, version }) => update({ id: workout.id, input: { ...values, version } })}
      newest={async () => {
        const found = await newest(workout.id);
        return found && { values: valuesOf(found), version: found.version };
      }}
      labels={{
        type: t.type,
        title: t.name,
        startedAt: t.startedAt,
        movingSeconds: t.duration,
        distanceMetres: t.distance,
        climbMetres: t.climb,
        averageHeartRate: t.heartRate,
        steps: t.steps,
        pushes: t.pushes,
        notes: t.notes,
      }}
      show={(key, values) => {
        switch (key) {
          case 'type':
            return t.types[values.type];
          case 'startedAt':
            return format.moment(values.startedAt);
          case 'movingSeconds':
            return format.duration(values.movingSeconds);
          case 'distanceMetres':
            return values.distanceMetres === null ? '' : format.distance(values.distanceMetres);
          case 'climbMetres':
            return values.climbMetres === null ? '' : format.climb(values.climbMetres);
          case 'averageHeartRate':
          case 'steps':
          case 'pushes': {
            const value = values[key];
            return value === null ? '' : format.number(value);
          }
          case 'title':
          case 'notes':
            return values[key] ?? '';
        }
      }}
    />
  );
}
