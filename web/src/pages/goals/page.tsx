import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { BackLink, MissingPage, Page, ReadPage } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import {
  IconArchive,
  IconDelete,
  IconDone,
  IconEdit,
  IconGoal,
  IconHelp,
  IconReopen,
} from '@/components/icons';
import { ActionMenu } from '@/components/ui/action-menu';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Ring } from '@/components/ui/progress';
import { Tag } from '@/components/ui/tags-field';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { AskDialog } from '@/pages/help/ask-dialog';
import { assistanceTexts } from '@/i18n/assistance';
import { commonTexts } from '@/i18n/common';
import { dashboardTexts } from '@/i18n/dashboard';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import { useDeleteGoal, useGoal, useUpdateGoal } from '@/lib/apiGoals';
import type { Goal, GoalStatus } from '@/models';
import { EditGoal } from './edit-goal';
import { GoalQuests } from './goal-quests';
import { GoalRoom } from './goal-room';
import { TaskList } from './task-list';

export default function GoalPage() {
  const { id = '' } = useParams();
  const t = useTexts(goalsTexts);
  const reading = useGoal(id);
  const missing = (
    <MissingPage
      icon={<IconGoal className="size-6" />}
      title={t.notFound}
      text={t.notFoundHint}
      back={{ to: '/app/goals', text: t.backToGoals }}
    />
  );
  return (
    <ReadPage reading={reading} missing={missing} subject={id}>
      {({ goal, tasks }) =>
        goal === null ? (
          missing
        ) : (
          <>
            <BackLink to="/app/goals">{t.backToGoals}</BackLink>
            <Page
              title={goal.title}
              lead={<Facts goal={goal} />}
              action={<Actions goal={goal} retry={reading.retry} />}
            >
              <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
                <TaskList goal={goal} tasks={tasks} more={reading.more} />
                <div className="grid min-w-0 grid-cols-1 gap-5">
                  <Overview goal={goal} />
                  <GoalQuests goal={goal} tasks={tasks} />
                  <GoalRoom goal={goal} />
                </div>
              </div>
            </Page>
          </>
        )
      }
    </ReadPage>
  );
}

function Facts({ goal }: { readonly goal: Goal }) {
  const t = useTexts(goalsTexts);
  const { format } = useViewer();
  const facts = [
    goal.status === 'ACTIVE' ? null : t.statuses[goal.status],
    goal.targetDate === null ? null : t.by(format.day(goal.targetDate)),
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? null : facts.join(' · ');
}

function Overview({ goal }: { readonly goal: Goal }) {
  const t = useTexts(goalsTexts);
  const dashboard = useTexts(dashboardTexts);
  const { format } = useViewer();
  return (
    <Card className="p-6">
      <div className="flex items-center gap-5">
        <Ring value={goal.progress} label={goal.title} size={104} stroke={10}>
          <span className="font-display text-2xl font-bold">{format.percent(goal.progress)}</span>
        </Ring>
        <p className="text-lg font-semibold">
          {goal.taskCount === 0
            ? dashboard.noTasksYet
            : dashboard.tasksDone(goal.doneTaskCount, goal.taskCount)}
        </p>
      </div>
      {goal.description !== null && (
        <p className="mt-5 border-t border-line pt-4 wrap-anywhere whitespace-pre-line">
          {goal.description}
        </p>
      )}
      {goal.tags.length > 0 && (
        <p aria-label={t.tags} className="mt-4 flex flex-wrap gap-1.5">
          {goal.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </p>
      )}
    </Card>
  );
}

interface ActionsProps {
  readonly goal: Goal;
  readonly retry: () => void;
}

function Actions({ goal, retry }: ActionsProps) {
  const t = useTexts(goalsTexts);
  const common = useTexts(commonTexts);
  const navigate = useNavigate();
  const update = useUpdateGoal();
  const remove = useDeleteGoal();
  const help = useTexts(assistanceTexts);
  const [open, setOpen] = useState<'edit' | 'ask' | null>(null);
  const close = () => {
    setOpen(null);
  };
  const { busy, attempt } = useAttempt();
  const setStatus = async (status: GoalStatus) => {
    const problem = await attempt(async () => {
      await update({ id: goal.id, input: { status, version: goal.version } });
      if (status === 'COMPLETED') toast(t.completed);
    });
    // A newer version: show it, and let the person decide on what they now see.
    if (problem?.isConflict) retry();
  };
  return (
    <div className="flex gap-2">
      {goal.status === 'ACTIVE' ? (
        <Button busy={busy} onClick={() => void setStatus('COMPLETED')}>
          <IconDone aria-hidden="true" className="size-5" />
          {t.complete}
        </Button>
      ) : (
        <Button look="quiet" busy={busy} onClick={() => void setStatus('ACTIVE')}>
          <IconReopen aria-hidden="true" className="size-5" />
          {t.reactivate}
        </Button>
      )}
      <Button
        look="quiet"
        onClick={() => {
          setOpen('edit');
        }}
      >
        <IconEdit aria-hidden="true" className="size-4.5" />
        {common.edit}
      </Button>
      <ActionMenu
        label={t.moreActions}
        look="quiet"
        className="px-3!"
        actions={[
          {
            text: help.ask,
            Icon: IconHelp,
            onSelect: () => {
              setOpen('ask');
            },
          },
          goal.status === 'ACTIVE' && {
            text: t.archive,
            Icon: IconArchive,
            onSelect: () => void setStatus('ARCHIVED'),
          },
          {
            text: common.delete,
            Icon: IconDelete,
            danger: true,
            asks: { title: t.deleteGoal, text: t.deleteGoalText },
            act: async () => {
              await remove({ id: goal.id });
              toast(t.deleted);
              await navigate('/app/goals', { replace: true });
            },
          },
        ]}
      />
      <EditGoal goal={goal} open={open === 'edit'} onClose={close} />
      {open === 'ask' && <AskDialog goal={goal} onClose={close} />}
    </div>
  );
}
