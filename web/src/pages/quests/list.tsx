import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Page } from '@/components/layout/page';
import { IconAdd, IconClose, IconQuest, IconRewards } from '@/components/icons';
import { QuestLine } from '@/components/quest-line';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Choices } from '@/components/ui/choices';
import { ConfirmDialog } from '@/components/ui/dialog';
import { MoreButton } from '@/components/ui/more-button';
import { Empty, LoadFailed, SkeletonList } from '@/components/ui/states';
import { toast } from '@/components/ui/toast';
import { commonTexts } from '@/i18n/common';
import { questsTexts } from '@/i18n/quests';
import { useTexts } from '@/i18n/texts';
import { useCancelQuest, useQuests } from '@/lib/apiQuests';
import { problemText } from '@/lib/formErrors';
import type { Quest } from '@/models';
import { Problem } from '@/models/problem';
import { QuestDialog } from './quest-dialog';

export default function QuestsPage() {
  const t = useTexts(questsTexts);
  const [parameters, setParameters] = useSearchParams();
  const [which, setWhich] = useState<'running' | 'past'>('running');
  const quests = useQuests();
  const creating = parameters.has('new');
  const setCreating = (open: boolean) => {
    setParameters(open ? { new: '' } : {}, { replace: true });
  };
  const shown = quests.data?.filter(
    (quest) => (quest.status === 'ACTIVE') === (which === 'running'),
  );
  return (
    <Page
      title={t.title}
      action={
        <Button
          onClick={() => {
            setCreating(true);
          }}
        >
          <IconAdd aria-hidden="true" className="size-5" />
          {t.newQuest}
        </Button>
      }
    >
      <div className="mb-5">
        <Choices
          legend={t.title}
          hideLegend
          name="which"
          value={which}
          onChange={setWhich}
          choices={[
            { value: 'running', label: t.running },
            { value: 'past', label: t.past },
          ]}
        />
      </div>
      {shown === undefined ? (
        quests.problem ? (
          <LoadFailed problem={quests.problem} retry={quests.retry} />
        ) : (
          <SkeletonList count={3} className="h-32 rounded-card" />
        )
      ) : shown.length > 0 ? (
        <ul className="grid gap-4 lg:grid-cols-2">
          {shown.map((quest) => (
            <li key={quest.id}>
              <QuestCard quest={quest} />
            </li>
          ))}
        </ul>
      ) : which === 'running' ? (
        <Empty
          icon={<IconQuest className="size-6" />}
          title={t.empty}
          text={t.emptyHint}
          action={
            <Button
              onClick={() => {
                setCreating(true);
              }}
            >
              {t.newQuest}
            </Button>
          }
        />
      ) : (
        <Empty
          icon={<IconRewards className="size-6" />}
          title={t.emptyPast}
          text={t.emptyPastHint}
        />
      )}
      <MoreButton more={quests.more} />
      {creating && (
        <QuestDialog
          goalId={parameters.get('goal')}
          onClose={() => {
            setCreating(false);
          }}
        />
      )}
    </Page>
  );
}

function QuestCard({ quest }: { readonly quest: Quest }) {
  const t = useTexts(questsTexts);
  const common = useTexts(commonTexts);
  const cancel = useCancelQuest();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const onCancel = async () => {
    setBusy(true);
    try {
      await cancel({ id: quest.id });
      toast(t.cancelled);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      toast(problemText(problem, common), 'bad');
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  return (
    <Card className="flex h-full items-start gap-2 p-5">
      <div className="min-w-0 flex-1">
        <QuestLine quest={quest} heading="h2" />
      </div>
      {quest.status === 'ACTIVE' && (
        <Button
          look="plain"
          size="icon"
          aria-label={t.cancelQuest(quest.title)}
          className="-mt-1.5 -mr-2 text-ink-soft"
          onClick={() => {
            setAsking(true);
          }}
        >
          <IconClose className="size-5" />
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => {
          setAsking(false);
        }}
        title={t.cancelTitle}
        text={t.cancelText}
        confirm={t.cancelConfirm}
        keep={t.keep}
        busy={busy}
        onConfirm={() => void onCancel()}
      />
    </Card>
  );
}
