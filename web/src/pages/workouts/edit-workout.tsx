import { useState } from 'react';
import { useViewer } from '@/components/layout/viewer';
import { toast } from '@/components/ui/toast';
import { useVersionedEdit } from '@/components/use-versioned-edit';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { useNewestWorkout, useUpdateWorkout } from '@/lib/apiWorkouts';
import type { Workout } from '@/models';
import { WorkoutDialog } from './workout-dialog';
import type { WorkoutValues } from './workout-form';

interface EditWorkoutProps {
  readonly workout: Workout;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The workout's form, and what happens when another edit came first. */
export function EditWorkout({ workout, open, onClose }: EditWorkoutProps) {
  const t = useTexts(workoutsTexts);
  const common = useTexts(commonTexts);
  const { format } = useViewer();
  const update = useUpdateWorkout();
  const newest = useNewestWorkout();
  const edit = useVersionedEdit<WorkoutValues>({
    save: ({ values, version }) => update({ id: workout.id, input: { ...values, version } }),
    newest: async () => {
      const found = await newest(workout.id);
      return found && { values: valuesOf(found), version: found.version };
    },
    labels: {
      type: t.type,
      title: t.name,
      startedAt: t.startedAt,
      movingSeconds: t.duration,
      distanceMetres: t.distance,
      climbMetres: t.climb,
      averageHeartRate: t.heartRate,
      notes: t.notes,
    },
    show: (key, values) => {
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
          return values.averageHeartRate === null ? '' : format.number(values.averageHeartRate);
        case 'title':
        case 'notes':
          return values[key] ?? '';
      }
    },
    onSaved: () => {
      toast(common.saved);
    },
  });
  return (
    <>
      {open && (
        <Opened
          workout={workout}
          onClose={onClose}
          onSubmit={async (values, version) => {
            await edit.submit({ values, version });
            onClose();
          }}
        />
      )}
      {edit.dialog}
    </>
  );
}

interface OpenedProps {
  readonly workout: Workout;
  readonly onClose: () => void;
  readonly onSubmit: (values: WorkoutValues, version: number) => Promise<void>;
}

/** The edit starts from what was there when it was opened, whatever arrives meanwhile. */
function Opened({ workout, onClose, onSubmit }: OpenedProps) {
  const t = useTexts(workoutsTexts);
  const common = useTexts(commonTexts);
  const [startedFrom] = useState(workout);
  return (
    <WorkoutDialog
      title={t.editTitle}
      submitText={common.save}
      workout={startedFrom}
      onClose={onClose}
      onSubmit={(values) => onSubmit(values, startedFrom.version)}
    />
  );
}

function valuesOf(workout: Workout): WorkoutValues {
  const {
    type,
    title,
    startedAt,
    movingSeconds,
    distanceMetres,
    climbMetres,
    averageHeartRate,
    notes,
  } = workout;
  return {
    type,
    title,
    startedAt,
    movingSeconds,
    distanceMetres,
    climbMetres,
    averageHeartRate,
    notes,
  };
}
