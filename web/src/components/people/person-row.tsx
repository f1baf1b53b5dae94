import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { peopleTexts } from '@/i18n/people';
import { useTexts } from '@/i18n/texts';
import type { Person } from '@/models';
import { IconPrivate } from '../icons';
import { Avatar, nameOf, type Named } from './avatar';
import { FollowButton } from './follow-button';

export const profilePath = ({ nickname }: Pick<Named, 'nickname'>): string =>
  `/app/people/${encodeURIComponent(nickname)}`;

interface PersonRowProps {
  readonly person: Person;
  /** In place of the follow button. */
  readonly action?: ReactNode;
}

/** One person of a list: who they are, and what is between them and the reader. */
export function PersonRow({ person, action }: PersonRowProps) {
  const t = useTexts(peopleTexts);
  return (
    <div className="relative flex items-center gap-3.5 rounded-2xl p-2 transition-colors hover:bg-sunken/70">
      <Avatar person={person} />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5">
          <Link
            to={profilePath(person)}
            className="min-w-0 truncate rounded font-semibold before:absolute before:inset-0 before:rounded-2xl"
          >
            {nameOf(person)}
          </Link>
          {person.visibility !== 'PUBLIC' && (
            <IconPrivate aria-hidden="true" className="size-3.5 shrink-0 text-ink-soft" />
          )}
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
          <span className="truncate">@{person.nickname}</span>
          {person.relation.followedBy && <FollowsYou text={t.followsYou} />}
        </p>
      </div>
      <div className="relative shrink-0">{action ?? <FollowButton person={person} />}</div>
    </div>
  );
}

export function FollowsYou({ text }: { readonly text: string }) {
  return (
    <span className="shrink-0 rounded-full bg-pine-wash px-2 py-px text-xs font-semibold text-pine-deep">
      {text}
    </span>
  );
}
