import { Link } from 'react-router';
import { useViewer } from '@/components/layout/viewer';
import { IconGoal } from '@/components/icons';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { Ring } from '@/components/ui/progress';
import { Empty } from '@/components/ui/states';
import { dashboardTexts } from '@/i18n/dashboard';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import type { Goal } from '@/models';
import { SeeAll } from './see-all';

export function GoalRings({ goals }: { readonly goals: readonly Goal[] }) {
  const t = useTexts(dashboardTexts);
  const active = goals.filter((goal) => goal.status === 'ACTIVE');
  return (
    <Section
      title={t.goals}
      action={active.length > 0 && <SeeAll to="/app/goals" what={t.goals} />}
    >
      {active.length === 0 ? (
        <Empty
          compact
          icon={<IconGoal className="size-6" />}
          title={t.noGoals}
          text={t.noGoalsHint}
          action={
            <Button asChild>
              <Link to="/app/goals?new">{t.addGoal}</Link>
            </Button>
          }
        />
      ) : (
        <ul className="grid gap-2 sm:grid-cols-2">
          {active.map((goal) => (
            <li key={goal.id}>
              <GoalRing goal={goal} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function GoalRing({ goal }: { readonly goal: Goal }) {
  const t = useTexts(dashboardTexts);
  const goals = useTexts(goalsTexts);
  const { format } = useViewer();
  return (
    <Link
      to={`/app/goals/${goal.id}`}
      className="-mx-2 flex items-center gap-4 rounded-2xl p-2 transition-colors hover:bg-sunken/70"
    >
      <Ring value={goal.progress} label={goal.title} size={62}>
        <span className="text-sm font-bold">{format.percent(goal.progress)}</span>
      </Ring>
      <span className="min-w-0">
        <span className="line-clamp-2 leading-snug font-semibold">{goal.title}</span>
        <span className="mt-0.5 block text-sm text-ink-soft">
          {goal.taskCount === 0 ? t.noTasksYet : t.tasksDone(goal.doneTaskCount, goal.taskCount)}
          {goal.targetDate !== null && ` · ${goals.by(format.day(goal.targetDate))}`}
        </span>
      </span>
    </Link>
  );
}
