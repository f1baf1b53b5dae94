import { zodResolver } from '@hookform/resolvers/zod';
import { clsx } from 'clsx';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useViewer } from '@/components/layout/viewer';
import { IconAdd, IconDelete, IconEdit } from '@/components/icons';
import { WaitingMark } from '@/components/offline/waiting-mark';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { FormError } from '@/components/ui/field';
import { More } from '@/components/ui/more-button';
import { TaskCheck } from '@/components/ui/task-check';
import { useAttempt } from '@/components/use-attempt';
import { useTaskCheck } from '@/components/use-task-check';
import { commonTexts } from '@/i18n/common';
import { dashboardTexts } from '@/i18n/dashboard';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import { useAddTask, useDeleteTask } from '@/lib/apiGoals';
import { showProblem } from '@/lib/formErrors';
import { dayOf, fromLocal } from '@/lib/time';
import type { Goal, Task } from '@/models';
import { EditTask } from './edit-task';
import { TaskFields, taskSchema } from './task-form';

interface TaskListProps {
  readonly goal: Goal;
  readonly tasks: readonly Task[];
  readonly more: (() => Promise<unknown>) | null;
}

export function TaskList({ goal, tasks, more }: TaskListProps) {
  const t = useTexts(goalsTexts);
  const [edited, setEdited] = useState<Task | null>(null);
  return (
    <Section title={t.tasks}>
      {tasks.length === 0 ? (
        <p className="mb-4 text-ink-soft">
          <span className="block font-semibold text-ink">{t.noTasks}</span>
          {t.noTasksHint}
        </p>
      ) : (
        <ul className="-mx-2 mb-2 divide-y divide-line">
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} onEdit={setEdited} />
          ))}
        </ul>
      )}
      <More more={more} />
      <NewTask goal={goal} />
      <EditTask
        key={edited?.id ?? 'none'}
        task={edited}
        onClose={() => {
          setEdited(null);
        }}
      />
    </Section>
  );
}

interface TaskRowProps {
  readonly task: Task;
  readonly onEdit: (task: Task) => void;
}

function TaskRow({ task, onEdit }: TaskRowProps) {
  const t = useTexts(goalsTexts);
  const dashboard = useTexts(dashboardTexts);
  const { me, format } = useViewer();
  const check = useTaskCheck();
  const remove = useDeleteTask();
  const { attempt } = useAttempt();
  const done = task.status === 'DONE';
  const overdue = !done && task.dueAt !== null && dayOf(task.dueAt, me.timeZone) < format.today;
  return (
    <li className="flex items-center gap-1.5 py-1">
      <TaskCheck
        checked={done}
        label={done ? dashboard.reopen(task.title) : dashboard.complete(task.title)}
        onChange={(checked) => void check(task.id, checked)}
      />
      <div className="min-w-0 flex-1 py-1">
        <p className={clsx('font-medium wrap-anywhere', done && 'text-ink-soft line-through')}>
          {task.title} <WaitingMark id={task.id} />
        </p>
        {task.dueAt !== null && !done && (
          <p className={clsx('text-sm', overdue ? 'font-semibold text-danger' : 'text-ink-soft')}>
            {overdue ? `${dashboard.overdue}: ` : ''}
            {format.moment(task.dueAt)}
          </p>
        )}
      </div>
      <Button
        look="plain"
        size="icon"
        aria-label={t.editTask(task.title)}
        className="text-ink-soft"
        onClick={() => {
          onEdit(task);
        }}
      >
        <IconEdit className="size-4.5" />
      </Button>
      <Button
        look="plain"
        size="icon"
        aria-label={t.deleteTask(task.title)}
        className="text-ink-soft"
        onClick={() => void attempt(() => remove({ id: task.id }))}
      >
        <IconDelete className="size-4.5" />
      </Button>
    </li>
  );
}

function NewTask({ goal }: { readonly goal: Goal }) {
  const t = useTexts(goalsTexts);
  const common = useTexts(commonTexts);
  const { me } = useViewer();
  const add = useAddTask();
  const form = useForm({
    resolver: zodResolver(taskSchema(common)),
    defaultValues: { title: '', dueAt: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ title, dueAt }) => {
    try {
      const due = dueAt === '' ? {} : { dueAt: fromLocal(dueAt, me.timeZone) };
      await add({ input: { goalId: goal.id, title, ...due } });
      form.reset();
      form.setFocus('title');
    } catch (problem) {
      showProblem(form, problem, common);
    }
  });
  return (
    <form
      noValidate
      className="mt-4 grid gap-4 border-t border-line pt-5 sm:grid-cols-[1fr_auto] sm:items-start"
      onSubmit={(event) => void submit(event)}
    >
      <TaskFields form={form} titleLabel={t.newTask} example={t.newTaskExample} />
      <div className="sm:col-span-2">
        <FormError>{errors.root?.message}</FormError>
        <Button type="submit" look="quiet" busy={isSubmitting} className="w-full sm:w-auto">
          <IconAdd aria-hidden="true" className="size-5" />
          {t.addTask}
        </Button>
      </div>
    </form>
  );
}
