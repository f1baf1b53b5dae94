import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { BackLink, MissingPage, Page, ReadPage } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { IconDelete, IconEdit, IconWorkout } from '@/components/icons';
import { TrackDrawing } from '@/components/track-drawing';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { useDeleteWorkout, useWorkout } from '@/lib/apiWorkouts';
import type { Track, Workout } from '@/models';
import { EditWorkout } from './edit-workout';

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
  const facts = useFacts(workout);
  return (
    <>
      <BackLink to="/app/workouts">{t.back}</BackLink>
      <Page
        title={workout.title ?? t.types[workout.type]}
        lead={`${t.types[workout.type]} · ${format.moment(workout.startedAt)} · ${t.sources[workout.source]}`}
        action={<Actions workout={workout} />}
      >
        <div className="grid gap-5">
          <Card className="p-5 sm:p-6">
            <dl className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-3 lg:grid-cols-4">
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt className="text-sm text-ink-soft">{name}</dt>
                  <dd className="mt-0.5 font-display text-2xl font-semibold">{value}</dd>
                </div>
              ))}
            </dl>
          </Card>
          {workout.track && <TrackCard track={workout.track} />}
          {workout.notes !== null && (
            <Card className="p-5 wrap-anywhere whitespace-pre-line sm:p-6">{workout.notes}</Card>
          )}
        </div>
      </Page>
    </>
  );
}

function TrackCard({ track }: { readonly track: Track }) {
  const t = useTexts(workoutsTexts);
  return (
    <Card className="contours overflow-hidden">
      <TrackDrawing
        polyline={track.polyline}
        width={900}
        height={460}
        className="h-auto w-full"
        described={{ alt: t.trackAlt, start: t.start, finish: t.finish }}
      />
      <p className="border-t border-line bg-surface px-5 py-3 text-sm text-ink-soft">
        {t.track(track.pointCount)}
      </p>
    </Card>
  );
}

const byPace = new Set(['RUN', 'WALK', 'HIKE']);

/** Names and values of all that is known. */
function useFacts(workout: Workout): readonly (readonly [string, string])[] {
  const t = useTexts(workoutsTexts);
  const { format } = useViewer();
  const { distanceMetres, movingSeconds, elapsedSeconds, climbMetres, averageHeartRate, track } =
    workout;
  const facts: (readonly [string, string])[] = [];
  if (distanceMetres !== null) {
    facts.push([t.distance.replace(/ (en|in|em) km$/, ''), format.distance(distanceMetres)]);
  }
  facts.push([t.moving, format.duration(movingSeconds)]);
  if (elapsedSeconds - movingSeconds >= 30)
    facts.push([t.elapsed, format.duration(elapsedSeconds)]);
  if (distanceMetres !== null && distanceMetres > 0) {
    facts.push(
      byPace.has(workout.type)
        ? [t.pace, format.pace(movingSeconds / (distanceMetres / 1000))]
        : [t.speed, format.speed(distanceMetres / movingSeconds)],
    );
  }
  if (climbMetres !== null) {
    facts.push([t.climb.replace(/ (en|in|em) m$/, ''), format.climb(climbMetres)]);
  }
  if (averageHeartRate !== null) {
    facts.push([t.heartRate, t.heartRateUnit(format.number(averageHeartRate))]);
  }
  if (track?.minElevation != null) facts.push([t.lowest, format.climb(track.minElevation)]);
  if (track?.maxElevation != null) facts.push([t.highest, format.climb(track.maxElevation)]);
  return facts;
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
