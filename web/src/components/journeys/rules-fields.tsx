import { useState } from 'react';
import { useController, type UseFormReturn } from 'react-hook-form';
import { workoutIcons } from '@/components/icons';
import { Choices } from '@/components/ui/choices';
import { TextField } from '@/components/ui/field';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { workoutTypes, type WorkoutType } from '@/models';
import { rateNames, type RulesForm } from './rules-form';

interface RulesFieldsProps {
  readonly form: UseFormReturn<RulesForm>;
  /** It has begun: its start stays. */
  readonly begun?: boolean;
}

/** What a team decides about what counts. */
export function RulesFields({ form, begun = false }: RulesFieldsProps) {
  const t = useTexts(journeysTexts);
  const { errors } = form.formState;
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        {!begun && (
          <TextField
            label={t.startsAt}
            type="datetime-local"
            optional
            hint={t.startsAtHint}
            {...form.register('startsAt')}
            error={errors.startsAt?.message}
          />
        )}
        <TextField
          label={t.endsAt}
          type="datetime-local"
          optional
          hint={t.endsAtHint}
          {...form.register('endsAt')}
          error={errors.endsAt?.message}
        />
        <TextField
          label={t.dailyCap}
          inputMode="decimal"
          autoComplete="off"
          optional
          hint={t.dailyCapHint}
          {...form.register('dailyCap')}
          error={errors.dailyCap?.message}
        />
        <TextField
          label={t.lateDays}
          inputMode="numeric"
          autoComplete="off"
          hint={t.lateDaysHint}
          {...form.register('lateDays')}
          error={errors.lateDays?.message}
        />
      </div>
      {form.getValues('conversions').length > 0 && <Conversions form={form} />}
    </>
  );
}

/** How each kind of workout becomes metres of the road. */
function Conversions({ form }: Pick<RulesFieldsProps, 'form'>) {
  const t = useTexts(journeysTexts);
  const workouts = useTexts(workoutsTexts);
  const { field } = useController({ control: form.control, name: 'conversions' });
  const [type, setType] = useState<WorkoutType>('RIDE');
  const at = field.value.findIndex((one) => one.type === type);
  const errors = form.formState.errors.conversions?.[at];
  return (
    <div className="grid gap-4 rounded-card border border-line bg-surface p-4">
      <Choices
        legend={t.conversions}
        name="conversion"
        value={type}
        onChange={setType}
        choices={workoutTypes.map((value) => {
          const Icon = workoutIcons[value];
          return {
            value,
            label: workouts.types[value],
            icon: <Icon aria-hidden="true" className="size-4.5" />,
          };
        })}
      />
      {at >= 0 && (
        <div key={type} className="grid gap-4 sm:grid-cols-2">
          {rateNames.map((name) => (
            <TextField
              key={name}
              label={t.rates[name]}
              inputMode="decimal"
              autoComplete="off"
              {...form.register(`conversions.${at}.${name}`)}
              error={errors?.[name]?.message}
            />
          ))}
        </div>
      )}
    </div>
  );
}
