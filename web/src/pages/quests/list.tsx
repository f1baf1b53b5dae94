import { useState } from 'react';
import { CreateButton, useCreating } from '@/components/layout/create-button';
import { Page } from '@/components/layout/page';
import { IconClose, IconQuest, IconRewards } from '@/components/icons';
import { QuestLine } from '@/components/quest-line';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Choices } from '@/components/ui/choices';
import { ConfirmDialog } from '@/components/ui/dialog';
import { More } from '@/components/ui/more-button';
import { Listing } from '@/components/ui/listing';
import { Empty } from '@/components/ui/states';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { questsTexts } from '@/i18n/quests';
import { useTexts } from '@/i18n/texts';
import { useCancelQuest, useQuests } from '@/lib/apiQuests';
import type { Quest } from '@/models';
import { QuestDialog } from './quest-dialog';

export default function QuestsPage() {
  const t = useTexts(questsTexts);
  const creating = useCreating();
  const [which, setWhich] = useState<'running' | 'past'>('running');
  const quests = useQuests();
  const shown = quests.data?.filter(
    (quest) => (quest.status === 'ACTIVE') === (which === 'running'),
  );
  return (
    <Page
      title={t.title}
      action={<CreateButton onClick={creating.start}>{t.newQuest}</CreateButton>}
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
      <Listing
        items={shown}
        problem={quests.problem}
        retry={quests.retry}
        skeleton={{ count: 3, className: 'h-32 rounded-card' }}
        empty={
          which === 'running' ? (
            <Empty
              icon={<IconQuest className="size-6" />}
              title={t.empty}
              text={t.emptyHint}
              action={<Button onClick={creating.start}>{t.newQuest}</Button>}
            />
          ) : (
            <Empty
              icon={<IconRewards className="size-6" />}
              title={t.emptyPast}
              text={t.emptyPastHint}
            />
          )
        }
      >
        {(all) => (
          <ul className="grid gap-4 lg:grid-cols-2">
            {all.map((quest) => (
              <li key={quest.id}>
                <QuestCard quest={quest} />
              </li>
            ))}
          </ul>
        )}
      </Listing>
      <More more={quests.more} />
      {creating.open && (
        <QuestDialog goalId={creating.parameters.get('goal')} onClose={creating.stop} />
      )}
    </Page>
  );
}

function QuestCard({ quest }: { readonly quest: Quest }) {
  const t = useTexts(questsTexts);
  const cancel = useCancelQuest();
  const [asking, setAsking] = useState(false);
  const { busy, attempt } = useAttempt();
  const onCancel = async () => {
    await attempt(async () => {
      await cancel({ id: quest.id });
      toast(t.cancelled);
    });
    setAsking(false);
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
