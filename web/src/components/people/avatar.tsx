import { clsx } from 'clsx';
import { useState } from 'react';

export interface Named {
  readonly id: string;
  readonly nickname: string;
  readonly fullName: string | null;
  readonly avatarUrl: string | null;
}

const sizes = {
  small: 'size-9 text-sm',
  normal: 'size-11 text-base',
  large: 'size-14 text-xl',
  huge: 'size-24 text-4xl ring-4 ring-surface sm:size-32',
} as const;

const grounds = [
  'bg-pine text-on-pine',
  'bg-blaze-ink text-on-blaze',
  'bg-pine-wash text-pine-deep',
  'bg-blaze-wash text-blaze-ink',
] as const;

interface AvatarProps {
  readonly person: Named;
  readonly size?: keyof typeof sizes;
}

/** A person's picture, or their initials when there is none or it does not come. Decoration: the name stands beside it. */
export function Avatar({ person, size = 'normal' }: AvatarProps) {
  const { avatarUrl } = person;
  const [broken, setBroken] = useState<string | null>(null);
  const look = clsx('shrink-0 rounded-full', sizes[size]);
  if (avatarUrl !== null && avatarUrl !== broken) {
    return (
      <img
        src={avatarUrl}
        alt=""
        loading="lazy"
        decoding="async"
        className={clsx(look, 'bg-sunken object-cover')}
        onError={() => {
          setBroken(avatarUrl);
        }}
      />
    );
  }
  return (
    <span
      aria-hidden="true"
      className={clsx(
        look,
        'grid place-items-center font-display font-bold select-none',
        groundOf(person.id),
      )}
    >
      {initials(person)}
    </span>
  );
}

/** What a person is called: by their name, else by their nickname. */
export function nameOf({ fullName, nickname }: Pick<Named, 'fullName' | 'nickname'>): string {
  const name = fullName?.trim() ?? '';
  return name === '' ? nickname : name;
}

export function initials(person: Pick<Named, 'fullName' | 'nickname'>): string {
  const words = nameOf(person)
    .split(/[\s._-]+/)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : words;
  return ends.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase() ?? '').join('');
}

/** The same person has the same colour everywhere. */
function groundOf(id: string): string {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return grounds[sum % grounds.length] ?? grounds[0];
}
