// Who is in a group, who asks to be, who may not, and by which links people come.
import type { ApolloCache } from '@apollo/client';
import type { CreateGroupInvitationMutation } from '@/generated/graphql';
import {
  AcceptGroupRequestDocument,
  CreateGroupInvitationDocument,
  DeclineGroupRequestDocument,
  GroupBansDocument,
  GroupInvitationsDocument,
  GroupMembersDocument,
  GroupRequestsDocument,
  InviteToGroupDocument,
  LiftGroupBanDocument,
  RemoveGroupMemberDocument,
  RevokeGroupInvitationDocument,
  SetGroupRoleDocument,
} from '@/generated/groups';
import type { GroupCandidate, GroupInvitation, GroupMember, GroupRole } from '@/models';
import { paged, useChange, useReading, type PagedReading, type Reading } from './apiHooks';

const membersPerPage = 50;
const candidatesPerPage = 30;

/** Owners first, then moderators, then members. */
export function useGroupMembers(groupId: string): PagedReading<GroupMember> {
  const reading = useReading(GroupMembersDocument, { groupId, first: membersPerPage }, 'resume');
  return paged(reading, reading.data?.groupMembers);
}

/** Who asks to join, whoever has waited longest first. */
export function useGroupRequests(groupId: string): PagedReading<GroupCandidate> {
  const reading = useReading(GroupRequestsDocument, { groupId, first: candidatesPerPage });
  return paged(reading, reading.data?.groupRequests);
}

export function useGroupBans(groupId: string): PagedReading<GroupCandidate> {
  const reading = useReading(GroupBansDocument, { groupId, first: candidatesPerPage });
  return paged(reading, reading.data?.groupBans);
}

/** The links that still let somebody in. */
export function useGroupInvitations(groupId: string): Reading<readonly GroupInvitation[]> {
  const { data, ...rest } = useReading(GroupInvitationsDocument, { groupId });
  return { ...rest, data: data?.groupInvitations };
}

interface Target {
  readonly groupId: string;
  readonly userId: string;
}

export function useInviteToGroup() {
  return useChange(InviteToGroupDocument);
}

export function useSetGroupRole() {
  return useChange(SetGroupRoleDocument, { optimistic: expectRole, update: roleSet });
}

type RoleTarget = Target & { readonly role: GroupRole };

const expectRole = ({ userId, role }: RoleTarget) => ({
  setGroupRole: { __typename: 'GroupMember' as const, userId, role },
});

const roleSet = (cache: ApolloCache, _: unknown, { groupId, userId, role }: RoleTarget) => {
  changeMembers(cache, groupId, (members) =>
    members.map((member) => (member.userId === userId ? { ...member, role } : member)),
  );
};

export function useRemoveMember() {
  return useChange(RemoveGroupMemberDocument, {
    optimistic: expectRemoved,
    update: removed,
    renew: [GroupBansDocument],
  });
}

const expectRemoved = () => ({ removeGroupMember: true });

const removed = (cache: ApolloCache, _: unknown, { groupId, userId }: Target) => {
  changeMembers(cache, groupId, (members) => members.filter((one) => one.userId !== userId));
  count(cache, groupId, 'memberCount', -1);
};

function changeMembers(
  cache: ApolloCache,
  groupId: string,
  change: (members: readonly GroupMember[]) => readonly GroupMember[],
): void {
  const variables = { groupId, first: membersPerPage };
  cache.updateQuery({ query: GroupMembersDocument, variables }, (page) => {
    if (!page) return page;
    const nodes = [...change(page.groupMembers.nodes)];
    return { groupMembers: { ...page.groupMembers, nodes } };
  });
}

function count(cache: ApolloCache, groupId: string, field: string, by: number): void {
  cache.modify<Record<string, number>>({
    id: `Group:${groupId}`,
    fields: { [field]: (value) => Math.max(0, Number(value) + by) },
  });
}

export function useAcceptCandidate() {
  return useChange(AcceptGroupRequestDocument, { update: accepted, renew: [GroupMembersDocument] });
}

const accepted = (cache: ApolloCache, data: unknown, target: Target) => {
  answered(cache, data, target);
  count(cache, target.groupId, 'memberCount', 1);
};

export function useDeclineCandidate() {
  return useChange(DeclineGroupRequestDocument, { update: answered });
}

/** The question leaves the list and the count. */
const answered = (cache: ApolloCache, _: unknown, { groupId, userId }: Target) => {
  const variables = { groupId, first: candidatesPerPage };
  cache.updateQuery({ query: GroupRequestsDocument, variables }, (page) => {
    if (!page) return page;
    const nodes = page.groupRequests.nodes.filter((one) => one.userId !== userId);
    return { groupRequests: { ...page.groupRequests, nodes } };
  });
  count(cache, groupId, 'requestCount', -1);
};

export function useLiftBan() {
  return useChange(LiftGroupBanDocument, { optimistic: expectLifted, update: lifted });
}

const expectLifted = () => ({ liftGroupBan: true });

const lifted = (cache: ApolloCache, _: unknown, { groupId, userId }: Target) => {
  const variables = { groupId, first: candidatesPerPage };
  cache.updateQuery({ query: GroupBansDocument, variables }, (page) => {
    if (!page) return page;
    const nodes = page.groupBans.nodes.filter((one) => one.userId !== userId);
    return { groupBans: { ...page.groupBans, nodes } };
  });
};

/** A link that lets in whoever has it; it is told this once. */
export function useCreateInvitation() {
  return useChange(CreateGroupInvitationDocument, { update: invitationMade });
}

const invitationMade = (
  cache: ApolloCache,
  { createGroupInvitation }: CreateGroupInvitationMutation,
  { input: { groupId } }: { readonly input: { readonly groupId: string } },
) => {
  changeInvitations(cache, groupId, (all) => [createGroupInvitation.invitation, ...all]);
};

export function useRevokeInvitation() {
  return useChange(RevokeGroupInvitationDocument, { optimistic: expectRevoked, update: revoked });
}

const expectRevoked = () => ({ revokeGroupInvitation: true });

const revoked = (
  cache: ApolloCache,
  _: unknown,
  { groupId, id }: { readonly groupId: string; readonly id: string },
) => {
  changeInvitations(cache, groupId, (all) => all.filter((one) => one.id !== id));
};

function changeInvitations(
  cache: ApolloCache,
  groupId: string,
  change: (all: readonly GroupInvitation[]) => readonly GroupInvitation[],
): void {
  cache.updateQuery({ query: GroupInvitationsDocument, variables: { groupId } }, (known) =>
    known ? { groupInvitations: [...change(known.groupInvitations)] } : known,
  );
}
