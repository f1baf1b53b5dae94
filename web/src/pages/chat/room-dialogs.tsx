import { useNavigate } from 'react-router';
import { ConfirmDialog } from '@/components/ui/dialog';
import { useAttempt } from '@/components/use-attempt';
import { chatTexts } from '@/i18n/chat';
import { useTexts } from '@/i18n/texts';
import { useLeaveRoom, useRemoveFromRoom } from '@/lib/apiRooms';
import type { Room } from '@/models';
import { AddToRoom, RenameRoom } from './room-forms';
import { RoomMembers, type Member } from './room-members';
import { useRoomFace } from './room-names';

/** Which dialog about a room is open. */
export type RoomDialog = 'members' | 'add' | 'rename' | 'leave' | Readonly<{ remove: Member }>;

interface RoomDialogsProps {
  readonly room: Room;
  readonly open: RoomDialog | null;
  readonly onOpen: (dialog: RoomDialog | null) => void;
}

export function RoomDialogs({ room, open, onOpen }: RoomDialogsProps) {
  const close = () => {
    onOpen(null);
  };
  const toMembers = () => {
    onOpen('members');
  };
  switch (open) {
    case null:
      return null;
    case 'members':
      return (
        <RoomMembers
          room={room}
          onClose={close}
          onAdd={() => {
            onOpen('add');
          }}
          onRemove={(member) => {
            onOpen({ remove: member });
          }}
        />
      );
    case 'add':
      return <AddToRoom room={room} onClose={toMembers} />;
    case 'rename':
      return <RenameRoom room={room} onClose={close} />;
    case 'leave':
      return <Leave room={room} onClose={close} />;
    default:
      return <Remove room={room} member={open.remove} onClose={toMembers} />;
  }
}

interface LeaveProps {
  readonly room: Room;
  readonly onClose: () => void;
}

function Leave({ room, onClose }: LeaveProps) {
  const t = useTexts(chatTexts);
  const navigate = useNavigate();
  const leave = useLeaveRoom();
  const { busy, attempt } = useAttempt();
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t.leaveTitle}
      text={t.leaveText}
      confirm={t.leave}
      busy={busy}
      onConfirm={() =>
        void attempt(async () => {
          await leave({ id: room.id });
          await navigate('/app/chat', { replace: true });
        })
      }
    />
  );
}

interface RemoveProps extends LeaveProps {
  readonly member: Member;
}

function Remove({ room, member, onClose }: RemoveProps) {
  const t = useTexts(chatTexts);
  const remove = useRemoveFromRoom();
  const { attempt } = useAttempt();
  const name = useRoomFace()(room).nameOfMember(member.userId);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t.removeMember(name)}
      text={t.removeMemberText}
      confirm={t.remove}
      onConfirm={() => {
        void attempt(() => remove({ id: room.id, userId: member.userId }));
        onClose();
      }}
    />
  );
}
