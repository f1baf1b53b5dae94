import type { Person } from '@/models';

/** Whether a word of the person's name, or their nickname, begins as was typed; accents and capitals make no difference. */
export function matchesPerson(
  { nickname, fullName }: Pick<Person, 'nickname' | 'fullName'>,
  text: string,
): boolean {
  const wanted = folded(text.trim().replace(/^@/, ''));
  const called = ` ${folded(fullName ?? '')} ${folded(nickname)}`;
  return wanted === '' || called.includes(` ${wanted}`);
}

const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
