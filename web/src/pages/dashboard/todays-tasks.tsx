import { clsx } from 'clsx';
import { useState } from 'react';
import { Link } from 'react-router';
import { useViewer } from '@/components/layout/viewer';
import { IconToday } from '@/components/icons';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { Empty } from '@/components/ui/states';
import { TaskCheck } from '@/components/ui/task-check';
import { useTaskCheck } from '@/components/use-task-check';
import { dashboardTexts } from '@/i18n/dashboard';
import { useTexts } from '@/i18n/texts';
import { dayOf } from '@/lib/time';
import type { TodaysTask } from '@/models';

interface TodaysTasksProps {
  readonly tasks: readonly TodaysTask[];
  readonly hasGoals: boolean;
}

export function TodaysTasks({ tasks, hasGoals }: TodaysTasksProps) {
  const t = useTexts(dashboardTexts);
  const check = useTaskCheck();
  // What was finished here stays in view, so that it can be taken back and the day's work is seen.
  const [finished, setFinished] = useState<readonly TodaysTask[]>([]);
  const kept = finished.filter((task) => !tasks.some((other) => other.id === task.id));
  const onCheck = async (task: TodaysTask, done: boolean) => {
    const others = finished.filter((other) => other.id !== task.id);
    setFinished(done ? [...others, { ...task, status: 'DONE' }] : others);
    if (!(await check(task.id, done))) setFinished(others);
  };
  return (
    <Section title={t.tasks}>
      {tasks.length + kept.length === 0 ? (
        <Empty
          compact
          icon={<IconToday className="size-6" />}
          title={t.noTasks}
          text={t.noTasksHint}
          action={
            <Button asChild look="quiet">
              <Link to={hasGoals ? '/app/goals' : '/app/goals?new'}>
                {hasGoals ? t.seeGoals : t.addGoal}
              </Link>
            </Button>
          }
        />
      ) : (
        <ul className="-mx-2 divide-y divide-line">
          {[...tasks, ...kept].map((task) => (
            <TaskRow key={task.id} task={task} onCheck={onCheck} />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface TaskRowProps {
  readonly task: TodaysTask;
  readonly onCheck: (task: TodaysTask, done: boolean) => Promise<void>;
}

function TaskRow({ task, onCheck }: TaskRowProps) {
  const t = useTexts(dashboardTexts);
  const { me, format } = useViewer();
  const done = task.status === 'DONE';
  const overdue = !done && task.dueAt !== null && dayOf(task.dueAt, me.timeZone) < format.today;
  return (
    <li className="flex items-center gap-1.5 py-1.5">
      <TaskCheck
        checked={done}
        label={done ? t.reopen(task.title) : t.complete(task.title)}
        onChange={(checked) => void onCheck(task, checked)}
      />
      <div className="min-w-0 flex-1">
        <p className={clsx('font-medium wrap-anywhere', done && 'text-ink-soft line-through')}>
          {task.title}
        </p>
        <p className="flex flex-wrap gap-x-2 text-sm text-ink-soft">
          {task.goal && (
            <Link
              to={`/app/goals/${task.goal.id}`}
              className="truncate rounded hover:text-ink hover:underline"
            >
              {task.goal.title}
            </Link>
          )}
          {task.dueAt !== null && !done && (
            <span className={overdue ? 'font-semibold text-danger' : ''}>
              {overdue ? `${t.overdue}: ` : ''}
              {format.moment(task.dueAt)}
            </span>
          )}
        </p>
      </div>
    </li>
  );
}
