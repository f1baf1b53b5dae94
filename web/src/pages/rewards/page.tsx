import { Page } from '@/components/layout/page';
import { PageSkeleton } from '@/components/layout/splash';
import { useViewer } from '@/components/layout/viewer';
import { BadgePatch } from '@/components/badge-patch';
import { IconFlame } from '@/components/icons';
import { Blaze, Card, Section } from '@/components/ui/card';
import { Bar } from '@/components/ui/progress';
import { LoadFailed } from '@/components/ui/states';
import { rewardsTexts } from '@/i18n/rewards';
import { shellTexts } from '@/i18n/shell';
import { useTexts } from '@/i18n/texts';
import { useRewards } from '@/lib/apiDashboard';
import { dayOf } from '@/lib/time';
import { badgeKinds, type Rewards } from '@/models';
import { levelProgress } from '../dashboard/level-card';
import { Week } from '../dashboard/streak-card';

export default function RewardsPage() {
  const t = useTexts(rewardsTexts);
  const { data, problem, retry } = useRewards();
  if (!data) return problem ? <LoadFailed problem={problem} retry={retry} /> : <PageSkeleton />;
  const rewards = data.myRewards;
  return (
    <Page title={t.title}>
      <div className="grid gap-5 lg:grid-cols-2">
        <Level rewards={rewards} />
        <Streak rewards={rewards} />
        <Badges rewards={rewards} />
        <Section title={t.how} className="lg:col-span-2">
          <ul className="grid gap-3">
            {t.howText.map((text) => (
              <li key={text} className="flex gap-3">
                <Blaze className="mt-1 h-4 w-1.5" />
                {text}
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </Page>
  );
}

function Level({ rewards }: { readonly rewards: Rewards }) {
  const t = useTexts(rewardsTexts);
  const { format } = useViewer();
  const { level, points, nextLevelAt } = rewards;
  return (
    <Card className="contours overflow-hidden p-6">
      <p className="font-semibold text-ink-soft">{t.level}</p>
      <p className="font-display text-7xl leading-none font-bold">{format.number(level)}</p>
      <p className="mt-5 mb-2 flex flex-wrap justify-between gap-x-4">
        <span>
          {t.total}: <strong>{format.number(points)}</strong>
        </span>
        <span className="text-ink-soft">{t.next(nextLevelAt - points, level + 1)}</span>
      </p>
      <Bar value={levelProgress(rewards)} label={t.level} />
    </Card>
  );
}

function Streak({ rewards }: { readonly rewards: Rewards }) {
  const t = useTexts(rewardsTexts);
  return (
    <Card className="p-6">
      <div className="mb-5 grid grid-cols-2 gap-4">
        <div>
          <p className="font-semibold text-ink-soft">{t.current}</p>
          <p className="flex items-center gap-2 font-display text-3xl font-bold">
            <IconFlame aria-hidden="true" className="size-7 fill-blaze/30 text-blaze" />
            {t.days(rewards.currentStreak)}
          </p>
        </div>
        <div>
          <p className="font-semibold text-ink-soft">{t.longest}</p>
          <p className="font-display text-3xl font-bold">{t.days(rewards.longestStreak)}</p>
        </div>
      </div>
      <Week rewards={rewards} activeDays={new Set()} />
    </Card>
  );
}

function Badges({ rewards }: { readonly rewards: Rewards }) {
  const t = useTexts(rewardsTexts);
  const shell = useTexts(shellTexts);
  const { me, format } = useViewer();
  return (
    <Section title={t.badges} className="lg:col-span-2">
      <ul className="grid gap-6 sm:grid-cols-3">
        {badgeKinds.map((kind) => {
          const earned = rewards.badges.find((badge) => badge.kind === kind);
          const { name, how } = shell.badges[kind];
          return (
            <li key={kind} className="flex items-center gap-4 sm:flex-col sm:text-center">
              <BadgePatch
                kind={kind}
                earned={earned !== undefined}
                className="size-24 sm:size-36"
              />
              <div>
                <h3 className="text-xl font-semibold">{name}</h3>
                <p className="text-sm text-ink-soft">{how}</p>
                <p className="mt-1 text-sm font-semibold">
                  {earned ? t.earned(format.day(dayOf(earned.earnedAt, me.timeZone))) : t.notYet}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
