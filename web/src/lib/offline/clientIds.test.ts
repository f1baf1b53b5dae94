import { expect, it } from 'vitest';
import { idOf, newClientId } from './clientIds';

const person = '019aa4c2-7f00-7abc-8def-0123456789ab';
const clientId = '019aa4c3-0001-7fff-bfff-ffffffffffff';

it('computes the id that the server gives', async () => {
  // The same vector stands in src/base/client_ids_test.cc.
  expect(await idOf('goal', person, clientId)).toBe('019aa4c3-0001-8294-b720-086fbf6daa82');
});

it('gives other ids to other subjects and persons', async () => {
  const other = person.replace('ab', 'ac');
  const ids = await Promise.all([
    idOf('goal', person, clientId),
    idOf('task', person, clientId),
    idOf('goal', other, clientId),
  ]);
  expect(new Set(ids).size).toBe(3);
});

it('makes UUIDv7s that rise with the clock', () => {
  const early = newClientId(1_795_000_000_000);
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < newClientId(1_795_000_000_001)).toBe(true);
  expect(parseInt(early.slice(0, 13).replace('-', ''), 16)).toBe(1_795_000_000_000);
});
