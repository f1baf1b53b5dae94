import { useState, type ReactNode } from 'react';
import { commonTexts } from '@/i18n/common';
import { moderationTexts } from '@/i18n/moderation';
import { useTexts } from '@/i18n/texts';
import { useReportContent } from '@/lib/apiModeration';
import { problemText } from '@/lib/formErrors';
import { reportReasons, type ReportReason } from '@/models';
import { Problem } from '@/models/problem';
import { IconReport } from '../icons';
import type { Action } from '../ui/action-menu';
import { Choices } from '../ui/choices';
import { FieldErrorText, TextArea } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';
import { toast } from '../ui/toast';

export type Reportable =
  | { readonly kind: 'PERSON' | 'POST' | 'COMMENT'; readonly id: string }
  | { readonly kind: 'MESSAGE'; readonly id: string; readonly roomId: string };

interface Reporting {
  /** For the menu of the thing. */
  readonly action: Action;
  /** Beside that menu. */
  readonly dialog: ReactNode;
}

/** Tells the moderators of something. */
export function useReport(subject: Reportable): Reporting {
  const t = useTexts(moderationTexts);
  const [open, setOpen] = useState(false);
  return {
    action: {
      text: t.report,
      Icon: IconReport,
      onSelect: () => {
        setOpen(true);
      },
    },
    dialog: open && (
      <ReportDialog
        subject={subject}
        onClose={() => {
          setOpen(false);
        }}
      />
    ),
  };
}

interface ReportDialogProps {
  readonly subject: Reportable;
  readonly onClose: () => void;
}

const longestReport = 1000;

function ReportDialog({ subject, onClose }: ReportDialogProps) {
  const t = useTexts(moderationTexts);
  const common = useTexts(commonTexts);
  const report = useReportContent();
  const [reason, setReason] = useState<ReportReason | null>(null);
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setMissing(reason === null);
    if (reason === null) return;
    setBusy(true);
    try {
      const said = text.trim();
      await report({ input: { ...subject, reason, ...(said !== '' && { text: said }) } });
      toast(t.reported);
      onClose();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      setError(problem.fields[0]?.message ?? problemText(problem, common));
    } finally {
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title={t.reportTitle[subject.kind]}
      description={t.reportText}
      submitText={t.send}
      busy={busy}
      error={error}
      onClose={onClose}
      onSubmit={send}
    >
      <div>
        <Choices
          legend={t.reason}
          name="reason"
          value={reason}
          onChange={(chosen) => {
            setReason(chosen);
            setMissing(false);
          }}
          choices={reportReasons.map((value) => ({ value, label: t.reasons[value] }))}
        />
        {missing && (
          <div role="alert">
            <FieldErrorText>{t.chooseReason}</FieldErrorText>
          </div>
        )}
      </div>
      <TextArea
        label={t.details}
        hint={t.detailsHint}
        optional
        maxLength={longestReport}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
    </FormDialog>
  );
}
