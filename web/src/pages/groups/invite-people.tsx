import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm } from 'react-hook-form';
import * as z from '@/lib/zod';
import { peopleSchema } from '@/components/chat/new-room-form';
import { PeoplePicker } from '@/components/people/people-picker';
import { FormDialog } from '@/components/ui/form-dialog';
import { toast } from '@/components/ui/toast';
import { chatTexts } from '@/i18n/chat';
import { commonTexts } from '@/i18n/common';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { useInviteToGroup } from '@/lib/apiGroupPeople';
import { showProblem } from '@/lib/formErrors';
import type { Group } from '@/models';

const mostAtOnce = 20;

interface InvitePeopleProps {
  readonly group: Group;
  readonly onClose: () => void;
}

export function InvitePeople({ group, onClose }: InvitePeopleProps) {
  const t = useTexts(groupsTexts);
  const chat = useTexts(chatTexts);
  const common = useTexts(commonTexts);
  const invite = useInviteToGroup();
  const form = useForm({
    resolver: zodResolver(z.object({ people: peopleSchema(chat, mostAtOnce) })),
    defaultValues: { people: [] },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ people }) => {
    try {
      await invite({ groupId: group.id, userIds: people.map(({ id }) => id) });
      toast(t.invited);
      onClose();
    } catch (problem) {
      showProblem(form, problem, common, { userIds: 'people' });
    }
  });
  return (
    <FormDialog
      title={t.invitedTo(group.name)}
      submitText={t.invite}
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
            label={chat.people}
            hint={t.inviteHint}
            value={field.value}
            onChange={field.onChange}
            error={errors.people?.message}
          />
        )}
      />
    </FormDialog>
  );
}
