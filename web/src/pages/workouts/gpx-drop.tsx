import { clsx } from 'clsx';
import { useId, useRef, useState, type DragEvent } from 'react';
import { useNavigate } from 'react-router';
import { useViewer } from '@/components/layout/viewer';
import { IconClose, IconUpload } from '@/components/icons';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/field';
import { Bar } from '@/components/ui/progress';
import { toast } from '@/components/ui/toast';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { useImportGpx } from '@/lib/apiWorkouts';
import { problemText } from '@/lib/formErrors';
import { Problem } from '@/models/problem';

const mostBytes = 64 * 1024 * 1024;

type State =
  | { readonly at: 'rest' }
  | { readonly at: 'sending'; readonly sent: number }
  | { readonly at: 'failed'; readonly file: string; readonly why: readonly string[] };

/** Where a GPX file is dropped or chosen; shows how far it is and what was wrong with it. */
export function GpxDrop() {
  const t = useTexts(workoutsTexts);
  const common = useTexts(commonTexts);
  const { format } = useViewer();
  const id = useId();
  const navigate = useNavigate();
  const importGpx = useImportGpx();
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController>(null);
  const [state, setState] = useState<State>({ at: 'rest' });
  const [over, setOver] = useState(false);

  const send = async (file: File) => {
    const refusal = whyNot(file);
    if (refusal !== null) {
      setState({ at: 'failed', file: file.name, why: [t[refusal]] });
      return;
    }
    const controller = new AbortController();
    stop.current = controller;
    setState({ at: 'sending', sent: 0 });
    try {
      const workout = await importGpx(file, {
        signal: controller.signal,
        onProgress: (sent) => {
          setState({ at: 'sending', sent });
        },
      });
      toast(t.imported);
      await navigate(`/app/workouts/${workout}`);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.code === 'ABORTED') {
        setState({ at: 'rest' });
      } else {
        const named = problem.fields.map(({ message }) => message);
        setState({
          at: 'failed',
          file: file.name,
          why: named.length > 0 ? named : [problemText(problem, common)],
        });
      }
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && state.at !== 'sending') void send(file);
  };

  return (
    // Dropping is for the mouse; the button inside does the same for everybody.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-labelledby={id}
      className={clsx(
        'contours overflow-hidden rounded-card border-2 border-dashed p-6 transition-colors',
        over ? 'border-blaze bg-blaze-wash' : 'border-line-strong/60 bg-surface',
      )}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={onDrop}
    >
      <div className="flex flex-col items-start gap-4 sm:flex-row sm:items-center">
        <span className="grid size-13 shrink-0 place-items-center rounded-2xl bg-blaze-wash text-blaze-ink">
          <IconUpload aria-hidden="true" className="size-6" />
        </span>
        <div className="flex-1">
          <h2 id={id} className="text-xl font-semibold">
            {over ? t.dropHere : t.dropTitle}
          </h2>
          <p className="text-ink-soft">{t.dropText}</p>
        </div>
        <input
          ref={input}
          type="file"
          accept=".gpx,application/gpx+xml"
          aria-label={t.upload}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) void send(file);
          }}
        />
        {state.at !== 'sending' && (
          <Button
            look="quiet"
            onClick={() => {
              input.current?.click();
            }}
          >
            {t.choose}
          </Button>
        )}
      </div>
      {state.at === 'sending' && (
        <div className="mt-5 flex items-center gap-3">
          <div className="flex-1">
            <p role="status" className="mb-2 text-sm font-semibold">
              {state.sent < 1 ? t.sending(format.percent(state.sent)) : t.reading}
            </p>
            <Bar value={state.sent} label={t.dropTitle} />
          </div>
          <Button
            look="plain"
            size="icon"
            aria-label={t.stop}
            onClick={() => {
              stop.current?.abort();
            }}
          >
            <IconClose className="size-5" />
          </Button>
        </div>
      )}
      {state.at === 'failed' && (
        <div className="mt-5">
          <FormError>
            <span>
              <span className="block font-semibold">{t.importFailed(state.file)}</span>
              {state.why.map((line) => (
                <span key={line} className="block font-normal">
                  {line}
                </span>
              ))}
            </span>
          </FormError>
        </div>
      )}
    </section>
  );
}

function whyNot(file: File): 'tooBig' | 'notGpx' | null {
  if (file.size > mostBytes) return 'tooBig';
  return /\.(gpx|xml)$/i.test(file.name) ? null : 'notGpx';
}
