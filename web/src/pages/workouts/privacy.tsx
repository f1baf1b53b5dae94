import { useMemo, useState } from 'react';
import { IconAdd, IconDelete } from '@/components/icons';
import { BackLink, Page } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { Card, Section } from '@/components/ui/card';
import { SelectField, TextField } from '@/components/ui/field';
import { Listing } from '@/components/ui/listing';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { commonTexts } from '@/i18n/common';
import { numbersTexts } from '@/i18n/workoutNumbers';
import { peopleTexts } from '@/i18n/people';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import {
  useSetHeartRateZones,
  useSetPrivacyZones,
  useSetWorkoutVisibility,
  useWorkoutPrivacy,
} from '@/lib/apiWorkoutNumbers';
import { useWorkouts } from '@/lib/apiWorkouts';
import { decodePolyline, type Point } from '@/lib/polyline';
import { readNumber } from '@/lib/readNumber';
import { MapView } from '@/map/map-view';
import { boundsOf, wholeWorld, type SceneLine, type SceneMark } from '@/map/scene';
import { audiences, type PrivacyZone, type WorkoutPrivacy } from '@/models';
import { visibleParts } from './visibility';
import { circle } from './zone-circle';

/** What others see of one's workouts, and what never leaves home. */
export default function WorkoutPrivacyPage() {
  const t = useTexts(numbersTexts);
  const workouts = useTexts(workoutsTexts);
  const { data, problem, retry } = useWorkoutPrivacy();
  return (
    <>
      <BackLink to="/app/workouts">{workouts.back}</BackLink>
      <Page title={t.privacy} lead={t.privacyLead}>
        <Listing
          items={data && [data]}
          problem={problem}
          retry={retry}
          skeleton={{ count: 2, className: 'h-64 rounded-card' }}
          empty={null}
        >
          {([known]) =>
            known && (
              <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
                <Zones zones={known.privacyZones} />
                <div className="grid min-w-0 grid-cols-1 gap-5">
                  <Defaults visibility={known.workoutVisibility} />
                  <Heart zones={known.heartRateZones} />
                </div>
              </div>
            )
          }
        </Listing>
      </Page>
    </>
  );
}

interface Draft {
  readonly key: string;
  readonly name: string;
  readonly at: Point;
  readonly radius: number;
}

const radii = [200, 300, 500, 800, 1200, 2000] as const;
const mostZones = 10;

function draftOf({ id, name, latitude, longitude, radiusMetres }: PrivacyZone): Draft {
  return { key: id, name: name ?? '', at: { latitude, longitude }, radius: radiusMetres };
}

/** Circles in which every track begins and ends unseen. */
function Zones({ zones }: { readonly zones: readonly PrivacyZone[] }) {
  const t = useTexts(numbersTexts);
  const common = useTexts(commonTexts);
  const { format } = useViewer();
  const save = useSetPrivacyZones();
  const { busy, attempt } = useAttempt();
  const saved = useMemo(() => zones.map(draftOf), [zones]);
  // What is edited stays as it is when the server says how things are; until then it shows what the server said.
  const [edited, setEdited] = useState<readonly Draft[] | null>(null);
  const drafts = edited ?? saved;
  const [added, setAdded] = useState<Draft | null>(null);
  const bounds = useMemo(
    () => boundsOf({ lines: (added ? [added] : saved).map(lineOf), marks: [] }) ?? wholeWorld,
    [added, saved],
  );
  const lines = useMemo(() => drafts.map(lineOf), [drafts]);
  const marks = drafts.map(({ key, at, name }, index): SceneMark => ({
    id: key,
    look: 'corner',
    at,
    sign: String(index + 1),
    label: name,
    shown: name !== '',
  }));
  const add = (at: Point) => {
    const drawn = { key: crypto.randomUUID(), name: '', at, radius: 500 };
    if (drafts.length >= mostZones) return null;
    setEdited([...drafts, drawn]);
    return drawn;
  };
  const change = (changed: Draft) => {
    setEdited(drafts.map((one) => (one.key === changed.key ? changed : one)));
  };
  const [centre, setCentre] = useState<() => Point>();
  const lastStart = useLastStart();
  return (
    <Card className="overflow-hidden">
      <MapView
        label={t.zonesMap}
        scene={{ lines, marks }}
        bounds={bounds}
        immersed
        onPick={add}
        onOpen={(engine) => {
          setCentre(() => () => engine.centre());
        }}
        className="h-80 sm:h-112"
      >
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-1/2 z-10 -translate-1/2 text-2xl leading-none font-light text-ink/60"
        >
          +
        </span>
      </MapView>
      <div className="grid gap-4 border-t border-line p-5 sm:p-6">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="mr-auto text-xl font-semibold">{t.zones}</h2>
          {lastStart && (
            <Button
              look="quiet"
              size="small"
              onClick={() => {
                setAdded(add(lastStart));
              }}
            >
              <IconAdd aria-hidden="true" className="size-4.5" />
              {t.addLastStart}
            </Button>
          )}
          <Button
            look="quiet"
            size="small"
            onClick={() => {
              if (centre) add(centre());
            }}
          >
            <IconAdd aria-hidden="true" className="size-4.5" />
            {t.addZone}
          </Button>
        </div>
        <p className="text-ink-soft">{t.zonesHint}</p>
        <ul className="grid grid-cols-1 gap-4">
          {drafts.map((draft, index) => (
            <li
              key={draft.key}
              className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-end gap-2"
            >
              <TextField
                label={t.zoneName(index + 1)}
                maxLength={50}
                value={draft.name}
                onChange={(event) => {
                  change({ ...draft, name: event.target.value });
                }}
              />
              <SelectField
                label={t.radius}
                value={draft.radius}
                onChange={(event) => {
                  change({ ...draft, radius: Number(event.target.value) });
                }}
              >
                {[...new Set([...radii, draft.radius])]
                  .toSorted((a, b) => a - b)
                  .map((metres) => (
                    <option key={metres} value={metres}>
                      {format.distance(metres)}
                    </option>
                  ))}
              </SelectField>
              <Button
                look="plain"
                size="icon"
                className="mb-0.5"
                aria-label={t.removeZone(index + 1)}
                onClick={() => {
                  setEdited(drafts.filter(({ key }) => key !== draft.key));
                }}
              >
                <IconDelete aria-hidden="true" className="size-4.5" />
              </Button>
            </li>
          ))}
        </ul>
        <Button
          className="justify-self-end"
          busy={busy}
          onClick={() =>
            void attempt(async () => {
              await save({
                zones: drafts.map(({ name, at, radius }) => ({
                  ...(name.trim() !== '' && { name: name.trim() }),
                  latitude: at.latitude,
                  longitude: at.longitude,
                  radiusMetres: radius,
                })),
              });
              setEdited(null);
              setAdded(null);
              toast(common.saved);
            })
          }
        >
          {common.save}
        </Button>
      </div>
    </Card>
  );
}

/** Where the latest track began: home, more often than not. */
function useLastStart(): Point | null {
  const { data } = useWorkouts();
  return useMemo(() => {
    const track = data?.find((workout) => workout.track !== null)?.track;
    return (track && decodePolyline(track.polyline)[0]) ?? null;
  }, [data]);
}

function lineOf({ key, at, radius }: Draft): SceneLine {
  return { id: key, look: 'draft', points: circle(at, radius) };
}

/** For all workouts; one of them can say otherwise. */
function Defaults({ visibility }: { readonly visibility: WorkoutPrivacy['workoutVisibility'] }) {
  const t = useTexts(numbersTexts);
  const people = useTexts(peopleTexts);
  const set = useSetWorkoutVisibility();
  const { attempt } = useAttempt();
  return (
    <Section title={t.whoSees}>
      <div className="grid gap-4">
        {visibleParts.map((part) => (
          <SelectField
            key={part}
            label={t.parts[part]}
            value={visibility[part] ?? ''}
            onChange={(event) => {
              const chosen = audiences.find((one) => one === event.target.value) ?? null;
              void attempt(() => set({ input: { [part]: chosen } }));
            }}
          >
            {visibility[part] === null && <option value="">{t.asSharing}</option>}
            {audiences.map((audience) => (
              <option key={audience} value={audience}>
                {people.audiences[audience]}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
    </Section>
  );
}

function Heart({ zones }: { readonly zones: WorkoutPrivacy['heartRateZones'] }) {
  const t = useTexts(numbersTexts);
  const common = useTexts(commonTexts);
  const set = useSetHeartRateZones();
  const { busy, attempt } = useAttempt();
  const { chosen, maxHeartRate, bounds } = zones;
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (chosen ? String(maxHeartRate) : '');
  const value = readNumber(text);
  return (
    <Section title={t.heartZones}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(async () => {
            await set({ maxHeartRate: value === null ? null : Math.round(value) });
            setTyped(null);
            toast(common.saved);
          });
        }}
      >
        <TextField
          label={t.maxHeartRate}
          inputMode="numeric"
          autoComplete="off"
          optional
          hint={t.maxHeartRateHint}
          value={text}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
        {bounds.length > 0 && (
          <p className="text-sm text-ink-soft">
            {bounds.map((from, index) => `${t.zone(index + 1)}: ≥ ${String(from)}`).join(' · ')}
          </p>
        )}
        <Button type="submit" look="quiet" className="justify-self-start" busy={busy}>
          {common.save}
        </Button>
      </form>
    </Section>
  );
}
