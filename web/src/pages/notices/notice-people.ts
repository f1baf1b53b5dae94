import { nameOf } from '@/components/people/avatar';
import type { NoticesTexts } from '@/i18n/notices';
import type { KnownNotice } from '@/lib/notices';

type Told = Pick<KnownNotice, 'kind' | 'actors' | 'count'>;

interface People {
  /** In words: one name, two, or one and how many others. */
  readonly who: string;
  readonly several: boolean;
}

/** Who made the news. Answers are counted by times; all else by people. */
export function peopleOf({ kind, actors, count }: Told, t: NoticesTexts): People {
  const byTimes = kind === 'COMMENT' || kind === 'REPLY' || kind === 'MENTION';
  const people = byTimes ? actors.length : Math.max(count, actors.length);
  const [first, second] = actors.map(nameOf);
  const several = people > 1;
  if (first === undefined) return { who: t.someone, several: false };
  if (!several) return { who: first, several };
  const who =
    people === 2 && second !== undefined ? t.two(first, second) : t.andOthers(first, people - 1);
  return { who, several };
}
