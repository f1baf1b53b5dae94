import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm } from 'react-hook-form';
import * as z from '@/lib/zod';
import { chatTexts, type ChatTexts } from '@/i18n/chat';
import { commonTexts, type CommonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { showProblem } from '@/lib/formErrors';
import type { Person } from '@/models';
import { PeoplePicker } from '../people/people-picker';
import { TextField } from '../ui/field';
import { FormDialog } from '../ui/form-dialog';

const longestName = 100;
/** In one call; more can be added afterwards. */
const mostAtOnce = 40;

export const roomNameSchema = (common: CommonTexts) =>
  z.string().trim().min(1, common.required).max(longestName, common.tooLong(longestName));

/** People to be chosen; `most` is what the server takes in one call. */
export const peopleSchema = (t: ChatTexts, most = mostAtOnce) =>
  z.array(z.custom<Person>()).min(1, t.choosePeople).max(most, t.tooManyPeople(most));

interface NewRoomFormProps {
  readonly title: string;
  /** A name to begin with. */
  readonly name?: string;
  readonly onClose: () => void;
  /** Throws `Problem`; its fields are shown in the form. */
  readonly onSubmit: (room: {
    readonly name: string;
    readonly memberIds: string[];
  }) => Promise<void>;
}

/** What a room of several is called, and who is to be in it. */
export function NewRoomForm({ title, name = '', onClose, onSubmit }: NewRoomFormProps) {
  const t = useTexts(chatTexts);
  const common = useTexts(commonTexts);
  const form = useForm({
    resolver: zodResolver(z.object({ name: roomNameSchema(common), people: peopleSchema(t) })),
    defaultValues: { name, people: [] },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ name: called, people }) => {
    try {
      await onSubmit({ name: called, memberIds: people.map(({ id }) => id) });
    } catch (problem) {
      showProblem(form, problem, common, { memberIds: 'people' });
    }
  });
  return (
    <FormDialog
      title={title}
      submitText={common.create}
      busy={isSubmitting}
      error={errors.root?.message}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t.roomName}
        placeholder={t.roomNameExample}
        autoComplete="off"
        {...form.register('name')}
        error={errors.name?.message}
      />
      <Controller
        control={form.control}
        name="people"
        render={({ field }) => (
          <PeoplePicker
            label={t.people}
            hint={t.peopleHint}
            value={field.value}
            onChange={field.onChange}
            error={errors.people?.message}
          />
        )}
      />
    </FormDialog>
  );
}
