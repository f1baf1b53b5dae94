import { zodResolver } from '@hookform/resolvers/zod';
import { useId, useState } from 'react';
import { Controller, useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import { useViewer } from '@/components/layout/viewer';
import { IconDown, workoutIcons } from '@/components/icons';
import { Button } from '@/components/ui/button';
import { Choices } from '@/components/ui/choices';
import { FormDialog } from '@/components/ui/form-dialog';
import { TextArea, TextField } from '@/components/ui/field';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { showProblem } from '@/lib/formErrors';
import { useNow } from '@/lib/useNow';
import { workoutTypes, type Workout, type WorkoutType } from '@/models';
import {
  emptyForm,
  hasDetails,
  moments,
  toForm,
  toValues,
  workoutSchema,
  type WorkoutForm,
  type WorkoutValues,
} from './workout-form';

/** Minutes that one tap fills in. */
const usual = [20, 30, 45, 60] as const;

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
  /** What a new one probably is. */
  readonly suggested?: WorkoutType | undefined;
  readonly onClose: () => void;
  /** Throws `Problem`; its fields are shown in the form. */
  readonly onSubmit: (values: WorkoutValues) => Promise<void>;
}

export function WorkoutDialog({
  title,
  submitText,
  workout,
  suggested,
  onClose,
  onSubmit,
}: WorkoutDialogProps) {
  const t = useTexts(workoutsTexts);
  const common = useTexts(commonTexts);
  const { me } = useViewer();
  const now = useNow();
  const form = useForm({
    resolver: zodResolver(workoutSchema(t, common)),
    defaultValues: workout ? toForm(workout, me.timeZone) : emptyForm(now, me.timeZone, suggested),
  });
  const [whole, setWhole] = useState(hasDetails(form.getValues()));
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    try {
      await onSubmit(toValues(values, me.timeZone, now, workout));
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
        <Duration form={form} />
        <TextField
          label={t.distance}
          inputMode="decimal"
          autoComplete="off"
          optional
          {...form.register('distance')}
          error={errors.distance?.message}
        />
      </div>
      <When form={form} fixed={workout !== undefined} />
      {whole ? (
        <Details form={form} />
      ) : (
        <Button
          look="plain"
          className="-mx-2 justify-self-start px-2!"
          onClick={() => {
            setWhole(true);
          }}
        >
          <IconDown aria-hidden="true" className="size-4.5" />
          {t.addDetails}
        </Button>
      )}
    </FormDialog>
  );
}

interface PartProps {
  readonly form: UseFormReturn<WorkoutForm>;
}

/** Hours and minutes, typed or by one tap. */
function Duration({ form }: PartProps) {
  const t = useTexts(workoutsTexts);
  const { format } = useViewer();
  const id = useId();
  const { errors } = form.formState;
  return (
    <fieldset>
      <legend className="sr-only">{t.duration}</legend>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t.hours}
          inputMode="numeric"
          autoComplete="off"
          placeholder="0"
          {...form.register('hours')}
          error={errors.hours?.message}
        />
        <TextField
          label={t.minutes}
          inputMode="numeric"
          autoComplete="off"
          placeholder="45"
          {...form.register('minutes')}
          error={errors.minutes?.message}
        />
      </div>
      <div role="group" aria-labelledby={id} className="mt-2 flex flex-wrap gap-1.5">
        <span id={id} className="sr-only">
          {t.usualDurations}
        </span>
        {usual.map((minutes) => (
          <button
            key={minutes}
            type="button"
            className="min-h-8 rounded-full border border-line-strong/50 bg-surface px-2.5 text-sm font-medium hover:bg-sunken"
            onClick={() => {
              const set = { shouldDirty: true, shouldValidate: form.formState.isSubmitted };
              form.setValue('hours', minutes < 60 ? '' : String(Math.floor(minutes / 60)), set);
              form.setValue('minutes', String(minutes % 60), set);
            }}
          >
            {format.duration(minutes * 60)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** A new one has just ended unless it is said when it began. */
function When({ form, fixed }: PartProps & { readonly fixed: boolean }) {
  const t = useTexts(workoutsTexts);
  const when = useWatch({ control: form.control, name: 'when' });
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {!fixed && (
        <Controller
          control={form.control}
          name="when"
          render={({ field }) => (
            <Choices
              legend={t.when}
              name={field.name}
              value={field.value}
              onChange={field.onChange}
              choices={moments.map((value) => ({ value, label: t.moments[value] }))}
            />
          )}
        />
      )}
      {when === 'earlier' && (
        <TextField
          label={t.startedAt}
          type="datetime-local"
          {...form.register('startedAt')}
          error={form.formState.errors.startedAt?.message}
        />
      )}
    </div>
  );
}

const numbers = [
  { name: 'climb', inputMode: 'decimal' },
  { name: 'heartRate', inputMode: 'numeric' },
  { name: 'steps', inputMode: 'numeric' },
  { name: 'pushes', inputMode: 'numeric' },
] as const;

/** What a quick entry leaves out. */
function Details({ form }: PartProps) {
  const t = useTexts(workoutsTexts);
  const { errors } = form.formState;
  return (
    <>
      <TextField
        label={t.name}
        placeholder={t.nameExample}
        optional
        {...form.register('title')}
        error={errors.title?.message}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        {numbers.map(({ name, inputMode }) => (
          <TextField
            key={name}
            label={t[name]}
            inputMode={inputMode}
            autoComplete="off"
            optional
            {...form.register(name)}
            error={errors[name]?.message}
          />
        ))}
      </div>
      <TextArea
        label={t.notes}
        optional
        {...form.register('notes')}
        error={errors.notes?.message}
      />
    </>
  );
}
