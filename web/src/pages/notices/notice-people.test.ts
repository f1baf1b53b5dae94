import { expect, it } from 'vitest';
import { noticesTexts } from '@/i18n/notices';
import { peopleOf } from './notice-people';

const person = (fullName: string) => ({
  id: fullName,
  nickname: fullName.toLowerCase(),
  fullName,
  avatarUrl: null,
});
const t = noticesTexts.en;

it('one, two and many are told apart', () => {
  const who = (count: number, ...names: string[]) =>
    peopleOf({ kind: 'LIKE', count, actors: names.map(person) }, t);
  expect(who(1, 'Ben')).toEqual({ who: 'Ben', several: false });
  expect(who(2, 'Ben', 'Eve')).toEqual({ who: 'Ben and Eve', several: true });
  expect(who(4, 'Ben', 'Eve').who).toBe('Ben and 3 others');
  expect(who(2, 'Ben').who).toBe('Ben and 1 other');
});

it('one who answers three times is one person; who is gone has no name', () => {
  const actors = [person('Ben')];
  expect(peopleOf({ kind: 'COMMENT', count: 3, actors }, t)).toEqual({
    who: 'Ben',
    several: false,
  });
  expect(peopleOf({ kind: 'LIKE', count: 1, actors: [] }, t).who).toBe('Somebody');
});
