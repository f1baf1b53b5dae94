// The rooms one talks in, and how they change.
import { useEffect } from 'react';
import type { ApolloCache } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import {
  AcceptRequestDocument,
  DeclineRequestDocument,
  LeaveRoomDocument,
  MessageRequestsDocument,
  MuteRoomDocument,
  OpenDirectRoomDocument,
  RoomFieldsFragmentDoc,
  RoomPageDocument,
  RoomsChangedDocument,
  RoomsDocument,
} from '@/generated/chat';
import type { RoomsChangedSubscription } from '@/generated/graphql';
import {
  CreateRoomDocument,
  InviteToRoomDocument,
  RemoveFromRoomDocument,
  RenameRoomDocument,
} from '@/generated/rooms';
import type { Room } from '@/models';
import {
  paged,
  prepend,
  useChange,
  useReading,
  withdraw,
  type PagedReading,
  type Reading,
} from './apiHooks';
import { keepSubscribed } from './apiLive';

const roomsPerPage = 30;

/** Rooms one is in, the one with the newest message first. */
export function useRooms(): PagedReading<Room> {
  const reading = useReading(RoomsDocument, { first: roomsPerPage }, 'resume');
  return newestFirst(paged(reading, reading.data?.rooms));
}

/** Rooms that strangers opened or invite to. */
export function useMessageRequests(): PagedReading<Room> {
  const reading = useReading(MessageRequestsDocument, { first: roomsPerPage }, 'resume');
  return newestFirst(paged(reading, reading.data?.messageRequests));
}

function newestFirst(reading: PagedReading<Room>): PagedReading<Room> {
  return { ...reading, data: reading.data?.toSorted((a, b) => b.lastAt.localeCompare(a.lastAt)) };
}

export function useRoom(id: string): Reading<{ readonly room: Room | null }> {
  return useReading(RoomPageDocument, { id });
}

/** How many rooms hold something unread, muted ones apart. */
export function useUnreadRooms(): number {
  const rooms = useRooms().data ?? [];
  return rooms.filter(({ unreadCount, muted }) => unreadCount > 0 && !muted).length;
}

/** Rooms as they change, for as long as the component is there. */
export function useRoomsLive(): void {
  const client = useApolloClient();
  useEffect(
    () =>
      keepSubscribed(
        client,
        RoomsChangedDocument,
        ({ onRoomsChanged }) => {
          place(client.cache, onRoomsChanged);
        },
        {
          onGap: () => {
            const include = [RoomsDocument, MessageRequestsDocument];
            void client.refetchQueries({ include }).catch(() => undefined);
          },
        },
      ),
    [client],
  );
}

/** In the list where it belongs now, and in no other. */
function place(
  cache: ApolloCache,
  { roomId, room }: RoomsChangedSubscription['onRoomsChanged'],
): void {
  const belongs =
    room === null ? null : room.standing === 'REQUESTED' ? 'messageRequests' : 'rooms';
  for (const list of ['rooms', 'messageRequests']) {
    if (list === belongs) prepend(cache, list, 'Room', roomId);
    else withdraw(cache, list, 'Room', roomId);
  }
}

/** The room with one other person, made when there is none. */
export function useOpenRoom() {
  return useChange(OpenDirectRoomDocument);
}

/** A room of several; it stands first in the list at once. */
export function useCreateRoom() {
  return useChange(CreateRoomDocument, { update: created });
}

const created = (cache: ApolloCache, { createRoom }: { createRoom: Room }) => {
  place(cache, { roomId: createRoom.id, room: createRoom });
};

/** A room as it will be when `change` was made; null when the cache does not know it. */
function expect(cache: ApolloCache, id: string, change: (room: Room) => Partial<Room>) {
  const room = cache.readFragment({
    id: `Room:${id}`,
    fragment: RoomFieldsFragmentDoc,
    fragmentName: 'RoomFields',
  });
  return room && { ...room, ...change(room), __typename: 'Room' };
}

export function useRenameRoom() {
  return useChange(RenameRoomDocument, { optimistic: expectRenamed });
}

const expectRenamed = ({ id, name }: { id: string; name: string }, cache: ApolloCache) => {
  const renameRoom = expect(cache, id, () => ({ name }));
  return renameRoom && { renameRoom };
};

export function useInviteToRoom() {
  return useChange(InviteToRoomDocument);
}

export function useRemoveFromRoom() {
  return useChange(RemoveFromRoomDocument, { optimistic: expectRemoved });
}

const expectRemoved = ({ id, userId }: { id: string; userId: string }, cache: ApolloCache) => {
  const removeFromRoom = expect(cache, id, ({ members, memberCount }) => ({
    members: members.filter((member) => member.userId !== userId),
    memberCount: memberCount - 1,
  }));
  return removeFromRoom && { removeFromRoom };
};

export function useMuteRoom() {
  return useChange(MuteRoomDocument);
}

export function useAcceptRequest() {
  return useChange(AcceptRequestDocument, { update: accepted });
}

const accepted = (cache: ApolloCache, { acceptRequest }: { acceptRequest: Room }) => {
  place(cache, { roomId: acceptRequest.id, room: acceptRequest });
};

export function useDeclineRequest() {
  return useChange(DeclineRequestDocument, { update: declined });
}

const declined = (cache: ApolloCache, _: unknown, { roomId }: { roomId: string }) => {
  place(cache, { roomId, room: null });
};

export function useLeaveRoom() {
  return useChange(LeaveRoomDocument, { update: left });
}

const left = (cache: ApolloCache, _: unknown, { id }: { id: string }) => {
  place(cache, { roomId: id, room: null });
};
