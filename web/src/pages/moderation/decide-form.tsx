import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { Choices } from '@/components/ui/choices';
import { FormError, SelectField, TextArea } from '@/components/ui/field';
import { toast } from '@/components/ui/toast';
import { commonTexts } from '@/i18n/common';
import { moderationTexts } from '@/i18n/moderation';
import { useTexts } from '@/i18n/texts';
import { useDecideCase } from '@/lib/apiModeration';
import { problemText } from '@/lib/formErrors';
import { decisionActions, type DecisionAction, type ModerationCase } from '@/models';
import { Problem } from '@/models/problem';
import { suspensionDays, suspensionEnd, type SuspensionLength } from './suspension-end';

const longestText = 2000;

interface DecideFormProps {
  readonly about: ModerationCase;
  /** Somebody else has changed the case: it is read anew. */
  readonly onConflict: () => void;
}

export function DecideForm({ about, onConflict }: DecideFormProps) {
  const t = useTexts(moderationTexts);
  const common = useTexts(commonTexts);
  const decide = useDecideCase();
  const [action, setAction] = useState<DecisionAction>('DISMISS');
  const [length, setLength] = useState<SuspensionLength>('7');
  const [message, setMessage] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      const told = action === 'DISMISS' ? '' : message.trim();
      const noted = note.trim();
      await decide({
        input: {
          caseId: about.id,
          version: about.version,
          action,
          ...(action === 'SUSPEND' && { until: suspensionEnd(length, Date.now()) }),
          ...(told !== '' && { message: told }),
          ...(noted !== '' && { note: noted }),
        },
      });
      toast(t.decided);
      setAction('DISMISS');
      setMessage('');
      setNote('');
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.isConflict) {
        toast(t.changedMeanwhile, 'bad');
        onConflict();
      } else {
        setError(problem.fields[0]?.message ?? problemText(problem, common));
      }
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t.decide}>
      <form
        noValidate
        className="grid grid-cols-1 gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <FormError>{error}</FormError>
        <Choices
          legend={t.decision}
          hideLegend
          name="decision"
          look="cards"
          value={action}
          onChange={setAction}
          choices={decisionActions
            .filter((value) => value !== 'HIDE' || about.kind !== 'PERSON')
            .map((value) => ({
              value,
              label: t.actions[value].name,
              text: t.actions[value].text,
            }))}
        />
        {action === 'SUSPEND' && (
          <SelectField
            label={t.until}
            value={length}
            onChange={(event) => {
              setLength(event.target.value as SuspensionLength);
            }}
          >
            {suspensionDays.map((days) => (
              <option key={days} value={days}>
                {t.days(days)}
              </option>
            ))}
            <option value="FOR_GOOD">{t.forGood}</option>
          </SelectField>
        )}
        {action !== 'DISMISS' && (
          <TextArea
            label={t.message}
            hint={t.messageHint}
            maxLength={longestText}
            value={message}
            onChange={(event) => {
              setMessage(event.target.value);
            }}
          />
        )}
        <TextArea
          label={t.note}
          hint={t.noteHint}
          optional
          rows={2}
          maxLength={longestText}
          value={note}
          onChange={(event) => {
            setNote(event.target.value);
          }}
        />
        <Button type="submit" busy={busy} look={action === 'SUSPEND' ? 'danger' : 'primary'}>
          {t.decideNow}
        </Button>
      </form>
    </Section>
  );
}
