import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm, useWatch } from 'react-hook-form';
import * as z from '@/lib/zod';
import { commonTexts, type CommonTexts } from '@/i18n/common';
import { goalsTexts, type GoalsTexts } from '@/i18n/goals';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { showProblem } from '@/lib/formErrors';
import {
  groupAdmissions,
  groupVisibilities,
  type Group,
  type GroupAdmission,
  type GroupVisibility,
} from '@/models';
import { Choices } from '../ui/choices';
import { TextArea, TextField } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';
import { TagsField } from '../ui/tags-field';
import { GroupPictureField } from './group-picture-field';

/** What can be said of a group. */
export interface GroupValues {
  readonly name: string;
  readonly description: string;
  readonly avatar: Group['avatar'];
  readonly tags: string[];
  readonly visibility: GroupVisibility;
  readonly admission: GroupAdmission;
}

const newGroup: GroupValues = {
  name: '',
  description: '',
  avatar: null,
  tags: [],
  visibility: 'PUBLIC',
  admission: 'OPEN',
};

const schema = (goals: GoalsTexts, common: CommonTexts) =>
  z.object({
    name: z.string().trim().min(1, common.required).max(100, common.tooLong(100)),
    description: z.string().trim().max(4000, common.tooLong(4000)),
    avatar: z.object({ id: z.string(), previewUrl: z.string() }).nullable(),
    tags: z.array(z.string().max(40, goals.tooManyTags)).max(20, goals.tooManyTags),
    visibility: z.enum(groupVisibilities),
    admission: z.enum(groupAdmissions),
  });

/** As the server takes it. */
export function groupInput({ avatar, ...words }: GroupValues) {
  return { ...words, avatarId: avatar?.id ?? null };
}

interface GroupDialogProps {
  readonly title: string;
  readonly submitText: string;
  readonly group?: Partial<GroupValues>;
  /** Only its name, its words and its tags: who sees it, and who comes in, is the owners' to say. */
  readonly wordsOnly?: boolean;
  readonly onClose: () => void;
  /** Throws `Problem`; its fields are shown in the form. */
  readonly onSubmit: (values: GroupValues) => Promise<void>;
}

export function GroupDialog({
  title,
  submitText,
  group,
  wordsOnly = false,
  onClose,
  onSubmit,
}: GroupDialogProps) {
  const t = useTexts(groupsTexts);
  const goals = useTexts(goalsTexts);
  const common = useTexts(commonTexts);
  const form = useForm({
    resolver: zodResolver(schema(goals, common)),
    defaultValues: { ...newGroup, ...group },
  });
  const { errors, isSubmitting } = form.formState;
  const visibility = useWatch({ control: form.control, name: 'visibility' });
  const submit = form.handleSubmit(async (values) => {
    try {
      await onSubmit(values);
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
        label={t.name}
        placeholder={t.nameExample}
        autoComplete="off"
        {...form.register('name')}
        error={errors.name?.message}
      />
      <TextArea
        label={t.description}
        optional
        {...form.register('description')}
        error={errors.description?.message}
      />
      <Controller
        control={form.control}
        name="avatar"
        render={({ field }) => (
          <GroupPictureField
            value={field.value}
            onChange={field.onChange}
            error={errors.avatar?.message}
          />
        )}
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
      {!wordsOnly && (
        <>
          <Controller
            control={form.control}
            name="visibility"
            render={({ field }) => (
              <Choices
                legend={t.visibility}
                name="group-visibility"
                look="cards"
                value={field.value}
                onChange={field.onChange}
                choices={groupVisibilities.map((value) => ({
                  value,
                  label: t.visibilities[value].name,
                  text: t.visibilities[value].text,
                }))}
              />
            )}
          />
          {visibility === 'PUBLIC' && (
            <Controller
              control={form.control}
              name="admission"
              render={({ field }) => (
                <Choices
                  legend={t.admission}
                  name="group-admission"
                  value={field.value}
                  onChange={field.onChange}
                  choices={groupAdmissions.map((value) => ({ value, label: t.admissions[value] }))}
                />
              )}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}
