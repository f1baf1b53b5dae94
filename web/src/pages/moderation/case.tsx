import { clsx } from 'clsx';
import { Link, useParams } from 'react-router';
import { IconModeration } from '@/components/icons';
import { BackLink, MissingPage, Page, ReadPage } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { nameOf } from '@/components/people/avatar';
import { profilePath } from '@/components/people/person-row';
import { RichText } from '@/components/rich-text';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { Listing } from '@/components/ui/listing';
import { More } from '@/components/ui/more-button';
import { moderationTexts } from '@/i18n/moderation';
import { useTexts } from '@/i18n/texts';
import { useCase, useReports } from '@/lib/apiModeration';
import type { ModerationCase } from '@/models';
import { Decisions } from './decision-list';
import { DecideForm } from './decide-form';

/** All there is to know about one case, and what a moderator does about it. */
export default function CasePage() {
  const { id = '' } = useParams();
  const t = useTexts(moderationTexts);
  const missing = (
    <MissingPage
      icon={<IconModeration className="size-6" />}
      title={t.notFound}
      text={t.notFoundHint}
      back={{ to: '/app/moderation', text: t.back }}
    />
  );
  const reading = useCase(id);
  return (
    <ReadPage reading={reading} missing={missing}>
      {({ moderationCase: found }) =>
        found ? <Shown about={found} onConflict={reading.retry} /> : missing
      }
    </ReadPage>
  );
}

interface ShownProps {
  readonly about: ModerationCase;
  readonly onConflict: () => void;
}

function Shown({ about, onConflict }: ShownProps) {
  const t = useTexts(moderationTexts);
  const { format } = useViewer();
  const { owner, kind } = about;
  return (
    <>
      <BackLink to="/app/moderation">{t.back}</BackLink>
      <Page
        title={t.about(t.kinds[kind], owner ? nameOf(owner) : t.someone)}
        lead={`${t.states[about.state]} · ${t.opened(format.moment(about.openedAt))}`}
        action={<Subject about={about} />}
      >
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_23rem]">
          <div className="grid min-w-0 grid-cols-1 gap-5">
            {about.snapshots.length > 0 && <Said about={about} />}
            {about.context.length > 0 && <Context about={about} />}
            <Reports about={about} />
            <History about={about} />
          </div>
          <div className="grid min-w-0 grid-cols-1 gap-5 max-lg:order-first">
            <DecideForm about={about} onConflict={onConflict} />
            {about.decisions.length > 0 && <Decisions decisions={about.decisions} />}
          </div>
        </div>
      </Page>
    </>
  );
}

/** To the thing itself, where it has a page. */
function Subject({
  about: { kind, subjectId, owner, context },
}: {
  readonly about: ModerationCase;
}) {
  const t = useTexts(moderationTexts);
  const post = kind === 'POST' ? subjectId : context.find((line) => line.kind === 'POST')?.id;
  return (
    <div className="flex flex-wrap gap-2">
      {post !== undefined && (
        <Button asChild look="quiet" size="small">
          <Link to={`/app/posts/${post}`}>{t.showPost}</Link>
        </Button>
      )}
      {owner && (
        <Button asChild look="quiet" size="small">
          <Link to={profilePath(owner)}>{t.showPerson}</Link>
        </Button>
      )}
    </div>
  );
}

function Said({ about }: { readonly about: ModerationCase }) {
  const t = useTexts(moderationTexts);
  const { format } = useViewer();
  return (
    <Section title={t.said}>
      <ol className="grid grid-cols-1 gap-5">
        {about.snapshots.map(({ text, pictures, takenAt }) => (
          <li key={takenAt} className="border-l-3 border-line pl-4">
            <p className="mb-1 text-sm text-ink-soft">{t.saidAt(format.moment(takenAt))}</p>
            {text === '' ? <p className="text-ink-soft">{t.noWords}</p> : <RichText text={text} />}
            {pictures.length > 0 && (
              <ul className="mt-3 flex flex-wrap gap-2">
                {pictures.map((url, index) => (
                  <li key={url}>
                    <a href={url} target="_blank" rel="noreferrer" className="block rounded-xl">
                      <img
                        src={url}
                        alt={t.picture(index + 1)}
                        loading="lazy"
                        className="size-32 rounded-xl bg-sunken object-cover"
                      />
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What stands around it, as it is now: the post above a comment, the talk before and after a message. */
function Context({ about }: { readonly about: ModerationCase }) {
  const t = useTexts(moderationTexts);
  const { format } = useViewer();
  return (
    <Section title={t.context}>
      <ol className="grid grid-cols-1 gap-4">
        {about.context.map(({ id, author, at, text, reported }) => (
          <li
            key={id}
            className={clsx('border-l-3 pl-4', reported ? 'border-blaze' : 'border-line')}
          >
            <p className="mb-1 text-sm text-ink-soft">
              {t.byWhom(author ? nameOf(author) : t.someone, format.moment(at))}
              {reported && <strong className="ml-2 text-blaze-ink">{t.thisOne}</strong>}
            </p>
            {text === '' ? <p className="text-ink-soft">{t.noWords}</p> : <RichText text={text} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Reports({ about }: { readonly about: ModerationCase }) {
  const t = useTexts(moderationTexts);
  const { format } = useViewer();
  const { data, problem, retry, more } = useReports(about.id);
  return (
    <Section title={t.reports}>
      <Listing
        items={data}
        problem={problem}
        retry={retry}
        skeleton={{ count: 2, className: 'h-14' }}
        empty={<p className="text-ink-soft">{t.noReports}</p>}
      >
        {(reports) => (
          <ul className="grid grid-cols-1 gap-4">
            {reports.map(({ id, reporter, reason, text, reportedAt }) => (
              <li key={id}>
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <strong className="font-semibold">{t.reasons[reason]}</strong>
                  <span className="text-sm text-ink-soft">
                    {t.byWhom(reporter ? nameOf(reporter) : t.someone, format.moment(reportedAt))}
                  </span>
                </p>
                {text !== null && <p className="wrap-anywhere whitespace-pre-line">{text}</p>}
              </li>
            ))}
          </ul>
        )}
      </Listing>
      <More more={more} />
    </Section>
  );
}

function History({ about }: { readonly about: ModerationCase }) {
  const t = useTexts(moderationTexts);
  const { format } = useViewer();
  /** The server's own names for what has one; a rule's name as it is. */
  const named: Readonly<Record<string, string>> = { ...t.reasons, ...t.done };
  return (
    <Section title={t.history}>
      <ol className="grid grid-cols-1 gap-2.5">
        {about.history.map(({ number, action, actor, at, detail }) => (
          <li key={number} className="flex flex-wrap items-baseline gap-x-2">
            <strong className="font-semibold">{t.audit[action]}</strong>
            {detail !== '' && <span className="wrap-anywhere">{named[detail] ?? detail}</span>}
            <span className="text-sm text-ink-soft">
              {t.byWhom(actor ? nameOf(actor) : t.rule, format.moment(at))}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
