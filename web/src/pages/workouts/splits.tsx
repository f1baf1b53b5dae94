import { useState } from 'react';
import { useViewer } from '@/components/layout/viewer';
import { Section } from '@/components/ui/card';
import { Choices } from '@/components/ui/choices';
import { numbersTexts } from '@/i18n/workoutNumbers';
import { useTexts } from '@/i18n/texts';
import type { MeasuredWorkout, WorkoutSplit } from '@/models';
import { goesByPace } from './facts';
import { Cell, Table } from './table';

const units = ['km', 'mile'] as const;
const lengths = { km: 1000, mile: 1609.344 } as const;

/** How long each kilometre or mile took. The bar is longer where it went faster. */
export function Splits({ workout }: { readonly workout: MeasuredWorkout }) {
  const t = useTexts(numbersTexts);
  const { format } = useViewer();
  const [unit, setUnit] = useState<(typeof units)[number]>('km');
  const splits = unit === 'km' ? workout.kilometres : workout.miles;
  if (workout.kilometres.length < 2) return null;
  const fastest = Math.max(...splits.map(speedOf));
  const anyHeart = splits.some(({ averageHeartRate }) => averageHeartRate !== null);
  const step =
    lengths[unit] * Math.max(1, Math.round((splits[0]?.distanceMetres ?? 0) / lengths[unit]));
  const rate = (split: WorkoutSplit) =>
    goesByPace(workout)
      ? `${format.clock(lengths[unit] / speedOf(split))} /${unit === 'km' ? 'km' : 'mi'}`
      : format.speed(speedOf(split));
  return (
    <Section title={t.splits}>
      <Choices
        legend={t.splitUnit}
        hideLegend
        name="split-unit"
        value={unit}
        onChange={setUnit}
        choices={units.map((value) => ({ value, label: t.units[value] }))}
      />
      <Table
        label={t.splits}
        heads={[t.units[unit], t.rate, t.upAndDown, ...(anyHeart ? [t.heartRateCurve] : [])]}
      >
        {splits.map((split, index) => {
          const whole = split.distanceMetres > step * 0.99;
          const end = (step / lengths[unit]) * (index + 1);
          return (
            <tr key={index}>
              <Cell>{whole ? format.number(end) : format.distance(split.distanceMetres)}</Cell>
              <Cell>
                <span className="flex items-center gap-3">
                  <span className="w-22 shrink-0 font-semibold">{rate(split)}</span>
                  <span aria-hidden="true" className="hidden h-2.5 flex-1 sm:block">
                    <span
                      className="block h-full rounded-full bg-pine/70"
                      style={{ width: `${((speedOf(split) / fastest) * 100).toFixed(1)}%` }}
                    />
                  </span>
                </span>
              </Cell>
              <Cell>{signed(split.elevationChange, format.climb)}</Cell>
              {anyHeart && (
                <Cell>
                  {split.averageHeartRate === null ? '' : format.number(split.averageHeartRate)}
                </Cell>
              )}
            </tr>
          );
        })}
      </Table>
    </Section>
  );
}

/** Metres a second. */
function speedOf({ distanceMetres, movingSeconds }: WorkoutSplit): number {
  return distanceMetres / Math.max(movingSeconds, 0.1);
}

function signed(value: number | null, format: (metres: number) => string): string {
  if (value === null) return '';
  const metres = Math.round(value);
  return metres > 0 ? `+${format(metres)}` : metres < 0 ? `−${format(-metres)}` : format(0);
}
