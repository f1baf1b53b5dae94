import { Link } from 'react-router';
import { discoveryTexts } from '@/i18n/discovery';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import type { FoundGoal } from '@/models';
import { useViewer } from '../layout/viewer';
import { nameOf } from '../people/avatar';
import { Card } from '../ui/card';
import { Ring } from '../ui/progress';
import { Tag } from '../ui/tags-field';

export function sharedGoalPath(ownerId: string, id: string): string {
  return `/app/goals/of/${ownerId}/${id}`;
}

/** Somebody's goal as everybody may see it. Leads to one's own goal, or to the page of somebody else's. */
export function FoundGoalCard({ goal }: { readonly goal: FoundGoal }) {
  const t = useTexts(discoveryTexts);
  const goals = useTexts(goalsTexts);
  const { me, format } = useViewer();
  const { owner } = goal;
  const own = owner?.id === me.id;
  const to = own ? `/app/goals/${goal.id}` : owner && sharedGoalPath(owner.id, goal.id);
  return (
    <Card className="relative h-full p-4 transition-colors hover:border-line-strong sm:p-5">
      <div className="flex items-center gap-4">
        <Ring value={goal.progress} label={goal.title} size={56} stroke={6}>
          <span className="text-xs font-bold">{format.percent(goal.progress)}</span>
        </Ring>
        <div className="min-w-0 flex-1">
          <h3 className="text-lg leading-snug font-semibold wrap-anywhere">
            {to === null ? (
              goal.title
            ) : (
              <Link to={to} className="rounded before:absolute before:inset-0 before:rounded-card">
                {goal.title}
              </Link>
            )}
          </h3>
          <p className="mt-0.5 text-sm text-ink-soft">
            {[
              owner && (own ? t.yourGoal : t.goalOf(nameOf(owner))),
              goal.status !== 'ACTIVE' && goals.statuses[goal.status],
            ]
              .filter(Boolean)
              .join(' · ')}
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
