import { IconEdit, IconFeed, IconLogOut, IconMore, IconMute, IconPerson } from '@/components/icons';
import { profilePath } from '@/components/people/person-row';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuLink } from '@/components/ui/menu';
import { useAttempt } from '@/components/use-attempt';
import { chatTexts } from '@/i18n/chat';
import { useTexts } from '@/i18n/texts';
import { useMuteRoom } from '@/lib/apiRooms';
import type { Room } from '@/models';
import type { RoomDialog } from './room-dialogs';
import { useRoomFace } from './room-names';

interface RoomMenuProps {
  readonly room: Room;
  readonly onOpen: (dialog: RoomDialog) => void;
}

export function RoomMenu({ room, onOpen }: RoomMenuProps) {
  const t = useTexts(chatTexts);
  const { other } = useRoomFace()(room);
  const mute = useMuteRoom();
  const { attempt } = useAttempt();
  const opens = (dialog: RoomDialog) => () => {
    onOpen(dialog);
  };
  return (
    <Menu
      trigger={
        <Button look="plain" size="icon" aria-label={t.more}>
          <IconMore className="size-5" />
        </Button>
      }
    >
      {other && (
        <MenuLink to={profilePath(other)}>
          <IconPerson aria-hidden="true" className="size-4.5" />
          {t.profile}
        </MenuLink>
      )}
      {room.kind === 'SHARED' && room.standing === 'JOINED' && (
        <>
          <MenuItem onSelect={opens('members')}>
            <IconFeed aria-hidden="true" className="size-4.5" />
            {t.members}
          </MenuItem>
          <MenuItem onSelect={opens('rename')}>
            <IconEdit aria-hidden="true" className="size-4.5" />
            {t.rename}
          </MenuItem>
        </>
      )}
      <MenuItem onSelect={() => void attempt(() => mute({ id: room.id, muted: !room.muted }))}>
        <IconMute aria-hidden="true" className="size-4.5" />
        {room.muted ? t.unmute : t.mute}
      </MenuItem>
      {room.kind === 'SHARED' && (
        <MenuItem danger onSelect={opens('leave')}>
          <IconLogOut aria-hidden="true" className="size-4.5" />
          {t.leave}
        </MenuItem>
      )}
    </Menu>
  );
}
