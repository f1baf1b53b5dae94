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
  /** Under the name. */
  readonly note?: ReactNode;
  /** In place of the follow button. */
  readonly action?: ReactNode;
}

/** One person of a list: who they are, and what is between them and the reader. */
export function PersonRow({ person, note, action }: PersonRowProps) {
  const t = useTexts(peopleTexts);
  return (
    <PersonLine
      person={person}
      mark={
        person.visibility !== 'PUBLIC' && (
          <IconPrivate aria-hidden="true" className="size-3.5 shrink-0 text-ink-soft" />
        )
      }
      note={
        <>
          {person.relation.followedBy && <FollowsYou text={t.followsYou} />}
          {note}
        </>
      }
      action={action ?? <FollowButton person={person} />}
    />
  );
}

interface PersonLineProps {
  readonly person: Named;
  /** Beside the name. */
  readonly mark?: ReactNode;
  /** Under the name. */
  readonly note?: ReactNode;
  readonly action?: ReactNode;
}

/** The line of a person, which leads to their profile; what can be done about them stands at its end. */
export function PersonLine({ person, mark, note, action }: PersonLineProps) {
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
          {mark}
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
          <span className="max-w-full truncate">@{person.nickname}</span>
          {note}
        </p>
      </div>
      <div className="relative shrink-0">{action}</div>
    </div>
  );
}

export function FollowsYou({ text }: { readonly text: string }) {
  return <Badge>{text}</Badge>;
}

/** A word about a person, in a frame of its own. */
export function Badge({ children }: { readonly children: ReactNode }) {
  return (
    <span className="shrink-0 rounded-full bg-pine-wash px-2 py-px text-xs font-semibold text-pine-deep">
      {children}
    </span>
  );
}
