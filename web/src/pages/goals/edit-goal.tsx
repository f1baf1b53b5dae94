import { useState } from 'react';
import { useViewer } from '@/components/layout/viewer';
import { toast } from '@/components/ui/toast';
import { useVersionedEdit, type Versioned } from '@/components/use-versioned-edit';
import { commonTexts } from '@/i18n/common';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import { useNewest, useUpdateGoal } from '@/lib/apiGoals';
import type { Goal } from '@/models';
import { GoalDialog, type GoalValues } from './goal-dialog';

interface EditGoalProps {
  readonly goal: Goal;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The goal's form, and what happens when another edit came first. */
export function EditGoal({ goal, open, onClose }: EditGoalProps) {
  const t = useTexts(goalsTexts);
  const common = useTexts(commonTexts);
  const { format } = useViewer();
  const update = useUpdateGoal();
  const newest = useNewest();
  const edit = useVersionedEdit<GoalValues>({
    save: ({ values, version }) => update({ id: goal.id, input: { ...values, version } }),
    newest: async () => {
      const found = await newest.goal(goal.id);
      return found && versioned(found);
    },
    labels: {
      title: t.goalTitle,
      description: t.description,
      tags: t.tags,
      targetDate: t.targetDate,
    },
    show: (key, values) =>
      key === 'tags'
        ? values.tags.join(', ')
        : key === 'targetDate' && values.targetDate !== null
          ? format.longDay(values.targetDate)
          : (values[key] ?? ''),
    onSaved: () => {
      toast(common.saved);
    },
  });
  return (
    <>
      {open && (
        <OpenDialog
          goal={goal}
          title={t.editGoal}
          submitText={common.save}
          onClose={onClose}
          onSubmit={async (values, version) => {
            await edit.submit({ values, version });
            onClose();
          }}
        />
      )}
      {edit.dialog}
    </>
  );
}

interface OpenDialogProps {
  readonly goal: Goal;
  readonly title: string;
  readonly submitText: string;
  readonly onClose: () => void;
  readonly onSubmit: (values: GoalValues, version: number) => Promise<void>;
}

/** The edit starts from the version that was there when it was opened, whatever arrives meanwhile. */
function OpenDialog({ goal, onSubmit, ...rest }: OpenDialogProps) {
  const [startedFrom] = useState(goal.version);
  return <GoalDialog {...rest} goal={goal} onSubmit={(values) => onSubmit(values, startedFrom)} />;
}

function versioned({ title, description, tags, targetDate, version }: Goal): Versioned<GoalValues> {
  return { values: { title, description, tags, targetDate }, version };
}
