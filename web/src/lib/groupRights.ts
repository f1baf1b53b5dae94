// Who may do what in a group. The server decides; this says what to offer.
import type { Group, GroupMember, GroupRole } from '@/models';

/** Owners and moderators accept people, make links, and pin. */
export function mayManage({ role }: Pick<Group, 'role'>): boolean {
  return role === 'OWNER' || role === 'MODERATOR';
}

/** Which roles the reader can give to a member. */
export function rolesToGive(
  { role }: Pick<Group, 'role'>,
  member: Pick<GroupMember, 'role'>,
): readonly GroupRole[] {
  if (role !== 'OWNER') return [];
  return (['OWNER', 'MODERATOR', 'MEMBER'] as const).filter((other) => other !== member.role);
}

/** Owners remove everybody else, moderators members. */
export function mayRemove(
  { role }: Pick<Group, 'role'>,
  member: Pick<GroupMember, 'userId' | 'role'>,
  myId: string,
): boolean {
  if (member.userId === myId) return false;
  return role === 'OWNER' || (role === 'MODERATOR' && member.role === 'MEMBER');
}
