import { useNavigate } from 'react-router';
import { MessageDialog } from '@/components/message-dialog';
import { toast } from '@/components/ui/toast';
import { assistanceTexts } from '@/i18n/assistance';
import { useTexts } from '@/i18n/texts';
import { useAskForHelp } from '@/lib/apiAssistance';
import type { Goal } from '@/models';

interface AskDialogProps {
  readonly goal: Goal;
  readonly onClose: () => void;
}

/** Asks those who have finished a goal like this one. */
export function AskDialog({ goal, onClose }: AskDialogProps) {
  const t = useTexts(assistanceTexts);
  const navigate = useNavigate();
  const ask = useAskForHelp();
  return (
    <MessageDialog
      title={t.askTitle}
      description={goal.tags.length === 0 ? t.needsTags : t.askText}
      label={t.question}
      submitText={t.askNow}
      required
      onClose={onClose}
      onSubmit={async (text) => {
        const { askForHelp } = await ask({ input: { goalId: goal.id, text: text ?? '' } });
        toast(t.asked);
        await navigate(`/app/help/${askForHelp.id}`);
      }}
    />
  );
}
