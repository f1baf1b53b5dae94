import { clsx } from 'clsx';
import { useState } from 'react';
import { Link } from 'react-router';
import { useViewer } from '@/components/layout/viewer';
import { IconToday } from '@/components/icons';
import { WaitingMark } from '@/components/offline/waiting-mark';
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
  // What was finished here stays in its place, so that it can be taken back and no other task slips under the pointer.
  const [finished, setFinished] = useState<readonly Finished[]>([]);
  const shown = withFinished(tasks, finished);
  const onCheck = async (task: TodaysTask, done: boolean) => {
    const others = finished.filter((other) => other.task.id !== task.id);
    const at = shown.findIndex((other) => other.id === task.id);
    setFinished(done ? [...others, { at, task: { ...task, status: 'DONE' } }] : others);
    if (!(await check(task.id, done))) setFinished(others);
  };
  return (
    <Section title={t.tasks}>
      {shown.length === 0 ? (
        <Empty
          compact
          icon={<IconToday className="size-6" />}
          title={t.noTasks}
          text={t.noTasksHint}
          {...(hasGoals && {
            action: (
              <Button asChild look="quiet">
                <Link to="/app/goals">{t.seeGoals}</Link>
              </Button>
            ),
          })}
        />
      ) : (
        <ul className="-mx-2 divide-y divide-line">
          {shown.map((task) => (
            <TaskRow key={task.id} task={task} onCheck={onCheck} />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface Finished {
  readonly task: TodaysTask;
  /** Where it stood in the list. */
  readonly at: number;
}

/** The open tasks with the finished ones where they were. */
export function withFinished(
  tasks: readonly TodaysTask[],
  finished: readonly Finished[],
): readonly TodaysTask[] {
  const gone = new Set(finished.map(({ task }) => task.id));
  const shown = tasks.filter((task) => !gone.has(task.id));
  for (const { task, at } of finished.toSorted((a, b) => a.at - b.at)) shown.splice(at, 0, task);
  return shown;
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
          {task.title} <WaitingMark id={task.id} />
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
