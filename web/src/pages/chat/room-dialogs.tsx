import { useNavigate } from 'react-router';
import { groupPath } from '@/components/groups/group-card';
import { GroupDialog, groupInput } from '@/components/groups/group-dialog';
import { ConfirmDialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { chatTexts } from '@/i18n/chat';
import { commonTexts } from '@/i18n/common';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { useGraduateRoom } from '@/lib/apiGroups';
import { useRemoveFromRoom } from '@/lib/apiRooms';
import type { Room } from '@/models';
import { AddToRoom, RenameRoom } from './room-forms';
import { RoomMembers, type Member } from './room-members';
import { useRoomFace } from './room-names';

/** Which dialog about a room is open. */
export type RoomDialog = 'members' | 'add' | 'rename' | 'graduate' | Readonly<{ remove: Member }>;

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
    case 'graduate':
      return <Graduate room={room} onClose={close} />;
    default:
      return <Remove room={room} member={open.remove} onClose={toMembers} />;
  }
}

interface DialogProps {
  readonly room: Room;
  readonly onClose: () => void;
}

function Remove({ room, member, onClose }: DialogProps & { readonly member: Member }) {
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

/** The room becomes a group's, with all that was said in it. */
function Graduate({ room, onClose }: DialogProps) {
  const t = useTexts(groupsTexts);
  const common = useTexts(commonTexts);
  const navigate = useNavigate();
  const graduate = useGraduateRoom();
  return (
    <GroupDialog
      title={t.graduate}
      submitText={common.create}
      group={{ name: room.name ?? '' }}
      onClose={onClose}
      onSubmit={async (values) => {
        const { graduateRoom } = await graduate({ roomId: room.id, input: groupInput(values) });
        toast(t.graduated);
        await navigate(groupPath(graduateRoom));
      }}
    />
  );
}
