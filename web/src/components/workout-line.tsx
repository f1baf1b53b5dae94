import { Link } from 'react-router';
import { workoutsTexts } from '@/i18n/workouts';
import { useTexts } from '@/i18n/texts';
import type { Workout } from '@/models';
import { workoutIcons } from './icons';
import { useViewer } from './layout/viewer';
import { WaitingMark } from './offline/waiting-mark';
import { TrackDrawing } from './track-drawing';

/** One workout of a list: what, when, how much, and the shape of its track. */
export function WorkoutLine({ workout }: { readonly workout: Workout }) {
  const t = useTexts(workoutsTexts);
  const { format } = useViewer();
  const Icon = workoutIcons[workout.type];
  const facts = [
    workout.distanceMetres !== null && format.distance(workout.distanceMetres),
    format.duration(workout.movingSeconds),
  ].filter((fact) => fact !== false);
  return (
    <Link
      to={`/app/workouts/${workout.id}`}
      className="flex items-center gap-3.5 rounded-2xl p-2 transition-colors hover:bg-sunken/70"
    >
      <span className="grid size-11 shrink-0 place-items-center rounded-xl bg-pine-wash text-pine">
        <Icon aria-hidden="true" className="size-5.5" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">
          {workout.title ?? t.types[workout.type]} <WaitingMark id={workout.id} />
        </span>
        <span className="block text-sm text-ink-soft">{format.moment(workout.startedAt)}</span>
      </span>
      {workout.track && (
        <TrackDrawing
          polyline={workout.track.polyline}
          width={56}
          height={40}
          className="hidden shrink-0 @md:block"
        />
      )}
      <span className="shrink-0 text-right text-sm">
        {facts.map((fact, index) => (
          <span key={fact} className={index === 0 ? 'block font-semibold' : 'block text-ink-soft'}>
            {fact}
          </span>
        ))}
      </span>
    </Link>
  );
}
