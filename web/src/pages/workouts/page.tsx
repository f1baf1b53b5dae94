import { useMemo, useState } from 'react';
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
import { numbersTexts } from '@/i18n/workoutNumbers';
import { workoutsTexts } from '@/i18n/workouts';
import { useDeleteWorkout, useWorkout } from '@/lib/apiWorkouts';
import { decodePolyline } from '@/lib/polyline';
import { distancesAlong, pointAt, type Route } from '@/lib/route';
import type { MeasuredWorkout } from '@/models';
import { WorkoutCharts } from './charts';
import { EditWorkout } from './edit-workout';
import { Efforts, HeartZones } from './efforts';
import { Facts } from './facts';
import { Laps } from './laps';
import { Sources } from './sources';
import { Splits } from './splits';
import { TrackMap } from './track-map';
import { Visibility } from './visibility';

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
    <ReadPage reading={useWorkout(id)} missing={missing} subject={id}>
      {({ workout }) => (workout ? <Details workout={workout} /> : missing)}
    </ReadPage>
  );
}

interface PartProps {
  readonly workout: MeasuredWorkout;
}

function Details({ workout }: PartProps) {
  const t = useTexts(workoutsTexts);
  const numbers = useTexts(numbersTexts);
  const { me, format } = useViewer();
  const mine = workout.ownerId === me.id;
  // Which point of the curves is pointed at, and so which place of the track.
  const [at, setAt] = useState<number | null>(null);
  const here = useWhere(workout, at);
  return (
    <>
      <BackLink to="/app/workouts">{t.back}</BackLink>
      <Page
        title={workout.title ?? t.types[workout.type]}
        lead={`${t.types[workout.type]} · ${format.moment(workout.startedAt)} · ${workout.indoors ? numbers.indoors : t.sources[workout.source]}`}
        {...(mine && { action: <Actions workout={workout} /> })}
      >
        <div className="grid grid-cols-1 gap-5">
          <Facts workout={workout} />
          {workout.track && <TrackMap track={workout.track} here={here} />}
          {workout.notes !== null && (
            <Card className="p-5 wrap-anywhere whitespace-pre-line sm:p-6">{workout.notes}</Card>
          )}
          <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
            <div className="grid min-w-0 grid-cols-1 gap-5">
              <WorkoutCharts workout={workout} at={at} onPoint={setAt} />
              <Splits workout={workout} />
              <Laps workout={workout} />
            </div>
            <div className="grid min-w-0 grid-cols-1 gap-5">
              <Efforts workout={workout} />
              <HeartZones workout={workout} />
              {mine && (
                <>
                  <Sources workout={workout} />
                  <Visibility workout={workout} />
                </>
              )}
            </div>
          </div>
        </div>
      </Page>
    </>
  );
}

/** Where on the track a point of the series was. The drawn line is simpler than the one that was measured, so by share. */
function useWhere({ track, series }: MeasuredWorkout, at: number | null) {
  const route = useMemo<Route | null>(() => {
    if (!track) return null;
    const points = decodePolyline(track.polyline);
    return { points, distances: distancesAlong(points) };
  }, [track]);
  return useMemo(() => {
    const along = series?.distanceMetres;
    const metres = at === null ? null : along?.[at];
    const whole = along?.findLast((metresThere) => metresThere !== null);
    if (!route || metres == null || !whole) return null;
    return pointAt(route, (metres / whole) * (route.distances.at(-1) ?? 0));
  }, [route, series, at]);
}

function Actions({ workout }: PartProps) {
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
