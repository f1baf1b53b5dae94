import { clsx } from 'clsx';
import { useId, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import { IconDone, IconFile, IconUpload, IconWarning } from '@/components/icons';
import { BackLink, Page } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { More } from '@/components/ui/more-button';
import { Bar } from '@/components/ui/progress';
import { useAttempt } from '@/components/use-attempt';
import { commonTexts } from '@/i18n/common';
import { importsTexts } from '@/i18n/imports';
import { offlineTexts } from '@/i18n/offline';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { useCancelImport, useImportJob, useMyImports } from '@/lib/apiImports';
import { droppedFiles, mayHoldWorkouts } from '@/lib/droppedFiles';
import { problemText } from '@/lib/formErrors';
import type { ImportJob } from '@/models';
import { useImportQueue, type ImportEntry } from './import-queue';

/** Workouts from files: single ones, folders, archives, health exports. */
export default function ImportPage() {
  const t = useTexts(importsTexts);
  const workouts = useTexts(workoutsTexts);
  const { entries, add, retry } = useImportQueue();
  return (
    <>
      <BackLink to="/app/workouts">{workouts.back}</BackLink>
      <Page title={t.title} lead={t.lead}>
        <div className="grid grid-cols-1 gap-5">
          <Drop onFiles={add} />
          {entries.length > 0 && (
            <Section title={t.now}>
              <ul className="grid grid-cols-1 gap-2">
                {entries.toReversed().map((entry) => (
                  <li key={entry.key}>
                    <EntryLine
                      entry={entry}
                      onRetry={() => {
                        retry(entry.key);
                      }}
                    />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Earlier shown={entries.flatMap((entry) => (entry.at === 'job' ? [entry.id] : []))} />
        </div>
      </Page>
    </>
  );
}

function Drop({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const t = useTexts(importsTexts);
  const workouts = useTexts(workoutsTexts);
  const id = useId();
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (event: { readonly target: HTMLInputElement }, choosy: boolean) => {
    const chosen = [...(event.target.files ?? [])];
    event.target.value = '';
    onFiles(choosy ? chosen.filter(({ name }) => mayHoldWorkouts(name)) : chosen);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void droppedFiles(event.dataTransfer).then(onFiles);
  };
  return (
    // Dropping is for the mouse; the buttons inside do the same for everybody.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-labelledby={id}
      className={clsx(
        'contours flex flex-col items-center gap-4 overflow-hidden rounded-card border-2 border-dashed px-6 py-10 text-center transition-colors',
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
      <span className="grid size-14 place-items-center rounded-2xl bg-blaze-wash text-blaze-ink">
        <IconUpload aria-hidden="true" className="size-7" />
      </span>
      <div>
        <h2 id={id} className="text-xl font-semibold">
          {over ? workouts.dropHere : t.dropTitle}
        </h2>
        <p className="mx-auto mt-1 max-w-xl text-ink-soft">{t.dropText}</p>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          take(event, false);
        }}
      />
      <input
        ref={folder}
        type="file"
        multiple
        {...{ webkitdirectory: '' }}
        hidden
        onChange={(event) => {
          take(event, true);
        }}
      />
      <div className="flex flex-wrap justify-center gap-2">
        <Button
          onClick={() => {
            files.current?.click();
          }}
        >
          {t.chooseFiles}
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            folder.current?.click();
          }}
        >
          {t.chooseFolder}
        </Button>
      </div>
    </section>
  );
}

interface LineProps {
  readonly name: string;
  readonly look: 'going' | 'good' | 'bad';
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

const looks = {
  going: { Icon: IconFile, className: 'bg-pine-wash text-pine' },
  good: { Icon: IconDone, className: 'bg-pine-wash text-moss' },
  bad: { Icon: IconWarning, className: 'bg-danger-wash text-danger' },
} as const;

/** One file, and what became of it. */
function Line({ name, look, action, children }: LineProps) {
  const { Icon, className } = looks[look];
  return (
    <div className="flex items-start gap-3 rounded-2xl border border-line p-3.5">
      <span className={clsx('grid size-10 shrink-0 place-items-center rounded-xl', className)}>
        <Icon aria-hidden="true" className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-semibold wrap-anywhere">{name}</p>
        <div className="text-[0.95rem] text-ink-soft">{children}</div>
      </div>
      {action}
    </div>
  );
}

interface EntryLineProps {
  readonly entry: ImportEntry;
  readonly onRetry: () => void;
}

function EntryLine({ entry, onRetry }: EntryLineProps) {
  const t = useTexts(importsTexts);
  const common = useTexts(commonTexts);
  const workouts = useTexts(workoutsTexts);
  const offline = useTexts(offlineTexts);
  const { format } = useViewer();
  const { name } = entry;
  switch (entry.at) {
    case 'waiting':
      return (
        <Line name={name} look="going">
          {t.waiting}
        </Line>
      );
    case 'sending':
      return (
        <Line name={name} look="going">
          <p className="mb-2">
            {entry.sent < 1 ? workouts.sending(format.percent(entry.sent)) : workouts.reading}
          </p>
          <Bar value={entry.sent} label={name} />
        </Line>
      );
    case 'workout':
      return (
        <Line name={name} look="good" action={<ToWorkout id={entry.id} />}>
          {entry.merged ? t.merged : t.made}
        </Line>
      );
    case 'known':
      return (
        <Line name={name} look="good">
          {t.known}
        </Line>
      );
    case 'kept':
      return (
        <Line name={name} look="going">
          {offline.keptHere}
        </Line>
      );
    case 'failed':
      return (
        <Line
          name={name}
          look="bad"
          action={
            <Button look="quiet" size="small" onClick={onRetry}>
              {common.retry}
            </Button>
          }
        >
          {entry.problem.fields.length > 0
            ? entry.problem.fields.map(({ message }) => message).join(' ')
            : problemText(entry.problem, common)}
        </Line>
      );
    case 'job':
      return <LiveJob id={entry.id} name={name} />;
  }
}

function ToWorkout({ id }: { readonly id: string }) {
  const t = useTexts(importsTexts);
  return (
    <Button asChild look="quiet" size="small">
      <Link to={`/app/workouts/${id}`}>{t.look}</Link>
    </Button>
  );
}

function LiveJob({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useTexts(importsTexts);
  const job = useImportJob(id);
  if (job) return <JobLine job={job} />;
  return (
    <Line name={name} look="going">
      {t.waiting}
    </Line>
  );
}

function JobLine({ job }: { readonly job: ImportJob }) {
  const t = useTexts(importsTexts);
  const common = useTexts(commonTexts);
  const { format } = useViewer();
  const cancel = useCancelImport();
  const { busy, attempt } = useAttempt();
  const { id, state, fileName, progress, createdAt, problem, failures, failed } = job;
  const name = fileName ?? t.archive;
  const going = state === 'WAITING' || state === 'RUNNING';
  return (
    <Line
      name={name}
      look={going ? 'going' : state === 'FAILED' ? 'bad' : 'good'}
      action={
        going && (
          <Button
            look="quiet"
            size="small"
            busy={busy}
            onClick={() => void attempt(() => cancel({ id }))}
          >
            {common.cancel}
          </Button>
        )
      }
    >
      <p>
        {[t.states[state], going ? format.percent(progress) : format.moment(createdAt)].join(' · ')}
      </p>
      {going && (
        <div className="my-2">
          <Bar value={progress} label={name} />
        </div>
      )}
      <p>{countsOf(job, t)}</p>
      {problem && <p className="text-danger">{problem.reason}</p>}
      {failures.length > 0 && (
        <details className="mt-1">
          <summary className="cursor-pointer font-semibold">{t.failures(failed)}</summary>
          <ul className="mt-1 grid gap-1">
            {failures.map((failure, index) => (
              <li key={index} className="wrap-anywhere">
                <span className="font-medium text-ink">{failure.fileName}</span>: {failure.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Line>
  );
}

function countsOf(
  { made, merged, same, stepDays, skipped }: ImportJob,
  t: (typeof importsTexts)['en'],
): string {
  return [
    made > 0 && t.madeCount(made),
    merged > 0 && t.mergedCount(merged),
    same > 0 && t.sameCount(same),
    stepDays > 0 && t.stepDays(stepDays),
    skipped > 0 && t.skipped(skipped),
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

/** Earlier jobs, but for those that stand above. */
function Earlier({ shown }: { readonly shown: readonly string[] }) {
  const t = useTexts(importsTexts);
  const { data = [], more } = useMyImports();
  const jobs = data.filter(({ id }) => !shown.includes(id));
  if (jobs.length === 0) return null;
  return (
    <Section title={t.earlier}>
      <ul className="grid grid-cols-1 gap-2">
        {jobs.map((job) => (
          <li key={job.id}>
            {job.finishedAt === null ? (
              <LiveJob id={job.id} name={job.fileName ?? t.archive} />
            ) : (
              <JobLine job={job} />
            )}
          </li>
        ))}
      </ul>
      <More more={more} />
    </Section>
  );
}
