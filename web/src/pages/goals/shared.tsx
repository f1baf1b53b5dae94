import { Link, Navigate, useParams } from 'react-router';
import { IconGoal } from '@/components/icons';
import { BackLink, MissingPage, Page, ReadPage } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { Avatar, nameOf } from '@/components/people/avatar';
import { profilePath } from '@/components/people/person-row';
import { Card } from '@/components/ui/card';
import { Ring } from '@/components/ui/progress';
import { Tag } from '@/components/ui/tags-field';
import { discoveryTexts } from '@/i18n/discovery';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import { useSharedGoal } from '@/lib/apiSearch';
import type { FoundGoal } from '@/models';

/** Somebody's goal, as they show it to everybody. */
export default function SharedGoalPage() {
  const { ownerId = '', id = '' } = useParams();
  const t = useTexts(discoveryTexts);
  const { me } = useViewer();
  const missing = (
    <MissingPage
      icon={<IconGoal className="size-6" />}
      title={t.goalMissing}
      text={t.goalMissingHint}
      back={{ to: '/app/search', text: t.title }}
    />
  );
  const reading = useSharedGoal(ownerId, id);
  if (ownerId === me.id) return <Navigate to={`/app/goals/${id}`} replace />;
  return (
    <ReadPage reading={reading} missing={missing}>
      {({ goal }) => (goal ? <Shown goal={goal} /> : missing)}
    </ReadPage>
  );
}

function Shown({ goal }: { readonly goal: FoundGoal }) {
  const t = useTexts(discoveryTexts);
  const goals = useTexts(goalsTexts);
  const { format } = useViewer();
  const { owner, targetDate } = goal;
  return (
    <>
      {owner && <BackLink to={profilePath(owner)}>{t.goalOf(nameOf(owner))}</BackLink>}
      <Page title={goal.title} lead={goals.statuses[goal.status]}>
        <Card className="grid max-w-2xl gap-5 p-5 sm:p-6">
          <div className="flex items-center gap-5">
            <Ring value={goal.progress} label={goal.title} size={88} stroke={9}>
              <span className="font-bold">{format.percent(goal.progress)}</span>
            </Ring>
            {owner && (
              <Link to={profilePath(owner)} className="flex items-center gap-3 rounded-xl">
                <Avatar person={owner} />
                <span className="font-semibold">{nameOf(owner)}</span>
              </Link>
            )}
          </div>
          {targetDate !== null && (
            <p className="text-ink-soft">
              {goals.targetDate}: {format.day(targetDate)}
            </p>
          )}
          {goal.tags.length > 0 && (
            <p className="flex flex-wrap gap-1.5">
              {goal.tags.map((tag) => (
                <Tag key={tag}>{tag}</Tag>
              ))}
            </p>
          )}
        </Card>
      </Page>
    </>
  );
}
