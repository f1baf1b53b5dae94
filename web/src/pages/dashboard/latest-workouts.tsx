import { Link } from 'react-router';
import { IconWorkout } from '@/components/icons';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { Empty } from '@/components/ui/states';
import { WorkoutLine } from '@/components/workout-line';
import { dashboardTexts } from '@/i18n/dashboard';
import { useTexts } from '@/i18n/texts';
import type { Workout } from '@/models';
import { SeeAll } from './see-all';

export function LatestWorkouts({ workouts }: { readonly workouts: readonly Workout[] }) {
  const t = useTexts(dashboardTexts);
  return (
    <Section
      title={t.workouts}
      className="sm:max-lg:col-span-2"
      action={workouts.length > 0 && <SeeAll to="/app/workouts" what={t.workouts} />}
    >
      {workouts.length === 0 ? (
        <Empty
          compact
          icon={<IconWorkout className="size-6" />}
          title={t.noWorkouts}
          text={t.noWorkoutsHint}
          action={
            <Button asChild look="quiet">
              <Link to="/app/workouts?new">{t.logWorkout}</Link>
            </Button>
          }
        />
      ) : (
        <ul className="@container -mx-2 grid grid-cols-1 gap-1">
          {workouts.map((workout) => (
            <li key={workout.id}>
              <WorkoutLine workout={workout} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
