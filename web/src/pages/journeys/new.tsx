import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { journeyPath } from '@/components/journeys/journey-card';
import { IconAdd, IconDelete, IconUpload } from '@/components/icons';
import { BackLink, Page } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { Card, Section } from '@/components/ui/card';
import { Choices } from '@/components/ui/choices';
import { controlLook, FormError, TextArea, TextField } from '@/components/ui/field';
import { toast } from '@/components/ui/toast';
import { commonTexts } from '@/i18n/common';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { useCreateJourney, useUploadJourney } from '@/lib/apiJourneys';
import { problemText } from '@/lib/formErrors';
import type { Point } from '@/lib/polyline';
import { distancesAlong } from '@/lib/route';
import type { MapEngine } from '@/map/engine';
import { MapView } from '@/map/map-view';
import { unwrapped, wholeWorld, type SceneLine, type SceneMark } from '@/map/scene';
import { journeyVisibilities, type JourneyVisibility } from '@/models';
import { Problem } from '@/models/problem';
import { CornerPicture } from './corner-picture';
import { draftInput, mostPoints, type Corner } from './draft';

/** A journey of one's own: drawn on the map point by point, or from a GPX file. */
export default function NewJourneyPage() {
  const t = useTexts(journeysTexts);
  const common = useTexts(commonTexts);
  const { format } = useViewer();
  const navigate = useNavigate();
  const create = useCreateJourney();
  const uploadFile = useUploadJourney();
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState('');
  const [visibility, setVisibility] = useState<JourneyVisibility>('PRIVATE');
  const [corners, setCorners] = useState<readonly Corner[]>([]);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const engine = useRef<MapEngine>(null);
  const nextKey = useRef(0);

  const add = (at: Point) => {
    const key = nextKey.current++;
    setCorners((before) =>
      before.length < mostPoints ? [...before, { key, at, name: '', picture: null }] : before,
    );
  };
  const attempt = async (act: () => Promise<string>) => {
    setBusy(true);
    setWrong([]);
    try {
      const id = await act();
      toast(t.made);
      await navigate(journeyPath({ id }), { replace: true });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      const named = problem.fields.map(({ message }) => message);
      setWrong(named.length > 0 ? named : [problemText(problem, common)]);
      setBusy(false);
    }
  };
  const save = () => {
    if (title.trim() === '') setWrong([t.titleMissing]);
    else if (corners.length < 2) setWrong([t.pointsMissing]);
    else {
      void attempt(async () => {
        const made = await create({
          input: draftInput({ title, description, visibility, corners }),
        });
        return made.createJourney.id;
      });
    }
  };
  const distances = distancesAlong(corners.map(({ at }) => at));
  const length = distances.at(-1) ?? 0;

  return (
    <>
      <BackLink to="/app/journeys">{t.back}</BackLink>
      <Page
        title={t.newJourney}
        lead={t.newLead}
        action={
          <Button
            look="quiet"
            busy={busy}
            onClick={() => {
              input.current?.click();
            }}
          >
            <IconUpload aria-hidden="true" className="size-5" />
            {t.fromGpx}
          </Button>
        }
      >
        <input
          ref={input}
          type="file"
          accept=".gpx,application/gpx+xml"
          aria-label={t.fromGpx}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) void attempt(() => uploadFile({ file, title: title.trim(), visibility }, {}));
          }}
        />
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <DraftMap
            corners={corners}
            onPick={add}
            onOpen={(opened) => {
              engine.current = opened;
            }}
          />
          <div className="grid min-w-0 grid-cols-1 gap-5">
            <Card className="grid gap-5 p-5">
              {wrong.length > 0 && (
                <FormError>
                  <span>
                    {wrong.map((line) => (
                      <span key={line} className="block">
                        {line}
                      </span>
                    ))}
                  </span>
                </FormError>
              )}
              <TextField
                label={t.journeyTitle}
                placeholder={t.journeyTitleExample}
                maxLength={100}
                value={title}
                onChange={(event) => {
                  setTitle(event.target.value);
                }}
              />
              <TextArea
                label={t.about}
                optional
                maxLength={4000}
                value={description}
                onChange={(event) => {
                  setDescription(event.target.value);
                }}
              />
              <Choices
                legend={t.visibility}
                name="visibility"
                value={visibility}
                onChange={setVisibility}
                choices={journeyVisibilities.map((value) => ({
                  value,
                  label: t.visibilities[value].name,
                }))}
              />
              <Button busy={busy} onClick={save}>
                {common.create}
              </Button>
            </Card>
            <Section
              title={t.points(corners.length)}
              action={
                <Button
                  look="quiet"
                  size="small"
                  onClick={() => {
                    if (engine.current) add(engine.current.centre());
                  }}
                >
                  <IconAdd aria-hidden="true" className="size-4.5" />
                  {t.addCentre}
                </Button>
              }
            >
              <p className="-mt-2 mb-3 text-ink-soft">
                {corners.length === 0 ? t.drawHint : format.distance(length)}
              </p>
              <Corners corners={corners} distances={distances} onChange={setCorners} />
            </Section>
          </div>
        </div>
      </Page>
    </>
  );
}

interface DraftMapProps {
  readonly corners: readonly Corner[];
  readonly onPick: (point: Point) => void;
  readonly onOpen: (engine: MapEngine) => void;
}

function DraftMap({ corners, onPick, onOpen }: DraftMapProps) {
  const t = useTexts(journeysTexts);
  // West of Greenwich or past the date line: each corner lies beside the one before.
  const points = useMemo(() => unwrapped(corners.map(({ at }) => at)), [corners]);
  const lines = useMemo<readonly SceneLine[]>(
    () => [{ id: 'draft', look: 'draft', points }],
    [points],
  );
  const marks = points.map((at, index): SceneMark => {
    const corner = corners[index];
    const name = corner?.name.trim() ?? '';
    return {
      id: String(corner?.key),
      look: 'corner',
      at,
      sign: String(index + 1),
      label: name,
      shown: name !== '',
    };
  });
  return (
    <Card className="overflow-hidden lg:sticky lg:top-6">
      <MapView
        label={t.drawMap}
        scene={{ lines, marks }}
        bounds={wholeWorld}
        immersed
        onPick={onPick}
        onOpen={onOpen}
        className="h-96 lg:h-[calc(100dvh-14rem)]"
      >
        {/* What "the middle" is, for who draws by keyboard. */}
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-1/2 z-10 -translate-1/2 text-2xl leading-none font-light text-ink/60"
        >
          +
        </span>
      </MapView>
    </Card>
  );
}

interface CornersProps {
  readonly corners: readonly Corner[];
  readonly distances: readonly number[];
  readonly onChange: (change: (corners: readonly Corner[]) => readonly Corner[]) => void;
}

function Corners({ corners, distances, onChange }: CornersProps) {
  const t = useTexts(journeysTexts);
  const { format } = useViewer();
  // A picture may arrive late: what was written in the meantime stays.
  const change = (key: number, changed: (corner: Corner) => Corner) => {
    onChange((before) => before.map((one) => (one.key === key ? changed(one) : one)));
  };
  return (
    <ol className="grid grid-cols-1 gap-2">
      {corners.map(({ key, at, name, picture }, index) => (
        <li key={key} className="flex items-center gap-2">
          <span
            aria-hidden="true"
            className="grid size-7 shrink-0 place-items-center rounded-full bg-blaze-ink text-xs font-bold text-on-blaze"
          >
            {index + 1}
          </span>
          <input
            className={controlLook}
            aria-label={t.milestoneAt(index + 1)}
            placeholder={`${t.milestoneName} · ${format.distance(distances[index] ?? 0)}`}
            title={`${at.latitude.toFixed(4)}, ${at.longitude.toFixed(4)}`}
            maxLength={100}
            value={name}
            onChange={(event) => {
              const named = event.target.value;
              change(key, (corner) => ({ ...corner, name: named }));
            }}
          />
          {name.trim() !== '' && (
            <CornerPicture
              place={index + 1}
              value={picture}
              onChange={(chosen) => {
                change(key, (corner) => ({ ...corner, picture: chosen }));
              }}
            />
          )}
          <Button
            look="plain"
            size="icon"
            className="shrink-0"
            aria-label={t.removePoint(index + 1)}
            onClick={() => {
              onChange((before) => before.filter((other) => other.key !== key));
            }}
          >
            <IconDelete aria-hidden="true" className="size-4.5" />
          </Button>
        </li>
      ))}
    </ol>
  );
}
