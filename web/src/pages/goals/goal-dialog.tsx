import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm } from 'react-hook-form';
import * as z from '@/lib/zod';
import { FormDialog } from '@/components/ui/form-dialog';
import { TextArea, TextField } from '@/components/ui/field';
import { TagsField } from '@/components/ui/tags-field';
import { commonTexts, type CommonTexts } from '@/i18n/common';
import { goalsTexts, type GoalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import { showProblem } from '@/lib/formErrors';
import type { Goal } from '@/models';

/** What a person can say about a goal; null takes away. */
export interface GoalValues {
  readonly title: string;
  readonly description: string | null;
  readonly tags: string[];
  readonly targetDate: string | null;
}

const schema = (t: GoalsTexts, common: CommonTexts) =>
  z.object({
    title: z.string().trim().min(1, common.required).max(200, common.tooLong(200)),
    description: z.string().trim().max(4000, common.tooLong(4000)),
    tags: z.array(z.string().max(40, t.tooManyTags)).max(20, t.tooManyTags),
    targetDate: z.string(),
  });

interface GoalDialogProps {
  readonly title: string;
  readonly submitText: string;
  readonly goal?: Goal;
  readonly onClose: () => void;
  /** Throws `Problem`; its fields are shown in the form. */
  readonly onSubmit: (values: GoalValues) => Promise<void>;
}

export function GoalDialog({ title, submitText, goal, onClose, onSubmit }: GoalDialogProps) {
  const t = useTexts(goalsTexts);
  const common = useTexts(commonTexts);
  const form = useForm({
    resolver: zodResolver(schema(t, common)),
    defaultValues: {
      title: goal?.title ?? '',
      description: goal?.description ?? '',
      tags: goal?.tags ?? [],
      targetDate: goal?.targetDate ?? '',
    },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    try {
      await onSubmit({
        ...values,
        description: values.description === '' ? null : values.description,
        targetDate: values.targetDate === '' ? null : values.targetDate,
      });
    } catch (problem) {
      showProblem(form, problem, common);
    }
  });
  return (
    <FormDialog
      title={title}
      submitText={submitText}
      busy={isSubmitting}
      error={errors.root?.message}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t.goalTitle}
        placeholder={t.goalTitleExample}
        {...form.register('title')}
        error={errors.title?.message}
      />
      <TextArea
        label={t.description}
        optional
        {...form.register('description')}
        error={errors.description?.message}
      />
      <Controller
        control={form.control}
        name="tags"
        render={({ field }) => (
          <TagsField
            label={t.tags}
            value={field.value}
            onChange={field.onChange}
            error={errors.tags?.message ?? errors.tags?.find?.((error) => error)?.message}
          />
        )}
      />
      <TextField
        label={t.targetDate}
        type="date"
        optional
        {...form.register('targetDate')}
        error={errors.targetDate?.message}
      />
    </FormDialog>
  );
}
