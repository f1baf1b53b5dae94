import { clsx } from 'clsx';
import { IconDone, IconPrivate } from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { nameOf } from '@/components/people/avatar';
import { Section } from '@/components/ui/card';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { dayOf } from '@/lib/time';
import type { Milestone, TeamRoad } from '@/models';

/** The places on the way. Those that were reached tell their story; the next one says how far it still is. */
export function Milestones({ road }: { readonly road: TeamRoad }) {
  const t = useTexts(journeysTexts);
  const { journey, unlocked, distanceMetres } = road;
  if (journey.milestones.length === 0) return null;
  const next = journey.milestones.find((one) => !unlocked.some(({ id }) => id === one.id));
  return (
    <Section title={t.milestonesOf(unlocked.length, journey.milestones.length)}>
      <ol className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        {journey.milestones.map((milestone) => {
          const key = unlocked.find(({ id }) => id === milestone.id);
          return (
            <li key={milestone.id}>
              {key ? (
                <Reached milestone={milestone} at={key.at} by={nameIn(road, key.byId)} />
              ) : (
                <Ahead
                  milestone={milestone}
                  next={milestone === next}
                  left={Math.max(0, milestone.distanceMetres - distanceMetres)}
                />
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

function nameIn(road: TeamRoad, userId: string): string | null {
  const person = road.members.nodes.find((one) => one.userId === userId)?.person;
  return person ? nameOf(person) : null;
}

interface ReachedProps {
  readonly milestone: Milestone;
  readonly at: string;
  /** Who brought the team there. */
  readonly by: string | null;
}

function Reached({ milestone, at, by }: ReachedProps) {
  const t = useTexts(journeysTexts);
  const { me, format } = useViewer();
  const { title, text, pictureUrl } = milestone;
  const day = format.day(dayOf(at, me.timeZone));
  return (
    <article className="h-full overflow-hidden rounded-2xl border border-line bg-raised">
      {pictureUrl !== null && (
        <img src={pictureUrl} alt="" loading="lazy" className="aspect-[5/2] w-full object-cover" />
      )}
      <div className="p-4">
        <h3 className="flex items-start gap-2 font-semibold wrap-anywhere">
          <IconDone aria-label={t.reached} className="mt-0.5 size-5 shrink-0 text-moss" />
          {title}
        </h3>
        {text !== '' && <p className="mt-1.5 text-[0.95rem] wrap-anywhere">{text}</p>}
        <p className="mt-2 text-sm text-ink-soft">{by === null ? day : t.unlockedBy(day, by)}</p>
      </div>
    </article>
  );
}

interface AheadProps {
  readonly milestone: Milestone;
  readonly next: boolean;
  /** Metres. */
  readonly left: number;
}

function Ahead({ milestone, next, left }: AheadProps) {
  const t = useTexts(journeysTexts);
  const { format } = useViewer();
  return (
    <article
      className={clsx(
        'flex h-full items-start gap-2 rounded-2xl border border-dashed p-4',
        next ? 'border-blaze bg-blaze-wash/50' : 'border-line-strong/50',
      )}
    >
      <IconPrivate aria-label={t.locked} className="mt-0.5 size-5 shrink-0 text-ink-soft" />
      <div className="min-w-0">
        <h3 className="font-semibold wrap-anywhere">{milestone.title}</h3>
        <p className="text-sm text-ink-soft">{t.toGo(format.distance(left))}</p>
      </div>
    </article>
  );
}
