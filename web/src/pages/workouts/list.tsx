import { Link } from 'react-router';
import { CreateButton, useCreating } from '@/components/layout/create-button';
import { Page } from '@/components/layout/page';
import { IconChart, IconPrivate, IconUpload, IconWorkout } from '@/components/icons';
import { WaitingFiles } from '@/components/offline/waiting-files';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { More } from '@/components/ui/more-button';
import { Listing } from '@/components/ui/listing';
import { Empty } from '@/components/ui/states';
import { toast } from '@/components/ui/toast';
import { WorkoutLine } from '@/components/workout-line';
import { commonTexts } from '@/i18n/common';
import { offlineTexts } from '@/i18n/offline';
import { useTexts } from '@/i18n/texts';
import { importsTexts } from '@/i18n/imports';
import { numbersTexts } from '@/i18n/workoutNumbers';
import { workoutsTexts } from '@/i18n/workouts';
import { useLogWorkout, useWorkouts } from '@/lib/apiWorkouts';
import { WorkoutDialog } from './workout-dialog';

export default function WorkoutsPage() {
  const t = useTexts(workoutsTexts);
  const common = useTexts(commonTexts);
  const offline = useTexts(offlineTexts);
  const creating = useCreating();
  const { data, problem, retry, more } = useWorkouts();
  const log = useLogWorkout();
  // Newest first also when one that began earlier has just been put in front.
  const workouts = data?.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt));
  return (
    <Page
      title={t.title}
      action={
        <div className="flex flex-wrap gap-2">
          <CreateButton onClick={creating.start}>{t.log}</CreateButton>
        </div>
      }
    >
      <Ways />
      <div className="grid gap-5">
        <WaitingFiles />
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
          suggested={workouts?.[0]?.type}
          onClose={creating.stop}
          onSubmit={async (values) => {
            const { waits } = await log({ input: values });
            toast(waits ? offline.keptHere : t.logged);
            creating.stop();
          }}
        />
      )}
    </Page>
  );
}

/** What else there is about workouts. */
function Ways() {
  const imports = useTexts(importsTexts);
  const numbers = useTexts(numbersTexts);
  const ways = [
    { to: '/app/workouts/import', text: imports.open, Icon: IconUpload },
    { to: '/app/workouts/statistics', text: numbers.statistics, Icon: IconChart },
    { to: '/app/workouts/privacy', text: numbers.privacy, Icon: IconPrivate },
  ];
  return (
    <ul className="mb-5 grid grid-cols-1 gap-2 sm:grid-cols-3">
      {ways.map(({ to, text, Icon }) => (
        <li key={to}>
          <Button asChild look="quiet" className="w-full">
            <Link to={to}>
              <Icon aria-hidden="true" className="size-5" />
              {text}
            </Link>
          </Button>
        </li>
      ))}
    </ul>
  );
}
