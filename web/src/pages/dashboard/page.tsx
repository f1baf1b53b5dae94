import { Page } from '@/components/layout/page';
import { PageSkeleton } from '@/components/layout/splash';
import { useViewer } from '@/components/layout/viewer';
import { LoadFailed } from '@/components/ui/states';
import { dashboardTexts, type DashboardTexts } from '@/i18n/dashboard';
import { useTexts } from '@/i18n/texts';
import { useDashboard } from '@/lib/apiDashboard';
import { dayOf, hourOf } from '@/lib/time';
import { useNow } from '@/lib/useNow';
import { GoalRings } from './goal-rings';
import { LatestWorkouts } from './latest-workouts';
import { LevelCard } from './level-card';
import { RunningQuests } from './running-quests';
import { StreakCard } from './streak-card';
import { TodaysTasks } from './todays-tasks';

export default function DashboardPage() {
  const t = useTexts(dashboardTexts);
  const { me, format } = useViewer();
  const { data, problem, retry } = useDashboard();
  const name = me.fullName?.trim().split(/\s+/)[0] ?? me.nickname;
  const title = greeting(t, hourOf(useNow(), me.timeZone))(name);
  if (!data) {
    return problem ? <LoadFailed problem={problem} retry={retry} /> : <PageSkeleton />;
  }
  const open = data.todaysTasks.filter((task) => task.status === 'OPEN').length;
  const anyTasks = data.myGoals.nodes.some((goal) => goal.taskCount > 0);
  const activeDays = new Set(
    data.myWorkouts.nodes.map((workout) => dayOf(workout.startedAt, me.timeZone)),
  );
  const today = capitalised(format.longDay(format.today));
  const hasGoals = data.activeGoalsCount > 0;
  const summary = open > 0 ? t.summary(open) : anyTasks ? t.allDone : '';
  return (
    <Page title={title} lead={summary === '' ? today : `${today}. ${summary}`}>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          {/* A newcomer begins with a goal. */}
          {!hasGoals && <GoalRings goals={data.myGoals.nodes} />}
          <TodaysTasks tasks={data.todaysTasks} hasGoals={hasGoals} />
          {hasGoals && <GoalRings goals={data.myGoals.nodes} />}
          <RunningQuests quests={data.myQuests.nodes} />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-5 sm:max-lg:grid-cols-2">
          <LevelCard rewards={data.myRewards} />
          <StreakCard rewards={data.myRewards} activeDays={activeDays} />
          <LatestWorkouts workouts={data.myWorkouts.nodes.slice(0, 4)} />
        </div>
      </div>
    </Page>
  );
}

function greeting(t: DashboardTexts, hour: number): (name: string) => string {
  if (hour < 5) return t.greeting.night;
  if (hour < 12) return t.greeting.morning;
  if (hour < 18) return t.greeting.afternoon;
  return t.greeting.evening;
}

/** At the start of a line a weekday is written large in every language. */
function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
