import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { IconDone, IconHelp, IconThanks } from '@/components/icons';
import { BackLink, MissingPage, Page, ReadPage } from '@/components/layout/page';
import { Avatar, nameOf } from '@/components/people/avatar';
import { profilePath } from '@/components/people/person-row';
import { RichText } from '@/components/rich-text';
import { Button } from '@/components/ui/button';
import { Card, Section } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/dialog';
import { Listing } from '@/components/ui/listing';
import { More } from '@/components/ui/more-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Tag } from '@/components/ui/tags-field';
import { useAttempt } from '@/components/use-attempt';
import { assistanceTexts } from '@/i18n/assistance';
import { useTexts } from '@/i18n/texts';
import {
  useAnswers,
  useCloseRequest,
  useRequest,
  useSayThanks,
  useWithdrawThanks,
} from '@/lib/apiAssistance';
import type { Assistance, AssistanceAnswer } from '@/models';
import { AnswerForm } from './answer-form';

/** One question with its answers. */
export default function RequestPage() {
  const { id = '' } = useParams();
  const t = useTexts(assistanceTexts);
  const missing = (
    <MissingPage
      icon={<IconHelp className="size-6" />}
      title={t.notFound}
      text={t.notFoundHint}
      back={{ to: '/app/help', text: t.back }}
    />
  );
  return (
    <ReadPage reading={useRequest(id)} missing={missing}>
      {({ assistance }) => (assistance ? <Shown request={assistance} /> : missing)}
    </ReadPage>
  );
}

function Shown({ request }: { readonly request: Assistance }) {
  const t = useTexts(assistanceTexts);
  const { asker, mine, status } = request;
  return (
    <div className="mx-auto max-w-2xl">
      <BackLink to="/app/help">{t.back}</BackLink>
      <Page
        title={t.on(request.goalTitle)}
        {...(mine && { action: <OwnActions request={request} /> })}
      >
        <div className="grid grid-cols-1 gap-5">
          <Card className="p-5 sm:p-6">
            <p className="mb-2 flex flex-wrap items-baseline gap-x-2">
              {asker ? (
                <Link to={profilePath(asker)} className="rounded font-semibold hover:underline">
                  {nameOf(asker)}
                </Link>
              ) : (
                <span className="font-semibold">{t.someone}</span>
              )}
              <RelativeTime at={request.createdAt} className="text-sm text-ink-soft" />
            </p>
            <RichText text={request.text} />
            <p className="mt-4 flex flex-wrap gap-1.5">
              {request.tags.map((tag) => (
                <Tag key={tag}>{tag}</Tag>
              ))}
            </p>
          </Card>
          <Answers request={request} />
          {status === 'CLOSED' ? (
            <p className="text-center text-ink-soft">{t.isClosed}</p>
          ) : (
            <AnswerForm id={request.id} />
          )}
        </div>
      </Page>
    </div>
  );
}

function OwnActions({ request }: { readonly request: Assistance }) {
  const t = useTexts(assistanceTexts);
  const close = useCloseRequest();
  const { busy, attempt } = useAttempt();
  const [asking, setAsking] = useState(false);
  return (
    <div className="flex flex-wrap gap-2">
      <Button asChild look="quiet" size="small">
        <Link to={`/app/goals/${request.goalId}`}>{t.goal}</Link>
      </Button>
      {request.status === 'OPEN' && (
        <Button
          look="quiet"
          size="small"
          onClick={() => {
            setAsking(true);
          }}
        >
          <IconDone aria-hidden="true" className="size-4.5" />
          {t.close}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => {
          setAsking(false);
        }}
        title={t.closeTitle}
        text={t.closeText}
        confirm={t.close}
        busy={busy}
        onConfirm={() =>
          void attempt(async () => {
            await close({ id: request.id });
            setAsking(false);
          })
        }
      />
    </div>
  );
}

function Answers({ request }: { readonly request: Assistance }) {
  const t = useTexts(assistanceTexts);
  const { data, problem, retry, more } = useAnswers(request.id);
  return (
    <Section title={t.answersTitle}>
      <Listing
        items={data}
        problem={problem}
        retry={retry}
        skeleton={{ count: 2, className: 'h-16' }}
        empty={<p className="text-ink-soft">{request.mine ? t.noAnswersYet : t.noAnswers}</p>}
      >
        {(answers) => (
          <ol className="grid grid-cols-1 gap-5">
            {answers.map((answer) => (
              <li key={answer.id}>
                <Answer request={request} answer={answer} />
              </li>
            ))}
          </ol>
        )}
      </Listing>
      <More more={more} />
    </Section>
  );
}

interface AnswerProps {
  readonly request: Assistance;
  readonly answer: AssistanceAnswer;
}

function Answer({ request, answer }: AnswerProps) {
  const t = useTexts(assistanceTexts);
  const { author } = answer;
  return (
    <div className="flex gap-3">
      {author ? (
        <Avatar person={author} size="small" />
      ) : (
        <span className="size-9 shrink-0 rounded-full bg-sunken" />
      )}
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          {author ? (
            <Link to={profilePath(author)} className="rounded font-semibold hover:underline">
              {nameOf(author)}
            </Link>
          ) : (
            <span className="font-semibold">{t.someone}</span>
          )}
          <RelativeTime at={answer.createdAt} className="text-sm text-ink-soft" />
        </p>
        <RichText text={answer.text} />
        <Thanks request={request} answer={answer} />
      </div>
    </div>
  );
}

/** The asker's, once for each who answered; all see that it was said. */
function Thanks({ request, answer: { author } }: AnswerProps) {
  const t = useTexts(assistanceTexts);
  const sayThanks = useSayThanks(author);
  const withdraw = useWithdrawThanks();
  const { attempt } = useAttempt();
  if (!author || author.id === request.asker?.id) return null;
  if (request.thanked.some(({ id }) => id === author.id)) {
    return (
      <p className="mt-1 flex items-center gap-1.5 text-sm font-semibold text-moss">
        <IconThanks aria-hidden="true" className="size-4.5" />
        <span>{t.thanked}</span>
        {request.mine && (
          <Button
            look="plain"
            size="small"
            className="text-ink-soft!"
            onClick={() => void attempt(() => withdraw({ id: request.id, helperId: author.id }))}
          >
            {t.withdrawThanks}
          </Button>
        )}
      </p>
    );
  }
  if (!request.mine) return null;
  return (
    <Button
      look="plain"
      size="small"
      aria-label={t.thank(nameOf(author))}
      className="-ml-3 text-blaze-ink!"
      onClick={() => void attempt(() => sayThanks({ id: request.id, helperId: author.id }))}
    >
      <IconThanks aria-hidden="true" className="size-4.5" />
      {t.thankShort}
    </Button>
  );
}
