import { useState } from 'react';
import { useViewer } from '@/components/layout/viewer';
import { nameOf } from '@/components/people/avatar';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { moderationTexts } from '@/i18n/moderation';
import { useTexts } from '@/i18n/texts';
import { useDecideAppeal, useLiftDecision } from '@/lib/apiModeration';
import type { ModerationDecision } from '@/models';
import { MessageDialog } from '@/components/message-dialog';

/** What was decided in a case, with the appeals. */
export function Decisions({ decisions }: { readonly decisions: readonly ModerationDecision[] }) {
  const t = useTexts(moderationTexts);
  return (
    <Section title={t.decisions}>
      <ol className="grid grid-cols-1 divide-y divide-line">
        {decisions.map((decision) => (
          <li key={decision.id} className="py-4 first:pt-0 last:pb-0">
            <Decision decision={decision} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Decision({ decision }: { readonly decision: ModerationDecision }) {
  const t = useTexts(moderationTexts);
  const { format } = useViewer();
  const { action, decidedBy, decidedAt, until, liftedAt, message, note, appeal } = decision;
  const end = until === null ? t.endsNever : t.ends(format.moment(until));
  return (
    <>
      <p>
        <strong className="font-semibold">{t.done[action]}</strong>
        {action === 'SUSPEND' && ` ${end}`}
      </p>
      <p className="text-sm text-ink-soft">
        {t.byWhom(decidedBy ? nameOf(decidedBy) : t.rule, format.moment(decidedAt))}
      </p>
      <Quoted label={t.message} text={message} />
      <Quoted label={t.note} text={note} />
      {appeal && (
        <div className="mt-3 rounded-xl bg-sunken p-3.5">
          <p className="text-sm text-ink-soft">
            {t.appeal} · {format.moment(appeal.madeAt)}
          </p>
          <p className="wrap-anywhere whitespace-pre-line">{appeal.text}</p>
          <p className="mt-1 text-sm font-semibold">
            {appeal.upheld === null ? t.appealWaits : appeal.upheld ? t.upheld : t.granted}
          </p>
          <Quoted label={t.message} text={appeal.message} />
        </div>
      )}
      {liftedAt === null ? (
        <Answers decision={decision} />
      ) : (
        <p className="mt-2 text-sm font-semibold">{t.lifted(format.moment(liftedAt))}</p>
      )}
    </>
  );
}

function Quoted({ label, text }: { readonly label: string; readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p className="mt-2 wrap-anywhere whitespace-pre-line">
      <span className="block text-sm text-ink-soft">{label}</span>
      {text}
    </p>
  );
}

/** An appeal is answered; without one, a decision can be taken back all the same. */
function Answers({ decision }: { readonly decision: ModerationDecision }) {
  const t = useTexts(moderationTexts);
  const decideAppeal = useDecideAppeal();
  const lift = useLiftDecision();
  const [open, setOpen] = useState<'uphold' | 'grant' | 'lift' | null>(null);
  const { id: decisionId, action, appeal } = decision;
  if (action === 'DISMISS') return null;
  const waits = appeal !== null && appeal.upheld === null;
  const dialogs = {
    uphold: {
      title: t.upholdTitle,
      text: t.upholdText,
      act: (message: string | null) => decideAppeal({ decisionId, upheld: true, message }),
    },
    grant: {
      title: t.grantTitle,
      text: t.grantText,
      act: (message: string | null) => decideAppeal({ decisionId, upheld: false, message }),
    },
    lift: {
      title: t.liftTitle,
      text: t.liftText,
      act: (message: string | null) => lift({ decisionId, message }),
    },
  };
  const choices = waits ? (['uphold', 'grant'] as const) : (['lift'] as const);
  return (
    <>
      <div className="mt-3 flex flex-wrap gap-2">
        {choices.map((choice) => (
          <Button
            key={choice}
            look="quiet"
            size="small"
            onClick={() => {
              setOpen(choice);
            }}
          >
            {t[choice]}
          </Button>
        ))}
      </div>
      {open && (
        <MessageDialog
          title={dialogs[open].title}
          description={dialogs[open].text}
          label={t.message}
          submitText={t[open]}
          required={false}
          onClose={() => {
            setOpen(null);
          }}
          onSubmit={dialogs[open].act}
        />
      )}
    </>
  );
}
