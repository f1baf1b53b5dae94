import { useMemo } from 'react';
import { LineChart, type ChartColour } from '@/components/charts/line-chart';
import { useViewer } from '@/components/layout/viewer';
import { Section } from '@/components/ui/card';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { numbersTexts } from '@/i18n/workoutNumbers';
import { extent } from '@/lib/chart';
import type { MeasuredWorkout } from '@/models';
import { goesByPace } from './facts';
import { curvesOf, type Curve, type CurveName } from './curves';

const looks: Record<CurveName, { readonly colour: ChartColour; readonly least: number }> = {
  elevation: { colour: 'moss', least: 30 },
  pace: { colour: 'blaze', least: 60 },
  speed: { colour: 'blaze', least: 1 },
  heartRate: { colour: 'danger', least: 30 },
  cadence: { colour: 'ink', least: 20 },
  power: { colour: 'pine', least: 50 },
};

interface WorkoutChartsProps {
  readonly workout: MeasuredWorkout;
  /** Which point of the series is pointed at. */
  readonly at: number | null;
  readonly onPoint: (index: number | null) => void;
}

/** The curves of a workout, one below the other, with one hand that points into all of them. */
export function WorkoutCharts({ workout, at, onPoint }: WorkoutChartsProps) {
  const t = useTexts(numbersTexts);
  const workouts = useTexts(workoutsTexts);
  const { format } = useViewer();
  const { series } = workout;
  const curves = useMemo(
    () => (series ? curvesOf(series, goesByPace(workout)) : null),
    [series, workout],
  );
  if (!curves || curves.curves.length === 0) return null;
  const { xs, byDistance, nearest } = curves;
  const formatX = byDistance ? format.distance : format.duration;
  const formatY: Record<CurveName, (y: number) => string> = {
    elevation: format.climb,
    pace: (seconds) => format.clock(seconds),
    speed: format.speed,
    heartRate: (beats) => format.number(beats),
    cadence: (turns) => format.number(turns),
    power: (watts) => `${format.number(watts)} W`,
  };
  const names: Record<CurveName, string> = {
    elevation: t.elevation,
    pace: t.paceCurve,
    speed: workouts.speed,
    heartRate: t.heartRateCurve,
    cadence: t.cadence,
    power: t.power,
  };
  const valueOf = ({ name, values }: Curve, index: number) => {
    const value = values[index];
    return value == null ? null : `${names[name]} ${formatY[name](value)}`;
  };
  const x = at === null ? null : (xs[at] ?? null);
  const told =
    at === null || x === null
      ? t.pointAtCharts
      : [formatX(x), ...curves.curves.map((curve) => valueOf(curve, at))]
          .filter((part) => part !== null)
          .join(' · ');
  return (
    <Section title={t.charts}>
      <p aria-hidden="true" className="-mt-2 mb-4 min-h-12 text-sm text-ink-soft sm:min-h-6">
        {told}
      </p>
      <div className="grid grid-cols-1 gap-7">
        {curves.curves.map((curve) => {
          const { name, values } = curve;
          const [low, high] = extent(values.filter((value) => value !== null));
          return (
            <div key={name}>
              <h3 className="mb-2 text-sm font-semibold">{names[name]}</h3>
              <LineChart
                label={t.curveAlt(names[name], formatY[name](low), formatY[name](high))}
                points={values.map((y, index) => ({ x: xs[index] ?? 0, y }))}
                formatX={formatX}
                formatY={formatY[name]}
                colour={looks[name].colour}
                least={looks[name].least}
                area={name === 'elevation'}
                falling={name === 'pace'}
                at={x}
                onPoint={(pointed) => {
                  onPoint(pointed === null ? null : nearest(pointed));
                }}
              />
            </div>
          );
        })}
      </div>
      <label className="mt-5 block">
        <span className="sr-only">{t.hand}</span>
        <input
          type="range"
          min={0}
          max={xs.length - 1}
          value={at ?? 0}
          aria-valuetext={told}
          className="w-full accent-blaze"
          onChange={(event) => {
            onPoint(Number(event.target.value));
          }}
        />
      </label>
    </Section>
  );
}
