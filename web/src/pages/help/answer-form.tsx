import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { TextArea } from '@/components/ui/field';
import { assistanceTexts } from '@/i18n/assistance';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { useAnswer } from '@/lib/apiAssistance';
import { problemText } from '@/lib/formErrors';
import { Problem } from '@/models/problem';

const longestAnswer = 2000;

/** Talks in the thread; what was written stays until the server has it. */
export function AnswerForm({ id }: { readonly id: string }) {
  const t = useTexts(assistanceTexts);
  const common = useTexts(commonTexts);
  const answer = useAnswer();
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const words = text.trim();
  const send = async () => {
    if (words === '' || busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await answer({ id, text: words });
      setText('');
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      setError(problem.fields[0]?.message ?? problemText(problem, common));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card className="p-5 sm:p-6">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextArea
          label={t.writeAnswer}
          maxLength={longestAnswer}
          value={text}
          error={error}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <div className="mt-3 flex justify-end">
          <Button type="submit" busy={busy} disabled={words === ''}>
            {t.answer}
          </Button>
        </div>
      </form>
    </Card>
  );
}
