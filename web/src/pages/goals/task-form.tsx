// What a task's two forms share: the one that adds it and the one that edits it.
import type { UseFormReturn } from 'react-hook-form';
import * as z from '@/lib/zod';
import { TextField } from '@/components/ui/field';
import type { CommonTexts } from '@/i18n/common';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';

export const taskSchema = (common: CommonTexts) =>
  z.object({
    title: z.string().trim().min(1, common.required).max(200, common.tooLong(200)),
    dueAt: z.string(),
  });

export type TaskForm = z.infer<ReturnType<typeof taskSchema>>;

interface TaskFieldsProps {
  readonly form: UseFormReturn<TaskForm>;
  readonly titleLabel: string;
  readonly example?: string;
}

export function TaskFields({ form, titleLabel, example }: TaskFieldsProps) {
  const t = useTexts(goalsTexts);
  const { errors } = form.formState;
  return (
    <>
      <TextField
        label={titleLabel}
        placeholder={example}
        autoComplete="off"
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
    </>
  );
}
