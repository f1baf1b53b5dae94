import { questsTexts } from '@/i18n/quests';
import { useTexts } from '@/i18n/texts';
import type { Quest } from '@/models';
import { useViewer } from './layout/viewer';
import { Bar } from './ui/progress';

interface QuestLineProps {
  readonly quest: Quest;
  /** The heading level that fits the page around it. */
  readonly heading?: 'h2' | 'h3';
}

/** A quest with its bar. */
export function QuestLine({ quest, heading: Heading = 'h3' }: QuestLineProps) {
  const t = useTexts(questsTexts);
  const { format } = useViewer();
  const progress = useQuestProgress(quest);
  const over = quest.status !== 'ACTIVE';
  const when =
    quest.completedAt !== null
      ? t.finished(format.moment(quest.completedAt))
      : quest.status === 'ACTIVE'
        ? quest.deadline !== null && t.ends(format.moment(quest.deadline))
        : t.statuses[quest.status];
  return (
    <div>
      <div className="mb-2 flex items-baseline gap-3">
        <Heading className="min-w-0 flex-1 text-lg leading-snug font-semibold wrap-anywhere">
          {quest.title}
        </Heading>
        <span className="shrink-0 text-sm font-semibold text-blaze-ink">
          {t.reward(quest.rewardPoints)}
        </span>
      </div>
      <Bar
        value={quest.progress}
        label={t.progressLabel(quest.title)}
        text={progress}
        quiet={over && quest.status !== 'COMPLETED'}
      />
      <p className="mt-1.5 flex flex-wrap justify-between gap-x-4 text-sm text-ink-soft">
        <span className="font-medium text-ink">{progress}</span>
        {when && <span>{when}</span>}
      </p>
    </div>
  );
}

/** How far a quest is, in words. */
export function useQuestProgress(quest: Quest): string {
  const t = useTexts(questsTexts);
  const { format } = useViewer();
  if (quest.metric === null) return t.linkedProgress(quest.current, quest.target);
  return t.progress(
    format.amount(quest.metric, quest.current),
    format.amount(quest.metric, quest.target),
  );
}
