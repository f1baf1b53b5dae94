import { useState } from 'react';
import { IconFile, IconInfo } from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { numbersTexts } from '@/i18n/workoutNumbers';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { useSplitWorkout, useWorkoutSources } from '@/lib/apiWorkoutNumbers';
import type { MeasuredWorkout, WorkoutOrigin } from '@/models';

/** The recordings that a workout is made of: why each was put to it, and the way to take it out again. */
export function Sources({ workout }: { readonly workout: MeasuredWorkout }) {
  const t = useTexts(numbersTexts);
  const { data } = useWorkoutSources(workout.id);
  const split = useSplitWorkout();
  const { busy, attempt } = useAttempt();
  const [asking, setAsking] = useState<WorkoutOrigin | null>(null);
  if (!data || data.length < 2) return null;
  return (
    <Section title={t.sourcesOf(data.length)}>
      <p className="-mt-2 mb-3 text-ink-soft">{t.sourcesHint}</p>
      <ul className="grid grid-cols-1 gap-2">
        {data.map((origin, index) => (
          <li
            key={origin.id}
            className="flex items-start gap-3 rounded-2xl border border-line p-3.5"
          >
            <span className="grid size-10 shrink-0 place-items-center rounded-xl bg-pine-wash text-pine">
              <IconFile aria-hidden="true" className="size-5" />
            </span>
            <div className="min-w-0 flex-1">
              <Said origin={origin} />
              {origin.reason && (
                <p className="mt-1 flex gap-1.5 text-sm wrap-anywhere">
                  <IconInfo aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-pine" />
                  {origin.reason.text}
                </p>
              )}
            </div>
            {index > 0 && (
              <Button
                look="quiet"
                size="small"
                onClick={() => {
                  setAsking(origin);
                }}
              >
                {t.split}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asking !== null}
        onClose={() => {
          setAsking(null);
        }}
        title={t.splitTitle}
        text={t.splitText}
        confirm={t.split}
        busy={busy}
        onConfirm={() =>
          void attempt(async () => {
            if (!asking) return;
            await split({ id: workout.id, sourceId: asking.id });
            setAsking(null);
            toast(t.splitDone);
          })
        }
      />
    </Section>
  );
}

/** What a recording says of itself. */
function Said({ origin }: { readonly origin: WorkoutOrigin }) {
  const workouts = useTexts(workoutsTexts);
  const { format } = useViewer();
  const { source, device, fileName, startedAt, elapsedSeconds, distanceMetres } = origin;
  const said = [
    format.moment(startedAt),
    format.duration(elapsedSeconds),
    distanceMetres !== null && format.distance(distanceMetres),
  ];
  return (
    <>
      <p className="font-semibold wrap-anywhere">
        {[device ?? fileName, workouts.sources[source]].filter(Boolean).join(' · ')}
      </p>
      <p className="text-sm text-ink-soft">{said.filter(Boolean).join(' · ')}</p>
    </>
  );
}
