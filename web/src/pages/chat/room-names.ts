// What a room is called, and who is in it.
import { nameOf, type Named } from '@/components/people/avatar';
import { chatTexts, type ChatTexts } from '@/i18n/chat';
import { useTexts } from '@/i18n/texts';
import { useViewer } from '@/components/layout/viewer';
import type { Room } from '@/models';

const mostNames = 3;

export interface RoomFace {
  readonly name: string;
  /** The other one of a room of two; null when they are gone, and in larger rooms. */
  readonly other: Named | null;
  /** What a member is called. */
  readonly nameOfMember: (userId: string) => string;
  readonly member: (userId: string) => Named | null;
}

/** Whether its members say who is in it and what it is called; a group's room is the group's matter. */
export function isTheirs({ kind, groupId }: Pick<Room, 'kind' | 'groupId'>): boolean {
  return kind === 'SHARED' && groupId === null;
}

export function useRoomFace(): (room: Room) => RoomFace {
  const t = useTexts(chatTexts);
  const { me } = useViewer();
  return (room) => faceOf(room, me.id, t);
}

export function faceOf(room: Room, myId: string, t: ChatTexts): RoomFace {
  const people = new Map(room.members.map(({ userId, person }) => [userId, person]));
  const others = room.members.filter(({ userId }) => userId !== myId);
  const member = (userId: string) => people.get(userId) ?? null;
  const nameOfMember = (userId: string) => {
    const person = member(userId);
    return person ? nameOf(person) : t.someone;
  };
  const names = others.map(({ userId }) => nameOfMember(userId));
  const shown = names.slice(0, mostNames);
  return {
    name:
      room.name ??
      (names.length === 0 ? t.someone : t.and(shown.join(', '), names.length - shown.length)),
    other: room.kind === 'DIRECT' ? (others[0]?.person ?? null) : null,
    nameOfMember,
    member,
  };
}
