import { useState } from 'react';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { problemText } from '@/lib/formErrors';
import { asProblem } from '@/lib/apiGraphql';
import { Button } from './button';
import { toast } from './toast';

/** Under a list that has more; nothing when all is there. */
export function MoreButton({ more }: { readonly more: (() => Promise<unknown>) | null }) {
  const t = useTexts(commonTexts);
  const [busy, setBusy] = useState(false);
  if (!more) return null;
  const load = async () => {
    setBusy(true);
    try {
      await more();
    } catch (error) {
      toast(problemText(asProblem(error), t), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="mt-6 text-center">
      <Button look="quiet" busy={busy} onClick={() => void load()}>
        {t.loadMore}
      </Button>
    </div>
  );
}
