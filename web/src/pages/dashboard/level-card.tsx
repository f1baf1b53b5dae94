import { useViewer } from '@/components/layout/viewer';
import { Section } from '@/components/ui/card';
import { Ring } from '@/components/ui/progress';
import { dashboardTexts } from '@/i18n/dashboard';
import { useTexts } from '@/i18n/texts';
import type { Rewards } from '@/models';
import { SeeAll } from './see-all';

/** How far the person is between two levels, 0 to 1. */
export function levelProgress({ points, levelStartsAt, nextLevelAt }: Rewards): number {
  return nextLevelAt > levelStartsAt ? (points - levelStartsAt) / (nextLevelAt - levelStartsAt) : 0;
}

export function LevelCard({ rewards }: { readonly rewards: Rewards }) {
  const t = useTexts(dashboardTexts);
  const { format } = useViewer();
  return (
    <Section
      title={t.level(rewards.level)}
      action={<SeeAll to="/app/rewards" what={t.level(rewards.level)} />}
    >
      <div className="flex items-center gap-5">
        <Ring
          value={levelProgress(rewards)}
          label={t.levelLabel}
          size={104}
          stroke={10}
          colour="stroke-pine"
        >
          <span className="font-display text-5xl font-bold">{format.number(rewards.level)}</span>
        </Ring>
        <div>
          <p className="font-display text-2xl font-semibold" data-testid="points">
            {t.points(rewards.points)}
          </p>
          <p className="mt-1 text-sm text-ink-soft">
            {t.toNext(rewards.nextLevelAt - rewards.points)}
          </p>
        </div>
      </div>
    </Section>
  );
}
