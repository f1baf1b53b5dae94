import { Card } from '@/components/ui/card';
import { useViewer } from '@/components/layout/viewer';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { numbersTexts } from '@/i18n/workoutNumbers';
import type { MeasuredWorkout, Workout } from '@/models';

/** The numbers of a workout. */
export function Facts({ workout }: { readonly workout: MeasuredWorkout }) {
  const facts = useFacts(workout);
  return (
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
  );
}

const byPace = new Set(['RUN', 'WALK', 'HIKE']);

/** Whether people who do this ask how long a kilometre takes, rather than how far an hour leads. */
export function goesByPace({ type }: Pick<Workout, 'type'>): boolean {
  return byPace.has(type);
}

/** Names and values of all that is known. */
function useFacts(workout: MeasuredWorkout): readonly (readonly [string, string])[] {
  const t = useTexts(workoutsTexts);
  const numbers = useTexts(numbersTexts);
  const { format } = useViewer();
  const beats = (value: number) => t.heartRateUnit(format.number(value));
  const { distanceMetres, movingSeconds, elapsedSeconds, climbMetres, averageHeartRate } = workout;
  const { steps, pushes, track } = workout;
  const facts: (readonly [string, string])[] = [];
  if (distanceMetres !== null) {
    facts.push([t.distance.replace(/ (en|in|em) km$/, ''), format.distance(distanceMetres)]);
  }
  facts.push([t.moving, format.duration(movingSeconds)]);
  if (elapsedSeconds - movingSeconds >= 30)
    facts.push([t.elapsed, format.duration(elapsedSeconds)]);
  if (distanceMetres !== null && distanceMetres > 0) {
    facts.push(
      goesByPace(workout)
        ? [t.pace, format.pace(movingSeconds / (distanceMetres / 1000))]
        : [t.speed, format.speed(distanceMetres / movingSeconds)],
    );
  }
  if (climbMetres !== null) {
    facts.push([t.climb.replace(/ (en|in|em) m$/, ''), format.climb(climbMetres)]);
  }
  if (averageHeartRate !== null) {
    facts.push([t.heartRate, beats(averageHeartRate)]);
  }
  if (steps !== null) facts.push([t.steps, format.number(steps)]);
  if (pushes !== null) facts.push([t.pushes, format.number(pushes)]);
  if (track?.minElevation != null) facts.push([t.lowest, format.climb(track.minElevation)]);
  if (track?.maxElevation != null) facts.push([t.highest, format.climb(track.maxElevation)]);
  const { descentMetres, maxHeartRate, maxSpeed, averagePower, calories, device } = workout;
  if (maxHeartRate !== null) facts.push([numbers.maxHeart, beats(maxHeartRate)]);
  if (descentMetres !== null) facts.push([numbers.descent, format.climb(descentMetres)]);
  if (maxSpeed !== null && !goesByPace(workout)) {
    facts.push([numbers.maxSpeed, format.speed(maxSpeed)]);
  }
  if (averagePower !== null) facts.push([numbers.power, `${format.number(averagePower)} W`]);
  if (calories !== null) facts.push([numbers.calories, `${format.number(calories)} kcal`]);
  if (device !== null) facts.push([numbers.device, device]);
  return facts;
}
