import { useState } from 'react';
import { TextArea } from './ui/field';
import { FormDialog } from './ui/form-dialog';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { problemText } from '@/lib/formErrors';
import { Problem } from '@/models/problem';

const longestText = 2000;

interface MessageDialogProps {
  readonly title: string;
  readonly description: string;
  /** Of the message. */
  readonly label: string;
  readonly submitText: string;
  readonly required: boolean;
  readonly onClose: () => void;
  /** Gets null when nothing was written. Throws `Problem`. */
  readonly onSubmit: (text: string | null) => Promise<unknown>;
}

/** Does something with a few words to it; the words stay when it is refused. */
export function MessageDialog({
  title,
  description,
  label,
  submitText,
  required,
  onClose,
  onSubmit,
}: MessageDialogProps) {
  const common = useTexts(commonTexts);
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const words = text.trim();
    setMissing(required && words === '');
    if (required && words === '') return;
    setBusy(true);
    try {
      await onSubmit(words === '' ? null : words);
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
      title={title}
      description={description}
      submitText={submitText}
      busy={busy}
      error={error}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextArea
        label={label}
        optional={!required}
        rows={4}
        maxLength={longestText}
        value={text}
        error={missing ? common.required : undefined}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
    </FormDialog>
  );
}
