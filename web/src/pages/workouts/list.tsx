import { CreateButton, useCreating } from '@/components/layout/create-button';
import { Page } from '@/components/layout/page';
import { IconWorkout } from '@/components/icons';
import { Card } from '@/components/ui/card';
import { More } from '@/components/ui/more-button';
import { Listing } from '@/components/ui/listing';
import { Empty } from '@/components/ui/states';
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
  const creating = useCreating();
  const { data, problem, retry, more } = useWorkouts();
  const log = useLogWorkout();
  // Newest first also when one that began earlier has just been put in front.
  const workouts = data?.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
  return (
    <Page title={t.title} action={<CreateButton onClick={creating.start}>{t.log}</CreateButton>}>
      <div className="grid gap-5">
        <GpxDrop />
        <Listing
          items={workouts}
          problem={problem}
          retry={retry}
          skeleton={{ count: 5, className: 'h-16' }}
          empty={
            <Empty icon={<IconWorkout className="size-6" />} title={t.empty} text={t.emptyHint} />
          }
        >
          {(all) => (
            <Card className="p-2 sm:p-3">
              <ul className="@container grid grid-cols-1 gap-1">
                {all.map((workout) => (
                  <li key={workout.id}>
                    <WorkoutLine workout={workout} />
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </Listing>
      </div>
      <More more={more} />
      {creating.open && (
        <WorkoutDialog
          title={t.log}
          submitText={common.save}
          onClose={creating.stop}
          onSubmit={async (values) => {
            await log({ input: values });
            toast(t.logged);
            creating.stop();
          }}
        />
      )}
    </Page>
  );
}
