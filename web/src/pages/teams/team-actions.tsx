import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { groupPath } from '@/components/groups/group-card';
import { StandingButton } from '@/components/groups/standing-button';
import { RulesFields } from '@/components/journeys/rules-fields';
import { formToRules, rulesSchema, rulesToForm } from '@/components/journeys/rules-form';
import { IconDone, IconEdit, IconFollow, IconReopen } from '@/components/icons';
import { ActionMenu } from '@/components/ui/action-menu';
import { Button } from '@/components/ui/button';
import { FormDialog } from '@/components/ui/form-dialog';
import { toast } from '@/components/ui/toast';
import { InvitePeople } from '@/pages/groups/invite-people';
import { commonTexts } from '@/i18n/common';
import { groupsTexts } from '@/i18n/groups';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { useEndJourney, useResetSeason, useUpdateTeamRules } from '@/lib/apiTeams';
import { showProblem } from '@/lib/formErrors';
import { mayManage } from '@/lib/groupRights';
import type { Group, TeamRoad } from '@/models';

interface TeamActionsProps {
  readonly group: Group;
  readonly road: TeamRoad;
}

/** Joining; for members inviting, and for who leads the group what concerns the journey. */
export function TeamActions({ group, road }: TeamActionsProps) {
  const t = useTexts(journeysTexts);
  const groups = useTexts(groupsTexts);
  const end = useEndJourney();
  const reset = useResetSeason();
  const [open, setOpen] = useState<'rules' | 'invite' | null>(null);
  const close = () => {
    setOpen(null);
  };
  const { teamId, journeyId, status } = road;
  const manages = mayManage(group);
  return (
    <div className="flex gap-2">
      <StandingButton group={group} />
      {group.standing === 'MEMBER' && (
        <>
          <Button
            look="quiet"
            onClick={() => {
              setOpen('invite');
            }}
          >
            <IconFollow aria-hidden="true" className="size-5" />
            {t.invite}
          </Button>
          <ActionMenu
            label={t.more}
            look="quiet"
            className="px-3!"
            actions={[
              manages && { text: groups.links, Icon: IconFollow, to: `${groupPath(group)}/manage` },
              manages &&
                status !== 'ENDED' && {
                  text: t.editRules,
                  Icon: IconEdit,
                  onSelect: () => {
                    setOpen('rules');
                  },
                },
              manages &&
                status !== 'UPCOMING' && {
                  text: t.newSeason,
                  Icon: IconReopen,
                  asks: { title: t.newSeasonTitle, text: t.newSeasonText },
                  act: async () => {
                    await reset({ teamId, journeyId });
                    toast(t.newSeasonDone);
                  },
                },
              manages &&
                (status === 'RUNNING' || status === 'UPCOMING') && {
                  text: t.end,
                  Icon: IconDone,
                  danger: true,
                  asks: { title: t.endTitle, text: t.endText },
                  act: () => end({ teamId, journeyId }),
                },
            ]}
          />
        </>
      )}
      {open === 'rules' && <RulesDialog road={road} onClose={close} />}
      {open === 'invite' && <InvitePeople group={group} onClose={close} />}
    </div>
  );
}

interface RulesDialogProps {
  readonly road: TeamRoad;
  readonly onClose: () => void;
}

function RulesDialog({ road, onClose }: RulesDialogProps) {
  const t = useTexts(journeysTexts);
  const common = useTexts(commonTexts);
  const update = useUpdateTeamRules();
  // What the edit began from: news of the road must not change the form under who types.
  const [rules] = useState(road.rules);
  const form = useForm({
    resolver: zodResolver(rulesSchema(t)),
    defaultValues: rulesToForm(rules),
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    const { teamId, journeyId } = road;
    try {
      const input = formToRules(values, rules.timeZone, rules);
      await update({ input: { teamId, journeyId, rules: input, version: rules.version } });
      toast(t.rulesSaved);
      onClose();
    } catch (problem) {
      showProblem(form, problem, common, { dailyCapMetres: 'dailyCap' });
    }
  });
  return (
    <FormDialog
      title={t.editRules}
      description={t.editRulesHint}
      submitText={common.save}
      wide
      busy={isSubmitting}
      error={errors.root?.message}
      onClose={onClose}
      onSubmit={submit}
    >
      <RulesFields form={form} begun={road.status !== 'UPCOMING'} />
    </FormDialog>
  );
}
