import { useState } from 'react';
import { peopleTexts } from '@/i18n/people';
import { useTexts } from '@/i18n/texts';
import { useKnownPeople } from '@/lib/apiPeople';
import { useFoundPeople } from '@/lib/apiSearch';
import { matchesPerson } from '@/lib/matchesPerson';
import { useDebounced } from '@/lib/useDebounced';
import type { Person } from '@/models';
import { IconClose } from '../icons';
import { useViewer } from '../layout/viewer';
import { controlLook, Field } from '../ui/field';
import { Listing } from '../ui/listing';
import { Avatar, nameOf } from './avatar';

interface PeoplePickerProps {
  readonly label: string;
  readonly hint: string;
  readonly value: readonly Person[];
  readonly onChange: (people: readonly Person[]) => void;
  /** Who is not there to be chosen. */
  readonly without?: readonly string[];
  readonly error?: string | undefined;
}

/** How long the typing must pause before strangers are looked for. */
const pauseMs = 250;

/** Chooses some people: those who were chosen, a field to look for others, and whom one knows or was found. */
export function PeoplePicker({
  label,
  hint,
  value,
  onChange,
  without = [],
  error,
}: PeoplePickerProps) {
  const t = useTexts(peopleTexts);
  const { me } = useViewer();
  const [text, setText] = useState('');
  const known = useKnownPeople(me.id);
  const matching = known.data?.filter((person) => matchesPerson(person, text));
  const others = useFoundPeople(useDebounced(text.trim(), pauseMs));
  const found =
    matching &&
    [
      ...matching,
      ...others.filter(({ id }) => !matching.some((person) => person.id === id)),
    ].filter(({ id, relation }) => !relation.self && !without.includes(id));
  const isChosen = ({ id }: Person) => value.some((person) => person.id === id);
  const toggle = (person: Person) => {
    onChange(isChosen(person) ? value.filter(({ id }) => id !== person.id) : [...value, person]);
  };
  return (
    <div className="grid gap-2">
      <Field label={label} hint={hint} error={error}>
        {(ids) => (
          <>
            <Chosen people={value} onRemove={toggle} />
            <input
              {...ids}
              type="search"
              autoComplete="off"
              placeholder={t.pickHint}
              className={controlLook}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                const [first] = found ?? [];
                if (text.trim() === '' || !first) return;
                if (!isChosen(first)) toggle(first);
                setText('');
              }}
            />
          </>
        )}
      </Field>
      <Listing
        items={found}
        problem={known.problem}
        retry={known.retry}
        skeleton={{ count: 3, className: 'h-12' }}
        empty={
          <p role="status" className="px-2 py-3 text-ink-soft">
            {text.trim() === '' ? t.nobodyToPick : t.nobodyFound}
          </p>
        }
      >
        {(people) => (
          <ul
            aria-label={label}
            className="max-h-60 overflow-y-auto overscroll-contain rounded-2xl border border-line bg-surface p-1.5"
          >
            {people.map((person) => (
              <li key={person.id}>
                <Choice
                  person={person}
                  chosen={isChosen(person)}
                  onToggle={() => {
                    toggle(person);
                  }}
                />
              </li>
            ))}
          </ul>
        )}
      </Listing>
    </div>
  );
}

interface ChosenProps {
  readonly people: readonly Person[];
  readonly onRemove: (person: Person) => void;
}

function Chosen({ people, onRemove }: ChosenProps) {
  const t = useTexts(peopleTexts);
  if (people.length === 0) return null;
  return (
    <ul className="mb-2 flex flex-wrap gap-1.5">
      {people.map((person) => (
        <li
          key={person.id}
          className="flex max-w-full items-center rounded-full bg-pine-wash pl-3 text-sm font-medium text-pine-deep"
        >
          <span className="truncate">{nameOf(person)}</span>
          <button
            type="button"
            aria-label={t.unpick(nameOf(person))}
            className="grid size-8 shrink-0 place-items-center rounded-full hover:bg-line/60"
            onClick={() => {
              onRemove(person);
            }}
          >
            <IconClose className="size-3.5" />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface ChoiceProps {
  readonly person: Person;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}

function Choice({ person, chosen, onToggle }: ChoiceProps) {
  return (
    <label className="flex cursor-pointer items-center gap-3 rounded-xl p-1.5 hover:bg-sunken/70 has-focus-visible:outline-3 has-focus-visible:-outline-offset-3 has-focus-visible:outline-blaze">
      <Avatar person={person} size="small" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{nameOf(person)}</span>
        <span className="block truncate text-sm text-ink-soft">@{person.nickname}</span>
      </span>
      <input
        type="checkbox"
        checked={chosen}
        className="size-5 shrink-0 accent-pine outline-none"
        onChange={onToggle}
      />
    </label>
  );
}
