import { useViewer } from '@/components/layout/viewer';
import { Section } from '@/components/ui/card';
import { numbersTexts } from '@/i18n/workoutNumbers';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import type { MeasuredWorkout } from '@/models';
import { goesByPace } from './facts';
import { Cell, Table } from './table';

/** What was marked by a press of the button; nothing when it was one lap. */
export function Laps({ workout }: { readonly workout: MeasuredWorkout }) {
  const t = useTexts(numbersTexts);
  const workouts = useTexts(workoutsTexts);
  const { format } = useViewer();
  const { laps } = workout;
  if (laps.length < 2) return null;
  const hearts = laps.some(({ averageHeartRate }) => averageHeartRate !== null);
  const powers = laps.some(({ averagePower }) => averagePower !== null);
  const byPace = goesByPace(workout);
  const rate = (distance: number | null, seconds: number) => {
    if (distance === null || distance <= 0 || seconds <= 0) return '';
    return byPace ? format.pace(seconds / (distance / 1000)) : format.speed(distance / seconds);
  };
  return (
    <Section title={t.laps}>
      <Table
        label={t.laps}
        heads={[
          t.lap,
          workouts.moving,
          t.distance,
          t.rate,
          ...(hearts ? [t.heartRateCurve] : []),
          ...(powers ? [t.power] : []),
        ]}
      >
        {laps.map((lap, index) => {
          const seconds = lap.movingSeconds ?? lap.elapsedSeconds;
          return (
            <tr key={index}>
              <Cell>{index + 1}</Cell>
              <Cell>{format.clock(seconds)}</Cell>
              <Cell>{lap.distanceMetres === null ? '' : format.distance(lap.distanceMetres)}</Cell>
              <Cell>{rate(lap.distanceMetres, seconds)}</Cell>
              {hearts && <Cell>{lap.averageHeartRate ?? ''}</Cell>}
              {powers && (
                <Cell>
                  {lap.averagePower === null ? '' : `${format.number(lap.averagePower)} W`}
                </Cell>
              )}
            </tr>
          );
        })}
      </Table>
    </Section>
  );
}
