import { expect, it } from 'vitest';
import type { GroupRole } from '@/models';
import { mayManage, mayRemove, rolesToGive } from './groupRights';

const member = (role: GroupRole, userId = 'ben') => ({ userId, role });

it('owners and moderators manage, members and strangers do not', () => {
  const may = (['OWNER', 'MODERATOR', 'MEMBER', null] as const).map((role) => mayManage({ role }));
  expect(may).toEqual([true, true, false, false]);
});

it('owners remove everybody but themselves, moderators only members', () => {
  const removes = (role: GroupRole, whom: GroupRole) => mayRemove({ role }, member(whom), 'ana');
  expect(removes('OWNER', 'OWNER')).toBe(true);
  expect(removes('OWNER', 'MEMBER')).toBe(true);
  expect(removes('MODERATOR', 'MEMBER')).toBe(true);
  expect(removes('MODERATOR', 'MODERATOR')).toBe(false);
  expect(removes('MEMBER', 'MEMBER')).toBe(false);
  expect(mayRemove({ role: 'OWNER' }, member('OWNER', 'ana'), 'ana')).toBe(false);
});

it('only owners give roles, and not the one that somebody has', () => {
  expect(rolesToGive({ role: 'OWNER' }, member('MODERATOR'))).toEqual(['OWNER', 'MEMBER']);
  expect(rolesToGive({ role: 'MODERATOR' }, member('MEMBER'))).toEqual([]);
});
