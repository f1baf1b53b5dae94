import { useViewer } from '@/components/layout/viewer';
import type { Versioned } from '@/components/use-versioned-edit';
import { VersionedDialog } from '@/components/versioned-dialog';
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

export function EditGoal({ goal, open, onClose }: EditGoalProps) {
  const t = useTexts(goalsTexts);
  const common = useTexts(commonTexts);
  const { format } = useViewer();
  const update = useUpdateGoal();
  const newest = useNewest();
  return (
    <VersionedDialog<GoalValues, Goal>
      thing={goal}
      open={open}
      onClose={onClose}
      form={(startedFrom, submit) => (
        <GoalDialog
          title={t.editGoal}
          submitText={common.save}
          goal={startedFrom}
          onClose={onClose}
          onSubmit={submit}
        />
      )}
      save={({ values, version }) => update({ id: goal.id, input: { ...values, version } })}
      newest={async () => {
        const found = await newest.goal(goal.id);
        return found && versioned(found);
      }}
      labels={{
        title: t.goalTitle,
        description: t.description,
        tags: t.tags,
        targetDate: t.targetDate,
      }}
      show={(key, values) =>
        key === 'tags'
          ? values.tags.join(', ')
          : key === 'targetDate' && values.targetDate !== null
            ? format.longDay(values.targetDate)
            : (values[key] ?? '')
      }
    />
  );
}

function versioned({ title, description, tags, targetDate, version }: Goal): Versioned<GoalValues> {
  return { values: { title, description, tags, targetDate }, version };
}
