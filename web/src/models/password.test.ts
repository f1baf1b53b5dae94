import { expect, it } from 'vitest';
import { passwordStrength } from './password';

it.each([
  ['short', 0],
  ['aaaaaaaaaaaaaaaaaaaa', 1],
  ['abcabcabc', 1],
  ['riverstone', 1],
  ['river stone 7', 2],
  ['river stone lantern moss', 3],
  ['Kx9!vQ2#mZ7p', 3],
] as const)('%s has strength %d', (password, strength) => {
  expect(passwordStrength(password)).toBe(strength);
});
