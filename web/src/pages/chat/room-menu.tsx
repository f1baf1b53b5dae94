import { useNavigate } from 'react-router';
import {
  IconEdit,
  IconFeed,
  IconGroup,
  IconLogOut,
  IconMute,
  IconPerson,
} from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { profilePath } from '@/components/people/person-row';
import { ActionMenu } from '@/components/ui/action-menu';
import { useAttempt } from '@/components/use-attempt';
import { chatTexts } from '@/i18n/chat';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { useLeaveRoom, useMuteRoom } from '@/lib/apiRooms';
import type { Room } from '@/models';
import type { RoomDialog } from './room-dialogs';
import { isTheirs, useRoomFace } from './room-names';

interface RoomMenuProps {
  readonly room: Room;
  readonly onOpen: (dialog: RoomDialog) => void;
}

export function RoomMenu({ room, onOpen }: RoomMenuProps) {
  const t = useTexts(chatTexts);
  const groups = useTexts(groupsTexts);
  const navigate = useNavigate();
  const { me } = useViewer();
  const { other } = useRoomFace()(room);
  const mute = useMuteRoom();
  const leave = useLeaveRoom();
  const { attempt } = useAttempt();
  const { id, muted, groupId } = room;
  const own = isTheirs(room) && room.standing === 'JOINED';
  const owner = room.members.some(({ userId, role }) => userId === me.id && role === 'OWNER');
  const opens = (dialog: RoomDialog) => () => {
    onOpen(dialog);
  };
  return (
    <ActionMenu
      label={t.more}
      actions={[
        other !== null && { text: t.profile, Icon: IconPerson, to: profilePath(other) },
        groupId !== null && { text: groups.toGroup, Icon: IconGroup, to: `/app/groups/${groupId}` },
        room.kind === 'SHARED' && { text: t.members, Icon: IconFeed, onSelect: opens('members') },
        own && { text: t.rename, Icon: IconEdit, onSelect: opens('rename') },
        own && owner && { text: groups.graduate, Icon: IconGroup, onSelect: opens('graduate') },
        {
          text: muted ? t.unmute : t.mute,
          Icon: IconMute,
          onSelect: () => void attempt(() => mute({ id, muted: !muted })),
        },
        isTheirs(room) && {
          text: t.leave,
          Icon: IconLogOut,
          danger: true,
          asks: { title: t.leaveTitle, text: t.leaveText },
          act: async () => {
            await leave({ id });
            await navigate('/app/chat', { replace: true });
          },
        },
      ]}
    />
  );
}
