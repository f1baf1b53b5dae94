import { useState } from 'react';
import { Link } from 'react-router';
import { BarChart } from '@/components/charts/bar-chart';
import { IconWorkout, workoutIcons } from '@/components/icons';
import { BackLink, Page } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { Section } from '@/components/ui/card';
import { Choices } from '@/components/ui/choices';
import { Listing } from '@/components/ui/listing';
import { Empty } from '@/components/ui/states';
import { numbersTexts } from '@/i18n/workoutNumbers';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { useRecords, useWorkoutTotals } from '@/lib/apiWorkoutNumbers';
import type { Formats } from '@/lib/format';
import { addDays, dayOf } from '@/lib/time';
import { workoutTypes, type PersonalRecord, type WorkoutTotal, type WorkoutType } from '@/models';
import { firstDay, totalSpans, type TotalSpan } from './totals';

/** What the weeks and months came to, and what was never done better. */
export default function StatisticsPage() {
  const t = useTexts(numbersTexts);
  const workouts = useTexts(workoutsTexts);
  return (
    <>
      <BackLink to="/app/workouts">{workouts.back}</BackLink>
      <Page title={t.statistics}>
        <div className="grid grid-cols-1 gap-5">
          <Totals />
          <Records />
        </div>
      </Page>
    </>
  );
}

const measures = ['distanceMetres', 'movingSeconds', 'climbMetres', 'workouts'] as const;
type Measure = (typeof measures)[number];

function amount(measure: Measure, value: number, format: Formats): string {
  switch (measure) {
    case 'distanceMetres':
      return format.distance(value);
    case 'movingSeconds':
      return format.duration(value);
    case 'climbMetres':
      return format.climb(value);
    case 'workouts':
      return format.number(value);
  }
}

function Totals() {
  const t = useTexts(numbersTexts);
  const workouts = useTexts(workoutsTexts);
  const { format } = useViewer();
  const [span, setSpan] = useState<TotalSpan>('weeks');
  const [measure, setMeasure] = useState<Measure>('distanceMetres');
  const [type, setType] = useState<WorkoutType | 'ALL'>('ALL');
  const { unit, count } = totalSpans[span];
  const { data, problem, retry } = useWorkoutTotals({
    unit,
    from: firstDay(format.today, unit, count),
    to: format.today,
    type: type === 'ALL' ? null : type,
  });
  const textOf = ({ from, ...total }: WorkoutTotal) =>
    t.totalOf(
      unit === 'WEEK' ? t.weekOf(format.day(from)) : format.month(from),
      amount(measure, total[measure], format),
      total.workouts,
    );
  return (
    <Section title={t.totals}>
      <div className="mb-6 grid gap-3">
        <Choices
          legend={t.span}
          hideLegend
          name="span"
          value={span}
          onChange={setSpan}
          choices={(['weeks', 'months'] as const).map((value) => ({
            value,
            label: t.spans[value],
          }))}
        />
        <Choices
          legend={t.measure}
          hideLegend
          name="measure"
          value={measure}
          onChange={setMeasure}
          choices={measures.map((value) => ({ value, label: t.measures[value] }))}
        />
        <label className="flex items-center gap-3">
          <span className="text-sm font-semibold">{t.whichType}</span>
          <select
            className="min-h-10 rounded-xl border border-line-strong/70 bg-raised px-3"
            value={type}
            onChange={(event) => {
              setType(workoutTypes.find((one) => one === event.target.value) ?? 'ALL');
            }}
          >
            <option value="ALL">{t.allTypes}</option>
            {workoutTypes.map((value) => (
              <option key={value} value={value}>
                {workouts.types[value]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Listing
        items={data}
        problem={problem}
        retry={retry}
        skeleton={{ count: 1, className: 'h-48' }}
        empty={null}
      >
        {(totals) => (
          <>
            <BarChart
              label={t.totals}
              growing
              format={(value) => amount(measure, value, format)}
              bars={totals.map((total, index) => ({
                key: total.from,
                value: total[measure],
                tick: tickOf(total.from, index, totals, unit === 'WEEK', format),
                text: textOf(total),
              }))}
            />
            <p className="mt-4 text-ink-soft">{lastLine(totals, textOf)}</p>
          </>
        )}
      </Listing>
    </Section>
  );
}

function lastLine(
  totals: readonly WorkoutTotal[],
  textOf: (total: WorkoutTotal) => string,
): string {
  const last = totals.at(-1);
  return last ? textOf(last) : '';
}

/** The month's name at its first bar. */
function tickOf(
  from: string,
  index: number,
  totals: readonly WorkoutTotal[],
  weeks: boolean,
  format: Formats,
): string {
  if (!weeks) return format.monthName(from, 'narrow');
  const before = totals[index - 1]?.from;
  const end = addDays(from, 6);
  const fresh =
    before === undefined
      ? Number(from.slice(8)) <= 7
      : end.slice(0, 7) !== addDays(before, 6).slice(0, 7);
  return fresh ? format.monthName(end, 'short') : '';
}

function Records() {
  const t = useTexts(numbersTexts);
  const workouts = useTexts(workoutsTexts);
  const { data, problem, retry } = useRecords();
  const types = workoutTypes.filter((type) => data?.some((record) => record.type === type));
  return (
    <Section title={t.personalRecords}>
      <Listing
        items={data && types}
        problem={problem}
        retry={retry}
        skeleton={{ count: 3, className: 'h-12' }}
        empty={
          <Empty
            compact
            icon={<IconWorkout className="size-6" />}
            title={t.noRecords}
            text={t.noRecordsHint}
          />
        }
      >
        {(shown) => (
          <div className="grid gap-x-8 gap-y-7 md:grid-cols-2">
            {shown.map((type) => {
              const Icon = workoutIcons[type];
              return (
                <section key={type} aria-label={workouts.types[type]}>
                  <h3 className="mb-2 flex items-center gap-2 font-semibold">
                    <Icon aria-hidden="true" className="size-5 text-pine" />
                    {workouts.types[type]}
                  </h3>
                  <ul className="grid grid-cols-1">
                    {(data ?? [])
                      .filter((record) => record.type === type)
                      .map((record) => (
                        <li key={record.kind}>
                          <RecordLine record={record} />
                        </li>
                      ))}
                  </ul>
                </section>
              );
            })}
          </div>
        )}
      </Listing>
    </Section>
  );
}

function RecordLine({ record }: { readonly record: PersonalRecord }) {
  const t = useTexts(numbersTexts);
  const { me, format } = useViewer();
  return (
    <Link
      to={`/app/workouts/${record.workoutId}`}
      className="-mx-2 flex items-baseline justify-between gap-4 rounded-xl px-2 py-1.5 hover:bg-sunken/70"
    >
      <span>
        {t.records[record.kind]}
        <span className="ml-2 text-sm text-ink-soft">
          {format.day(dayOf(record.achievedAt, me.timeZone))}
        </span>
      </span>
      <span className="font-semibold whitespace-nowrap">{valueOf(record, format)}</span>
    </Link>
  );
}

function valueOf({ kind, value }: PersonalRecord, format: Formats): string {
  switch (kind) {
    case 'LONGEST_DISTANCE':
      return format.distance(value);
    case 'LONGEST_TIME':
      return format.duration(value);
    case 'MOST_CLIMB':
      return format.climb(value);
    default:
      return format.clock(value);
  }
}
