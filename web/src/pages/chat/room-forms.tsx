// The forms about a room of several people: naming it, asking more people in.
import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm } from 'react-hook-form';
import * as z from '@/lib/zod';
import { peopleSchema, roomNameSchema } from '@/components/chat/new-room-form';
import { PeoplePicker } from '@/components/people/people-picker';
import { TextField } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { chatTexts } from '@/i18n/chat';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { useInviteToRoom, useRenameRoom } from '@/lib/apiRooms';
import { showProblem } from '@/lib/formErrors';
import type { Room } from '@/models';

interface RoomFormProps {
  readonly room: Room;
  readonly onClose: () => void;
}

/** The new name is seen at once; when it is refused, the form is still there with the reason. */
export function RenameRoom({ room, onClose }: RoomFormProps) {
  const t = useTexts(chatTexts);
  const common = useTexts(commonTexts);
  const rename = useRenameRoom();
  const form = useForm({
    resolver: zodResolver(z.object({ name: roomNameSchema(common) })),
    defaultValues: { name: room.name ?? '' },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ name }) => {
    try {
      await rename({ id: room.id, name });
      onClose();
    } catch (problem) {
      showProblem(form, problem, common);
    }
  });
  return (
    <FormDialog
      title={t.rename}
      submitText={common.save}
      busy={isSubmitting}
      error={errors.root?.message}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t.roomName}
        autoComplete="off"
        {...form.register('name')}
        error={errors.name?.message}
      />
    </FormDialog>
  );
}

export function AddToRoom({ room, onClose }: RoomFormProps) {
  const t = useTexts(chatTexts);
  const common = useTexts(commonTexts);
  const invite = useInviteToRoom();
  const form = useForm({
    resolver: zodResolver(z.object({ people: peopleSchema(t) })),
    defaultValues: { people: [] },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ people }) => {
    try {
      await invite({ id: room.id, userIds: people.map((person) => person.id) });
      onClose();
    } catch (problem) {
      showProblem(form, problem, common, { userIds: 'people' });
    }
  });
  return (
    <FormDialog
      title={t.addPeople}
      submitText={t.add}
      busy={isSubmitting}
      error={errors.root?.message}
      onClose={onClose}
      onSubmit={submit}
    >
      <Controller
        control={form.control}
        name="people"
        render={({ field }) => (
          <PeoplePicker
            label={t.people}
            hint={t.peopleHint}
            value={field.value}
            onChange={field.onChange}
            without={room.members.map(({ userId }) => userId)}
            error={errors.people?.message}
          />
        )}
      />
    </FormDialog>
  );
}
