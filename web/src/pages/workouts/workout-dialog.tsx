import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm } from 'react-hook-form';
import { useViewer } from '@/components/layout/viewer';
import { workoutIcons } from '@/components/icons';
import { Choices } from '@/components/ui/choices';
import { FormDialog } from '@/components/ui/form-dialog';
import { TextArea, TextField } from '@/components/ui/field';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { showProblem } from '@/lib/formErrors';
import { useNow } from '@/lib/useNow';
import { workoutTypes, type Workout } from '@/models';
import { emptyForm, toForm, toValues, workoutSchema, type WorkoutValues } from './workout-form';

const serverNames = {
  movingSeconds: 'minutes',
  distanceMetres: 'distance',
  climbMetres: 'climb',
  averageHeartRate: 'heartRate',
} as const;

interface WorkoutDialogProps {
  readonly title: string;
  readonly submitText: string;
  readonly workout?: Workout;
  readonly onClose: () => void;
  /** Throws `Problem`; its fields are shown in the form. */
  readonly onSubmit: (values: WorkoutValues) => Promise<void>;
}

export function WorkoutDialog({
  title,
  submitText,
  workout,
  onClose,
  onSubmit,
}: WorkoutDialogProps) {
  const t = useTexts(workoutsTexts);
  const common = useTexts(commonTexts);
  const { me } = useViewer();
  const now = useNow();
  const form = useForm({
    resolver: zodResolver(workoutSchema(t, common)),
    defaultValues: workout ? toForm(workout, me.timeZone) : emptyForm(now, me.timeZone),
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    try {
      await onSubmit(toValues(values, me.timeZone, workout));
    } catch (problem) {
      showProblem(form, problem, common, serverNames);
    }
  });
  return (
    <FormDialog
      title={title}
      submitText={submitText}
      wide
      busy={isSubmitting}
      error={errors.root?.message}
      onClose={onClose}
      onSubmit={submit}
    >
      <Controller
        control={form.control}
        name="type"
        render={({ field }) => (
          <Choices
            legend={t.type}
            name={field.name}
            value={field.value}
            onChange={field.onChange}
            choices={workoutTypes.map((value) => {
              const Icon = workoutIcons[value];
              return {
                value,
                label: t.types[value],
                icon: <Icon aria-hidden="true" className="size-4.5" />,
              };
            })}
          />
        )}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label={t.name}
          placeholder={t.nameExample}
          optional
          {...form.register('title')}
          error={errors.title?.message}
        />
        <TextField
          label={t.startedAt}
          type="datetime-local"
          {...form.register('startedAt')}
          error={errors.startedAt?.message}
        />
        <fieldset>
          <legend className="mb-1.5 font-semibold">{t.duration}</legend>
          <div className="grid grid-cols-2 gap-3">
            <TextField
              label={t.hours}
              inputMode="numeric"
              autoComplete="off"
              {...form.register('hours')}
              error={errors.hours?.message}
            />
            <TextField
              label={t.minutes}
              inputMode="numeric"
              autoComplete="off"
              {...form.register('minutes')}
              error={errors.minutes?.message}
            />
          </div>
        </fieldset>
        <div className="grid content-end gap-5 sm:pt-7.5">
          <TextField
            label={t.distance}
            inputMode="decimal"
            autoComplete="off"
            optional
            {...form.register('distance')}
            error={errors.distance?.message}
          />
        </div>
        <TextField
          label={t.climb}
          inputMode="decimal"
          autoComplete="off"
          optional
          {...form.register('climb')}
          error={errors.climb?.message}
        />
        <TextField
          label={t.heartRate}
          inputMode="numeric"
          autoComplete="off"
          optional
          {...form.register('heartRate')}
          error={errors.heartRate?.message}
        />
      </div>
      <TextArea
        label={t.notes}
        optional
        {...form.register('notes')}
        error={errors.notes?.message}
      />
    </FormDialog>
  );
}
