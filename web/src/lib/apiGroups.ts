// Groups: finding one's way into them and out again, what is written in them, and their rooms.
import { useEffect } from 'react';
import type { ApolloCache, DocumentNode, Reference } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import type { CreateProjectRoomMutation, GroupChangeKind } from '@/generated/graphql';
import {
  AcceptGroupInvitationDocument,
  CreateGroupDocument,
  CreateProjectRoomDocument,
  DeleteGroupDocument,
  EnterGroupRoomDocument,
  GraduateRoomDocument,
  GroupBansDocument,
  GroupByInvitationDocument,
  GroupChangedDocument,
  GroupFieldsFragmentDoc,
  GroupInvitesDocument,
  GroupMembersDocument,
  GroupPageDocument,
  GroupPostsDocument,
  GroupRequestsDocument,
  JoinGroupDocument,
  LeaveGroupDocument,
  MyGroupsDocument,
  PinGroupPostDocument,
  ProjectRoomDocument,
  UnpinGroupPostDocument,
  UpdateGroupDocument,
} from '@/generated/groups';
import type { Group, GroupWithPins, Post, Room } from '@/models';
import {
  evict,
  paged,
  prepend,
  useAsk,
  useChange,
  useReading,
  withdraw,
  type PagedReading,
  type Reading,
} from './apiHooks';
import { keepSubscribed } from './apiLive';

const groupsPerPage = 30;
const postsPerPage = 20;

/** The groups one is in. */
export function useMyGroups(): PagedReading<Group> {
  const reading = useReading(MyGroupsDocument, { first: groupsPerPage }, 'resume');
  return paged(reading, reading.data?.myGroups);
}

/** Groups one is invited to. */
export function useGroupInvites(): PagedReading<Group> {
  const reading = useReading(GroupInvitesDocument, { first: groupsPerPage });
  return paged(reading, reading.data?.groupInvites);
}

export function useGroup(id: string): Reading<{ readonly group: GroupWithPins | null }> {
  return useReading(GroupPageDocument, { id });
}

/** What is on the page when that has changed. The card counts members and those who ask. */
const lookedAt: Readonly<Record<GroupChangeKind, readonly DocumentNode[]>> = {
  GROUP: [GroupPageDocument],
  MEMBERS: [GroupPageDocument, GroupMembersDocument, GroupRequestsDocument, GroupBansDocument],
  POSTS: [GroupPageDocument, GroupPostsDocument],
};
/** Counts follow their events a moment later. */
const lookDelayMs = 400;

/** Keeps what is shown of a group as it is, for as long as the component is there. */
export function useGroupLive(groupId: string): void {
  const client = useApolloClient();
  useEffect(() => {
    const changed = new Set<GroupChangeKind>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (...kinds: readonly GroupChangeKind[]) => {
      for (const kind of kinds) changed.add(kind);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const include = [...new Set([...changed].flatMap((kind) => lookedAt[kind]))];
        changed.clear();
        void client.refetchQueries({ include }).catch(() => undefined);
      }, lookDelayMs);
    };
    const stop = keepSubscribed(
      client,
      GroupChangedDocument,
      ({ onGroup }) => {
        look(onGroup.kind);
      },
      {
        variables: () => ({ groupId }),
        onGap: () => {
          look('MEMBERS', 'POSTS');
        },
      },
    );
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, groupId]);
}

/** The group as the server has it now, for showing a conflict. */
export function useNewestGroup(): (id: string) => Promise<Group | null> {
  const ask = useAsk(GroupPageDocument);
  return async (id) => (await ask({ id }))?.group ?? null;
}

/** What an invitation leads to; null when it leads nowhere any more. */
export function useInvitedGroup(token: string): Reading<{ readonly group: Group | null }> {
  const { data, ...rest } = useReading(GroupByInvitationDocument, { token });
  return { ...rest, data: data && { group: data.groupByInvitation } };
}

/** Newest first; those that are pinned are among them. */
export function useGroupPosts(groupId: string): PagedReading<Post> {
  const reading = useReading(GroupPostsDocument, { groupId, first: postsPerPage }, 'resume');
  return paged(reading, reading.data?.groupPosts);
}

export function useCreateGroup() {
  return useChange(CreateGroupDocument, { update: created });
}

const created = (cache: ApolloCache, { createGroup }: { createGroup: Group }) => {
  prepend(cache, 'myGroups', 'Group', createGroup.id);
};

export function useUpdateGroup() {
  return useChange(UpdateGroupDocument);
}

export function useDeleteGroup() {
  return useChange(DeleteGroupDocument, { update: dropGroup });
}

const dropGroup = (cache: ApolloCache, _: unknown, { id }: Target) => {
  evict(cache, 'Group', id);
};

type Target = Readonly<{ id: string }>;

function known(cache: ApolloCache, id: string): Group | null {
  return cache.readFragment({
    id: `Group:${id}`,
    fragment: GroupFieldsFragmentDoc,
    fragmentName: 'GroupFields',
  });
}

/** The count moves with the button: what the server answers at once would be the count before. */
function counted(cache: ApolloCache, id: string, by: number): void {
  cache.modify<Record<string, number>>({
    id: `Group:${id}`,
    fields: { memberCount: (count) => Math.max(0, Number(count) + by) },
  });
}

/** In at once, or a question to the moderators; `standing` says which. */
export function useJoinGroup() {
  return useChange(JoinGroupDocument, {
    optimistic: expectJoined,
    update: joined,
    renew: memberLists,
  });
}

const memberLists = [GroupMembersDocument];

const expectJoined = ({ id }: Target, cache: ApolloCache) => {
  const group = known(cache, id);
  if (!group) return null;
  const { standing, admission, roomId } = group;
  const inside = standing === 'INVITED' || admission === 'OPEN';
  return {
    joinGroup: {
      __typename: 'Group' as const,
      id,
      roomId,
      standing: inside ? ('MEMBER' as const) : ('ASKED' as const),
      role: inside ? ('MEMBER' as const) : null,
    },
  };
};

type Joined = Pick<Group, 'id' | 'standing'>;

const joined = (cache: ApolloCache, { joinGroup }: { joinGroup: Joined }) => {
  entered(cache, joinGroup);
};

function entered(cache: ApolloCache, { id, standing }: Joined): void {
  if (standing !== 'MEMBER') return;
  counted(cache, id, 1);
  withdraw(cache, 'groupInvites', 'Group', id);
  prepend(cache, 'myGroups', 'Group', id);
}

/** In by a link. */
export function useAcceptInvitation() {
  return useChange(AcceptGroupInvitationDocument, { update: acceptedInvitation });
}

const acceptedInvitation = (
  cache: ApolloCache,
  { acceptGroupInvitation }: { acceptGroupInvitation: Joined },
) => {
  entered(cache, acceptGroupInvitation);
};

/** Out of a group; also takes back the wish to join, and declines an invitation. */
export function useLeaveGroup() {
  return useChange(LeaveGroupDocument, {
    optimistic: expectLeft,
    update: left,
    renew: memberLists,
  });
}

const expectLeft = () => ({ leaveGroup: true });

const left = (cache: ApolloCache, _: unknown, { id }: Target) => {
  if (known(cache, id)?.standing === 'MEMBER') counted(cache, id, -1);
  for (const list of ['myGroups', 'groupInvites']) withdraw(cache, list, 'Group', id);
  cache.modify<Record<string, string | null>>({
    id: `Group:${id}`,
    fields: { standing: () => 'NONE', role: () => null, roomId: () => null },
  });
};

/** To the group's room, for a member who has no place in it yet. */
export function useEnterGroupRoom() {
  return useChange(EnterGroupRoomDocument, { update: enteredRoom });
}

const enteredRoom = (
  cache: ApolloCache,
  { enterGroupRoom }: { enterGroupRoom: Room },
  { id }: Target,
) => {
  prepend(cache, 'rooms', 'Room', enterGroupRoom.id);
  cache.modify<Record<string, string | null>>({
    id: `Group:${id}`,
    fields: { roomId: () => enterGroupRoom.id },
  });
};

export function usePinPost() {
  return useChange(PinGroupPostDocument);
}

export function useUnpinPost() {
  return useChange(UnpinGroupPostDocument, { optimistic: expectUnpinned });
}

interface PinTarget {
  readonly groupId: string;
  readonly postId: string;
}

const expectUnpinned = ({ groupId, postId }: PinTarget, cache: ApolloCache) => {
  const group = cache.readQuery({ query: GroupPageDocument, variables: { id: groupId } })?.group;
  if (!group) return null;
  const pinnedPosts = group.pinnedPosts.filter(({ id }) => id !== postId);
  return { unpinGroupPost: { __typename: 'Group' as const, id: groupId, pinnedPosts } };
};

/** The room in which others help with one's goal; null when it has none. */
export function useProjectRoom(goalId: string): Reading<{ readonly room: Room | null }> {
  const { data, ...rest } = useReading(ProjectRoomDocument, { goalId });
  return { ...rest, data: data && { room: data.projectRoom } };
}

export function useCreateProjectRoom() {
  return useChange(CreateProjectRoomDocument, { update: projectBegun });
}

const projectBegun = (
  cache: ApolloCache,
  { createProjectRoom }: CreateProjectRoomMutation,
  { input: { goalId } }: { readonly input: { readonly goalId: string } },
) => {
  prepend(cache, 'rooms', 'Room', createProjectRoom.id);
  cache.writeQuery({
    query: ProjectRoomDocument,
    variables: { goalId },
    data: { projectRoom: createProjectRoom },
  });
};

/** A room of several becomes the room of a new group of its members. */
export function useGraduateRoom() {
  return useChange(GraduateRoomDocument, { update: graduated });
}

const graduated = (
  cache: ApolloCache,
  { graduateRoom }: { graduateRoom: Group },
  { roomId }: { readonly roomId: string },
) => {
  prepend(cache, 'myGroups', 'Group', graduateRoom.id);
  cache.modify<Record<string, string | Reference | null>>({
    id: `Room:${roomId}`,
    fields: { groupId: () => graduateRoom.id },
  });
};
