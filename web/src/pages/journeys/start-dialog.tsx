import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { RulesFields } from '@/components/journeys/rules-fields';
import { formToRules, newRules, rulesSchema } from '@/components/journeys/rules-form';
import { IconDown } from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { Choices } from '@/components/ui/choices';
import { TextField } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Listing } from '@/components/ui/listing';
import { commonTexts } from '@/i18n/common';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { useCreateGroup, useMyGroups } from '@/lib/apiGroups';
import { useStartJourney } from '@/lib/apiTeams';
import { showProblem } from '@/lib/formErrors';
import { mayManage } from '@/lib/groupRights';
import type { Group, Journey } from '@/models';

interface StartDialogProps {
  readonly journey: Pick<Journey, 'id' | 'title'>;
  readonly onClose: () => void;
  readonly onStarted: (begun: { readonly teamId: string; readonly journeyId: string }) => void;
}

/** Takes a group on a journey: one of those that one leads, or a new one. */
export function StartDialog(props: StartDialogProps) {
  const groups = useMyGroups();
  // The form begins with what is known of one's groups.
  return (
    <Listing
      items={groups.data?.filter(mayManage)}
      problem={groups.problem}
      retry={groups.retry}
      skeleton={{ count: 0, className: '' }}
      empty={<StartForm {...props} groups={[]} />}
    >
      {(led) => <StartForm {...props} groups={led} />}
    </Listing>
  );
}

const aNewOne = 'new';

function StartForm({
  journey,
  groups,
  onClose,
  onStarted,
}: StartDialogProps & { readonly groups: readonly Group[] }) {
  const t = useTexts(journeysTexts);
  const common = useTexts(commonTexts);
  const { me } = useViewer();
  const start = useStartJourney();
  const createGroup = useCreateGroup();
  const [chosen, setChosen] = useState(groups[0]?.id ?? aNewOne);
  const [name, setName] = useState('');
  const [whole, setWhole] = useState(false);
  const [nameError, setNameError] = useState<string>();
  const form = useForm({ resolver: zodResolver(rulesSchema(t)), defaultValues: newRules });
  const { errors, isSubmitting } = form.formState;
  const team = async () => {
    if (chosen !== aNewOne) return chosen;
    const { createGroup: made } = await createGroup({ input: { name: name.trim() } });
    // Whatever comes after, the group is there: the second try takes it.
    setChosen(made.id);
    return made.id;
  };
  const submit = form.handleSubmit(async (values) => {
    if (chosen === aNewOne && name.trim() === '') {
      setNameError(common.required);
      return;
    }
    setNameError(undefined);
    try {
      const rules = formToRules(values, me.timeZone);
      const { startJourney } = await start({
        input: { teamId: await team(), journeyId: journey.id, rules },
      });
      onStarted(startJourney);
    } catch (problem) {
      showProblem(form, problem, common, { dailyCapMetres: 'dailyCap' });
    }
  });
  return (
    <FormDialog
      title={t.startTitle(journey.title)}
      description={t.startHint}
      submitText={t.setOff}
      wide
      busy={isSubmitting}
      error={errors.root?.message}
      onClose={onClose}
      onSubmit={submit}
    >
      {groups.length > 0 && (
        <Choices
          legend={t.whichTeam}
          name="team"
          value={chosen}
          onChange={setChosen}
          choices={[
            ...groups.map((group) => ({ value: group.id, label: group.name })),
            { value: aNewOne, label: t.newTeam },
          ]}
        />
      )}
      {chosen === aNewOne && (
        <TextField
          label={t.teamName}
          placeholder={t.teamNameExample}
          maxLength={100}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
          error={nameError}
        />
      )}
      {whole ? (
        <RulesFields form={form} />
      ) : (
        <div className="rounded-card border border-line bg-surface p-4">
          <p>{t.usualRules}</p>
          <Button
            look="plain"
            className="-mx-2 mt-1 px-2!"
            onClick={() => {
              setWhole(true);
            }}
          >
            <IconDown aria-hidden="true" className="size-4.5" />
            {t.editRules}
          </Button>
        </div>
      )}
      <p className="text-sm text-ink-soft">{t.conversionsLater}</p>
    </FormDialog>
  );
}
