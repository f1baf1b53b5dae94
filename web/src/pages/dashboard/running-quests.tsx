import { Link } from 'react-router';
import { IconQuest } from '@/components/icons';
import { QuestLine } from '@/components/quest-line';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { Empty } from '@/components/ui/states';
import { dashboardTexts } from '@/i18n/dashboard';
import { useTexts } from '@/i18n/texts';
import type { Quest } from '@/models';
import { SeeAll } from './see-all';

export function RunningQuests({ quests }: { readonly quests: readonly Quest[] }) {
  const t = useTexts(dashboardTexts);
  return (
    <Section
      title={t.quests}
      action={quests.length > 0 && <SeeAll to="/app/quests" what={t.quests} />}
    >
      {quests.length === 0 ? (
        <Empty
          compact
          icon={<IconQuest className="size-6" />}
          title={t.noQuests}
          text={t.noQuestsHint}
          action={
            <Button asChild look="quiet">
              <Link to="/app/quests?new">{t.newQuest}</Link>
            </Button>
          }
        />
      ) : (
        <ul className="grid gap-5">
          {quests.map((quest) => (
            <li key={quest.id}>
              <QuestLine quest={quest} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
