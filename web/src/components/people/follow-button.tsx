import { peopleTexts } from '@/i18n/people';
import { useTexts } from '@/i18n/texts';
import { useFollow, useTakeBack, useUnblock, useUnfollow } from '@/lib/apiPeople';
import type { Person } from '@/models';
import { IconFollow } from '../icons';
import { Button } from '../ui/button';
import { useAttempt } from '../use-attempt';
import { nameOf } from './avatar';

/** Follows, asks to, or takes it back: seen at once, undone with a word when the server refuses. */
export function FollowButton({
  person,
  size = 'small',
}: {
  readonly person: Person;
  readonly size?: 'small' | 'normal';
}) {
  const t = useTexts(peopleTexts);
  const { attempt } = useAttempt();
  const follow = useFollow();
  const unfollow = useUnfollow();
  const takeBack = useTakeBack();
  const unblock = useUnblock();
  const { id, relation } = person;
  if (relation.self) return null;
  const act = (change: (target: { id: string }) => Promise<unknown>) => () =>
    void attempt(() => change({ id }));
  const name = nameOf(person);
  if (relation.blocks) {
    return (
      <Button look="quiet" size={size} aria-label={`${t.unblock} ${name}`} onClick={act(unblock)}>
        {t.unblock}
      </Button>
    );
  }
  if (relation.follows || relation.requested) {
    const state = relation.follows ? t.following : t.requested;
    const hint = relation.follows ? t.unfollowHint : t.takeBackHint;
    return (
      <Button
        look="quiet"
        size={size}
        aria-label={`${state} ${name}. ${hint}`}
        onClick={act(relation.follows ? unfollow : takeBack)}
      >
        {state}
      </Button>
    );
  }
  const text = relation.followedBy ? t.followBack : t.follow;
  return (
    <Button size={size} aria-label={`${text} ${name}`} onClick={act(follow)}>
      <IconFollow aria-hidden="true" className="size-4.5" />
      {text}
    </Button>
  );
}
