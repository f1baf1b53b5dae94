import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import * as z from '@/lib/zod';
import { commonTexts, type CommonTexts } from '@/i18n/common';
import { postsTexts, type PostsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import { showProblem } from '@/lib/formErrors';
import type { Post } from '@/models';
import { TextArea, TextField } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';

export const longestPost = 5000;
export const longestWarning = 200;

/** What its author can change in a post. */
export interface PostValues {
  readonly text: string;
  readonly warning: string | null;
}

const schema = (t: PostsTexts, common: CommonTexts, shortest: 0 | 1) =>
  z.object({
    text: z.string().trim().max(longestPost, common.tooLong(longestPost)).min(shortest, t.noText),
    warning: z.string().trim().max(longestWarning, common.tooLong(longestWarning)),
  });

interface EditPostDialogProps {
  readonly post: Post;
  readonly onClose: () => void;
  /** Throws `Problem`; its fields are shown in the form. */
  readonly onSubmit: (values: PostValues) => Promise<void>;
}

export function EditPostDialog({ post, onClose, onSubmit }: EditPostDialogProps) {
  const t = useTexts(postsTexts);
  const common = useTexts(commonTexts);
  const form = useForm({
    // Pictures may speak for themselves.
    resolver: zodResolver(schema(t, common, post.pictures.length > 0 ? 0 : 1)),
    defaultValues: { text: post.text, warning: post.warning ?? '' },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ text, warning }) => {
    try {
      await onSubmit({ text, warning: warning === '' ? null : warning });
    } catch (problem) {
      showProblem(form, problem, common);
    }
  });
  return (
    <FormDialog
      title={t.editPost}
      submitText={common.save}
      wide
      busy={isSubmitting}
      error={errors.root?.message}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t.warning}
        hint={t.warningHint}
        optional
        {...form.register('warning')}
        error={errors.warning?.message}
      />
      <TextArea label={t.text} rows={8} {...form.register('text')} error={errors.text?.message} />
    </FormDialog>
  );
}
