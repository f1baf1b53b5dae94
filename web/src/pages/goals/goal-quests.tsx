import { Link } from 'react-router';
import { QuestLine } from '@/components/quest-line';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import { useQuests } from '@/lib/apiQuests';
import type { Goal, Task } from '@/models';

interface GoalQuestsProps {
  readonly goal: Goal;
  readonly tasks: readonly Task[];
}

/** The quests that this goal, or one of its tasks, belongs to. */
export function GoalQuests({ goal, tasks }: GoalQuestsProps) {
  const t = useTexts(goalsTexts);
  const ids = new Set(tasks.map((task) => task.id));
  const quests = useQuests().data?.filter(
    (quest) => quest.goalId === goal.id || quest.taskIds.some((id) => ids.has(id)),
  );
  return (
    <Section title={t.quests}>
      {quests !== undefined && quests.length > 0 ? (
        <ul className="mb-5 grid gap-5">
          {quests.map((quest) => (
            <li key={quest.id}>
              <QuestLine quest={quest} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-4 text-sm text-ink-soft">{t.noQuests}</p>
      )}
      {goal.status === 'ACTIVE' && (
        <Button asChild look="quiet" size="small">
          <Link to={`/app/quests?new&goal=${goal.id}`}>{t.newQuest}</Link>
        </Button>
      )}
    </Section>
  );
}
