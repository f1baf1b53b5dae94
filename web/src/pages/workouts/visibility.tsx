import { Section } from '@/components/ui/card';
import { SelectField } from '@/components/ui/field';
import { useAttempt } from '@/components/use-attempt';
import { numbersTexts } from '@/i18n/workoutNumbers';
import { peopleTexts } from '@/i18n/people';
import { useTexts } from '@/i18n/texts';
import { useSetWorkoutVisibility } from '@/lib/apiWorkoutNumbers';
import { audiences, type MeasuredWorkout, type WorkoutVisibility } from '@/models';

/** What is shown of a workout can be decided part by part. */
export const visibleParts = [
  'workout',
  'map',
  'heartRate',
  'location',
] as const satisfies readonly (keyof WorkoutVisibility)[];

/** Who sees what of this workout alone; as for all unless it is said. For its owner. */
export function Visibility({ workout }: { readonly workout: MeasuredWorkout }) {
  const t = useTexts(numbersTexts);
  const people = useTexts(peopleTexts);
  const set = useSetWorkoutVisibility();
  const { attempt } = useAttempt();
  return (
    <Section title={t.whoSees}>
      <div className="grid gap-4">
        {visibleParts.map((part) => (
          <SelectField
            key={part}
            label={t.parts[part]}
            value={workout.visibility?.[part] ?? ''}
            onChange={(event) => {
              const chosen = audiences.find((one) => one === event.target.value) ?? null;
              void attempt(() => set({ id: workout.id, input: { [part]: chosen } }));
            }}
          >
            <option value="">{t.asForAll}</option>
            {audiences.map((audience) => (
              <option key={audience} value={audience}>
                {people.audiences[audience]}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
    </Section>
  );
}
