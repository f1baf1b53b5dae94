import { expect, it } from 'vitest';
import { matchesPerson } from './matchesPerson';

const chloe = { nickname: 'trail.chloe', fullName: 'Chloé Martin' };

it.each(['', ' ', 'chl', 'CHLOE', 'Chloé M', 'mart', '@trail', 'trail.c'])(
  'finds her by "%s"',
  (text) => {
    expect(matchesPerson(chloe, text)).toBe(true);
  },
);

it.each(['loe', 'tin', 'martin c', 'ben'])('and not by "%s"', (text) => {
  expect(matchesPerson(chloe, text)).toBe(false);
});

it('a person may have no name but the nickname', () => {
  expect(matchesPerson({ nickname: 'ben', fullName: null }, 'b')).toBe(true);
});
