import { useSearchParams } from 'react-router';
import { Page } from '@/components/layout/page';
import { IconAdd, IconWorkout } from '@/components/icons';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { MoreButton } from '@/components/ui/more-button';
import { Empty, LoadFailed, SkeletonList } from '@/components/ui/states';
import { toast } from '@/components/ui/toast';
import { WorkoutLine } from '@/components/workout-line';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { useLogWorkout, useWorkouts } from '@/lib/apiWorkouts';
import { GpxDrop } from './gpx-drop';
import { WorkoutDialog } from './workout-dialog';

export default function WorkoutsPage() {
  const t = useTexts(workoutsTexts);
  const common = useTexts(commonTexts);
  const [parameters, setParameters] = useSearchParams();
  const { data, problem, retry, more } = useWorkouts();
  const log = useLogWorkout();
  const setLogging = (open: boolean) => {
    setParameters(open ? { new: '' } : {}, { replace: true });
  };
  // Newest first also when one that began earlier has just been put in front.
  const workouts = data?.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
  return (
    <Page
      title={t.title}
      action={
        <Button
          onClick={() => {
            setLogging(true);
          }}
        >
          <IconAdd aria-hidden="true" className="size-5" />
          {t.log}
        </Button>
      }
    >
      <div className="grid gap-5">
        <GpxDrop />
        {workouts === undefined ? (
          problem ? (
            <LoadFailed problem={problem} retry={retry} />
          ) : (
            <SkeletonList count={5} className="h-16" />
          )
        ) : workouts.length === 0 ? (
          <Empty icon={<IconWorkout className="size-6" />} title={t.empty} text={t.emptyHint} />
        ) : (
          <Card className="p-2 sm:p-3">
            <ul className="@container grid grid-cols-1 gap-1">
              {workouts.map((workout) => (
                <li key={workout.id}>
                  <WorkoutLine workout={workout} />
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
      <MoreButton more={more} />
      {parameters.has('new') && (
        <WorkoutDialog
          title={t.log}
          submitText={common.save}
          onClose={() => {
            setLogging(false);
          }}
          onSubmit={async (values) => {
            await log({ input: values });
            toast(t.logged);
            setLogging(false);
          }}
        />
      )}
    </Page>
  );
}
