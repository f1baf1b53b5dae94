import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useViewer } from '@/components/layout/viewer';
import { FormDialog } from '@/components/ui/form-dialog';
import { toast } from '@/components/ui/toast';
import { useVersionedEdit } from '@/components/use-versioned-edit';
import { commonTexts } from '@/i18n/common';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import { useNewest, useUpdateTask } from '@/lib/apiGoals';
import { showProblem } from '@/lib/formErrors';
import { fromLocal, toLocal } from '@/lib/time';
import type { Task } from '@/models';
import { TaskFields, taskSchema } from './task-form';

interface TaskValues {
  readonly title: string;
  readonly dueAt: string | null;
}

interface EditTaskProps {
  /** Null when none is being edited. */
  readonly task: Task | null;
  readonly onClose: () => void;
}

export function EditTask({ task, onClose }: EditTaskProps) {
  if (!task) return null;
  return <OpenTask task={task} onClose={onClose} />;
}

function OpenTask({ task, onClose }: { readonly task: Task; readonly onClose: () => void }) {
  const t = useTexts(goalsTexts);
  const common = useTexts(commonTexts);
  const { me, format } = useViewer();
  const update = useUpdateTask();
  const newest = useNewest();
  const edit = useVersionedEdit<TaskValues>({
    save: ({ values, version }) => update({ id: task.id, input: { ...values, version } }),
    newest: async () => {
      const found = await newest.task(task);
      return (
        found && { values: { title: found.title, dueAt: found.dueAt }, version: found.version }
      );
    },
    labels: { title: t.taskTitle, dueAt: t.dueAt },
    show: (key, values) =>
      key === 'title' ? values.title : values.dueAt === null ? '' : format.moment(values.dueAt),
    onSaved: () => {
      toast(common.saved);
      onClose();
    },
  });
  const form = useForm({
    resolver: zodResolver(taskSchema(common)),
    defaultValues: {
      title: task.title,
      dueAt: task.dueAt === null ? '' : toLocal(task.dueAt, me.timeZone),
    },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ title, dueAt }) => {
    try {
      const values = { title, dueAt: dueAt === '' ? null : fromLocal(dueAt, me.timeZone) };
      await edit.submit({ values, version: task.version });
    } catch (problem) {
      showProblem(form, problem, common);
    }
  });
  return (
    <>
      <FormDialog
        title={t.editTaskTitle}
        submitText={common.save}
        busy={isSubmitting}
        error={errors.root?.message}
        onClose={onClose}
        onSubmit={submit}
      >
        <TaskFields form={form} titleLabel={t.taskTitle} />
      </FormDialog>
      {edit.dialog}
    </>
  );
}
