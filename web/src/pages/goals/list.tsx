import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { CreateButton, useCreating } from '@/components/layout/create-button';
import { Page } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { IconGoal } from '@/components/icons';
import { WaitingMark } from '@/components/offline/waiting-mark';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Choices } from '@/components/ui/choices';
import { Listing } from '@/components/ui/listing';
import { More } from '@/components/ui/more-button';
import { Ring } from '@/components/ui/progress';
import { Empty } from '@/components/ui/states';
import { Tag } from '@/components/ui/tags-field';
import { toast } from '@/components/ui/toast';
import { commonTexts } from '@/i18n/common';
import { dashboardTexts } from '@/i18n/dashboard';
import { goalsTexts } from '@/i18n/goals';
import { offlineTexts } from '@/i18n/offline';
import { useTexts } from '@/i18n/texts';
import { useCreateGoal, useGoals } from '@/lib/apiGoals';
import type { Goal, GoalStatus } from '@/models';
import { GoalDialog } from './goal-dialog';

const statuses = ['ACTIVE', 'COMPLETED', 'ARCHIVED'] as const;

export default function GoalsPage() {
  const t = useTexts(goalsTexts);
  const common = useTexts(commonTexts);
  const offline = useTexts(offlineTexts);
  const navigate = useNavigate();
  const [status, setStatus] = useState<GoalStatus>('ACTIVE');
  const [tag, setTag] = useState<string | null>(null);
  const goals = useGoals(status, tag);
  const create = useCreateGoal();
  const creating = useCreating();
  // A list that is kept for a state or a tag may still hold a goal that has just left it.
  const shown = goals.data?.filter((goal) => goal.status === status && hasTag(goal, tag));
  return (
    <Page
      title={t.title}
      action={<CreateButton onClick={creating.start}>{t.newGoal}</CreateButton>}
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
        <TagFilter status={status} value={tag} onChange={setTag} />
      </div>
      <Listing
        items={shown}
        problem={goals.problem}
        retry={goals.retry}
        skeleton={{ count: 4, className: 'h-28 rounded-card' }}
        empty={
          <Empty
            icon={<IconGoal className="size-6" />}
            title={status === 'ACTIVE' && tag === null ? t.emptyActive : t.emptyOther}
            {...(status === 'ACTIVE' &&
              tag === null && {
                text: t.emptyActiveHint,
                action: <Button onClick={creating.start}>{t.newGoal}</Button>,
              })}
          />
        }
      >
        {(all) => (
          <ul className="grid gap-4 md:grid-cols-2">
            {all.map((goal) => (
              <li key={goal.id}>
                <GoalCard goal={goal} />
              </li>
            ))}
          </ul>
        )}
      </Listing>
      <More more={goals.more} />
      {creating.open && (
        <GoalDialog
          title={t.newGoal}
          submitText={common.create}
          onClose={creating.stop}
          onSubmit={async (values) => {
            const { id, data, waits } = await create({ input: values });
            toast(waits ? offline.keptHere : t.created);
            await navigate(`/app/goals/${data?.createGoal.id ?? id}`);
          }}
        />
      )}
    </Page>
  );
}

function hasTag(goal: Goal, tag: string | null): boolean {
  return tag === null || goal.tags.some((other) => sameTag(other, tag));
}

/** The server files goals under their tags without regard to capitals. */
function sameTag(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

interface TagFilterProps {
  readonly status: GoalStatus;
  readonly value: string | null;
  readonly onChange: (tag: string | null) => void;
}

/** The tags that are in use; the server answers with every goal that has the chosen one. */
function TagFilter({ status, value, onChange }: TagFilterProps) {
  const t = useTexts(goalsTexts);
  const goals = useGoals(status).data ?? [];
  const used = goals.filter((goal) => goal.status === status).flatMap((goal) => goal.tags);
  const tags = [...(value === null ? [] : [value]), ...used]
    .filter((tag, index, all) => all.findIndex((other) => sameTag(other, tag)) === index)
    .toSorted((a, b) => a.localeCompare(b));
  if (tags.length === 0) return null;
  return (
    <select
      aria-label={t.filterTag}
      value={value ?? ''}
      className="min-h-10 rounded-full border border-line-strong/50 bg-surface px-3.5 text-sm font-medium"
      onChange={(event) => {
        onChange(event.target.value === '' ? null : event.target.value);
      }}
    >
      <option value="">{t.allTags}</option>
      {tags.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
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
            </Link>{' '}
            <WaitingMark id={goal.id} />
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
