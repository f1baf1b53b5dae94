import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Page } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { IconAdd, IconGoal } from '@/components/icons';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Choices } from '@/components/ui/choices';
import { Ring } from '@/components/ui/progress';
import { Empty, LoadFailed, SkeletonList } from '@/components/ui/states';
import { Tag } from '@/components/ui/tags-field';
import { MoreButton } from '@/components/ui/more-button';
import { toast } from '@/components/ui/toast';
import { commonTexts } from '@/i18n/common';
import { dashboardTexts } from '@/i18n/dashboard';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import { useCreateGoal, useGoals } from '@/lib/apiGoals';
import type { Goal, GoalStatus } from '@/models';
import { GoalDialog } from './goal-dialog';

const statuses = ['ACTIVE', 'COMPLETED', 'ARCHIVED'] as const;

export default function GoalsPage() {
  const t = useTexts(goalsTexts);
  const common = useTexts(commonTexts);
  const navigate = useNavigate();
  const [parameters, setParameters] = useSearchParams();
  const [status, setStatus] = useState<GoalStatus>('ACTIVE');
  const [tag, setTag] = useState<string>('');
  const goals = useGoals(status);
  const create = useCreateGoal();
  const creating = parameters.has('new');
  const setCreating = (open: boolean) => {
    setParameters(open ? { new: '' } : {}, { replace: true });
  };
  // A list that is kept for a state may still hold a goal that has just left it.
  const ofStatus = goals.data?.filter((goal) => goal.status === status) ?? [];
  const tags = [...new Set(ofStatus.flatMap((goal) => goal.tags))].sort((a, b) =>
    a.localeCompare(b),
  );
  const shown = tags.includes(tag) ? ofStatus.filter((goal) => goal.tags.includes(tag)) : ofStatus;
  return (
    <Page
      title={t.title}
      action={
        <Button
          onClick={() => {
            setCreating(true);
          }}
        >
          <IconAdd aria-hidden="true" className="size-5" />
          {t.newGoal}
        </Button>
      }
    >
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <Choices
          legend={t.filterStatus}
          hideLegend
          name="status"
          value={status}
          onChange={setStatus}
          choices={statuses.map((value) => ({ value, label: t.statuses[value] }))}
        />
        {tags.length > 0 && (
          <select
            aria-label={t.filterTag}
            value={tag}
            className="min-h-10 rounded-full border border-line-strong/50 bg-surface px-3.5 text-sm font-medium"
            onChange={(event) => {
              setTag(event.target.value);
            }}
          >
            <option value="">{t.allTags}</option>
            {tags.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
      </div>
      {goals.data === undefined ? (
        goals.problem ? (
          <LoadFailed problem={goals.problem} retry={goals.retry} />
        ) : (
          <SkeletonList count={4} className="h-28 rounded-card" />
        )
      ) : shown.length === 0 ? (
        <Empty
          icon={<IconGoal className="size-6" />}
          title={status === 'ACTIVE' ? t.emptyActive : t.emptyOther}
          {...(status === 'ACTIVE' && {
            text: t.emptyActiveHint,
            action: (
              <Button
                onClick={() => {
                  setCreating(true);
                }}
              >
                {t.newGoal}
              </Button>
            ),
          })}
        />
      ) : (
        <ul className="grid gap-4 md:grid-cols-2">
          {shown.map((goal) => (
            <li key={goal.id}>
              <GoalCard goal={goal} />
            </li>
          ))}
        </ul>
      )}
      <MoreButton more={goals.more} />
      {creating && (
        <GoalDialog
          title={t.newGoal}
          submitText={common.create}
          onClose={() => {
            setCreating(false);
          }}
          onSubmit={async (values) => {
            const { createGoal } = await create({ input: values });
            toast(t.created);
            await navigate(`/app/goals/${createGoal.id}`);
          }}
        />
      )}
    </Page>
  );
}

function GoalCard({ goal }: { readonly goal: Goal }) {
  const t = useTexts(goalsTexts);
  const dashboard = useTexts(dashboardTexts);
  const { format } = useViewer();
  return (
    <Card className="relative h-full p-5 transition-colors hover:border-line-strong">
      <div className="flex items-center gap-4">
        <Ring value={goal.progress} label={goal.title} size={68} stroke={7}>
          <span className="text-sm font-bold">{format.percent(goal.progress)}</span>
        </Ring>
        <div className="min-w-0 flex-1">
          <h2 className="text-xl leading-snug font-semibold wrap-anywhere">
            <Link to={`/app/goals/${goal.id}`} className="rounded before:absolute before:inset-0">
              {goal.title}
            </Link>
          </h2>
          <p className="mt-0.5 text-sm text-ink-soft">
            {goal.taskCount === 0
              ? dashboard.noTasksYet
              : dashboard.tasksDone(goal.doneTaskCount, goal.taskCount)}
            {goal.targetDate !== null && ` · ${t.by(format.day(goal.targetDate))}`}
          </p>
        </div>
      </div>
      {goal.tags.length > 0 && (
        <p className="mt-3 flex flex-wrap gap-1.5">
          {goal.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </p>
      )}
    </Card>
  );
}
