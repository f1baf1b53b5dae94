import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { BackLink, MissingPage, Page, ReadPage } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { IconDelete, IconEdit, IconWorkout } from '@/components/icons';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { useDeleteWorkout, useWorkout } from '@/lib/apiWorkouts';
import type { Workout } from '@/models';
import { EditWorkout } from './edit-workout';
import { Facts } from './facts';
import { TrackMap } from './track-map';

export default function WorkoutPage() {
  const { id = '' } = useParams();
  const t = useTexts(workoutsTexts);
  const missing = (
    <MissingPage
      icon={<IconWorkout className="size-6" />}
      title={t.notFound}
      text={t.notFoundHint}
      back={{ to: '/app/workouts', text: t.back }}
    />
  );
  return (
    <ReadPage reading={useWorkout(id)} missing={missing}>
      {({ workout }) => (workout ? <Details workout={workout} /> : missing)}
    </ReadPage>
  );
}

function Details({ workout }: { readonly workout: Workout }) {
  const t = useTexts(workoutsTexts);
  const { format } = useViewer();
  return (
    <>
      <BackLink to="/app/workouts">{t.back}</BackLink>
      <Page
        title={workout.title ?? t.types[workout.type]}
        lead={`${t.types[workout.type]} · ${format.moment(workout.startedAt)} · ${t.sources[workout.source]}`}
        action={<Actions workout={workout} />}
      >
        <div className="grid gap-5">
          <Facts workout={workout} />
          {workout.track && <TrackMap track={workout.track} />}
          {workout.notes !== null && (
            <Card className="p-5 wrap-anywhere whitespace-pre-line sm:p-6">{workout.notes}</Card>
          )}
        </div>
      </Page>
    </>
  );
}

function Actions({ workout }: { readonly workout: Workout }) {
  const t = useTexts(workoutsTexts);
  const common = useTexts(commonTexts);
  const navigate = useNavigate();
  const remove = useDeleteWorkout();
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const { busy, attempt } = useAttempt();
  const close = () => {
    setOpen(null);
  };
  const onDelete = () =>
    attempt(async () => {
      await remove({ id: workout.id });
      toast(t.deleted);
      await navigate('/app/workouts', { replace: true });
    });
  return (
    <div className="flex gap-2">
      <Button
        look="quiet"
        onClick={() => {
          setOpen('edit');
        }}
      >
        <IconEdit aria-hidden="true" className="size-4.5" />
        {common.edit}
      </Button>
      <Button
        look="quiet"
        onClick={() => {
          setOpen('delete');
        }}
      >
        <IconDelete aria-hidden="true" className="size-4.5" />
        {common.delete}
      </Button>
      <EditWorkout workout={workout} open={open === 'edit'} onClose={close} />
      <ConfirmDialog
        open={open === 'delete'}
        onClose={close}
        title={t.deleteTitle}
        text={t.deleteText}
        confirm={common.delete}
        busy={busy}
        onConfirm={() => void onDelete()}
      />
    </div>
  );
}
