import { useState, type ComponentProps, type ComponentType } from 'react';
import { Link } from 'react-router';
import { postsTexts, type DeedKind } from '@/i18n/posts';
import { shellTexts } from '@/i18n/shell';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { useActivities } from '@/lib/apiFeed';
import type { Activity, FeedEntry } from '@/models';
import {
  IconDone,
  IconFlame,
  IconGoal,
  IconJourney,
  IconQuest,
  IconRewards,
  IconWorkout,
  workoutIcons,
} from '../icons';
import { useViewer } from '../layout/viewer';
import { Avatar, nameOf } from '../people/avatar';
import { profilePath } from '../people/person-row';
import { Button } from '../ui/button';
import { RelativeTime } from '../ui/relative-time';
import { useAttempt } from '../use-attempt';
import { PostCard } from './post-card';

/** One line of a feed: a post, or what somebody did. Nothing when what it was about is gone. */
export function FeedLine({ entry }: { readonly entry: FeedEntry }) {
  if (entry.kind === 'POST' || entry.kind === 'BOOST') {
    const post = entry.activities[0]?.post;
    if (!post) return null;
    return <PostCard post={post} {...(entry.kind === 'BOOST' && { boostedBy: entry.actor })} />;
  }
  return <DeedCard entry={entry} kind={entry.kind} />;
}

const deedIcons: Record<DeedKind, ComponentType<ComponentProps<'svg'>>> = {
  GOAL_CREATED: IconGoal,
  GOAL_COMPLETED: IconGoal,
  TASK_COMPLETED: IconDone,
  QUEST_COMPLETED: IconQuest,
  WORKOUT_LOGGED: IconWorkout,
  BADGE_EARNED: IconRewards,
  LEVEL_REACHED: IconFlame,
  MILESTONE_REACHED: IconJourney,
};

interface DeedCardProps {
  readonly entry: FeedEntry;
  readonly kind: DeedKind;
}

/** What somebody did; several of a kind are told together, and one by one on demand. */
function DeedCard({ entry, kind }: DeedCardProps) {
  const t = useTexts(postsTexts);
  const describe = useDescribe();
  const fetchAll = useActivities();
  const { busy, attempt } = useAttempt();
  const [open, setOpen] = useState<readonly Activity[] | null>(null);
  const { actor, count, activities } = entry;
  const [newest] = activities;
  const Icon =
    count === 1 && newest?.workoutType ? workoutIcons[newest.workoutType] : deedIcons[kind];
  const name = nameOf(actor);
  const deed = t.deeds[kind];
  const text = count === 1 && newest ? deed.one(name, describe(newest)) : deed.many(name, count);
  const toggle = () => {
    if (open) {
      setOpen(null);
    } else if (activities.length >= Math.min(count, entry.activityIds.length)) {
      setOpen(activities);
    } else {
      void attempt(async () => {
        setOpen(await fetchAll(entry.activityIds));
      });
    }
  };
  return (
    <article
      aria-label={text}
      className="flex gap-3 rounded-card border border-line bg-surface px-4 py-3.5 shadow-card sm:px-5"
    >
      <Link to={profilePath(actor)} aria-label={name} className="relative self-start rounded-full">
        <Avatar person={actor} />
        <span className="absolute -right-1.5 -bottom-1.5 grid size-6 place-items-center rounded-full bg-pine-wash text-pine ring-2 ring-surface">
          <Icon aria-hidden="true" className="size-3.5" />
        </span>
      </Link>
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          <Sentence text={text} name={name} />
        </p>
        <div className="flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
          <RelativeTime at={entry.at} />
          {count > 1 && (
            <Button
              look="plain"
              size="small"
              className="-mx-3 text-blaze-ink!"
              aria-expanded={open !== null}
              busy={busy}
              onClick={toggle}
            >
              {open ? t.showLess : t.showAll(count)}
            </Button>
          )}
        </div>
        {open && (
          <ul className="mt-1.5 grid gap-1.5 border-l-3 border-line pl-3.5">
            {open.map((activity) => (
              <li
                key={activity.id}
                className="flex flex-wrap justify-between gap-x-4 text-[0.95rem]"
              >
                <span className="min-w-0 wrap-anywhere">{describe(activity)}</span>
                <RelativeTime at={activity.at} className="text-sm text-ink-soft" />
              </li>
            ))}
          </ul>
        )}
      </div>
    </article>
  );
}

/** The sentence with the name standing out. */
function Sentence({ text, name }: { readonly text: string; readonly name: string }) {
  if (!text.startsWith(name)) return text;
  return (
    <>
      <strong className="font-semibold">{name}</strong>
      {text.slice(name.length)}
    </>
  );
}

/** What an activity was about, in words. */
function useDescribe(): (activity: Activity) => string {
  const t = useTexts(postsTexts);
  const shell = useTexts(shellTexts);
  const workouts = useTexts(workoutsTexts);
  const { format } = useViewer();
  return ({ title, badge, level, workoutType, distanceMetres, movingSeconds }) => {
    if (badge !== null) return shell.badges[badge].name;
    if (level !== null) return t.level(level);
    if (workoutType === null) return title ?? '';
    const amount =
      distanceMetres !== null && distanceMetres > 0
        ? format.distance(distanceMetres)
        : movingSeconds !== null && format.duration(movingSeconds);
    return [title ?? workouts.types[workoutType], amount].filter(Boolean).join(' · ');
  };
}
