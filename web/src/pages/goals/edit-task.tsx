import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import * as z from '@/lib/zod';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { FormError, TextField } from '@/components/ui/field';
import { toast } from '@/components/ui/toast';
import { useVersionedEdit } from '@/components/use-versioned-edit';
import { commonTexts, type CommonTexts } from '@/i18n/common';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import { useNewest, useUpdateTask } from '@/lib/apiGoals';
import { showProblem } from '@/lib/formErrors';
import { fromLocal, toLocal } from '@/lib/time';
import type { Task } from '@/models';

const schema = (common: CommonTexts) =>
  z.object({
    title: z.string().trim().min(1, common.required).max(200, common.tooLong(200)),
    dueAt: z.string(),
  });

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
    resolver: zodResolver(schema(common)),
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
      <Dialog open onClose={onClose} title={t.editTaskTitle}>
        <form noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
          <FormError>{errors.root?.message}</FormError>
          <TextField
            label={t.taskTitle}
            {...form.register('title')}
            error={errors.title?.message}
          />
          <TextField
            label={t.dueAt}
            type="datetime-local"
            optional
            {...form.register('dueAt')}
            error={errors.dueAt?.message}
          />
          <DialogActions>
            <Button look="quiet" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" busy={isSubmitting}>
              {common.save}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
      {edit.dialog}
    </>
  );
}
