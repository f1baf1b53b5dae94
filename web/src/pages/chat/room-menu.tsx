import { useState } from 'react';
import { useNavigate } from 'react-router';
import { IconLogOut, IconMore, IconMute, IconPerson } from '@/components/icons';
import { profilePath } from '@/components/people/person-row';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import { Menu, MenuItem, MenuLink } from '@/components/ui/menu';
import { useAttempt } from '@/components/use-attempt';
import { chatTexts } from '@/i18n/chat';
import { useTexts } from '@/i18n/texts';
import { useLeaveRoom, useMuteRoom } from '@/lib/apiRooms';
import type { Room } from '@/models';
import { useRoomFace } from './room-names';

export function RoomMenu({ room }: { readonly room: Room }) {
  const t = useTexts(chatTexts);
  const navigate = useNavigate();
  const { other } = useRoomFace()(room);
  const mute = useMuteRoom();
  const leave = useLeaveRoom();
  const { busy, attempt } = useAttempt();
  const [leaving, setLeaving] = useState(false);
  return (
    <>
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
        <MenuItem onSelect={() => void attempt(() => mute({ id: room.id, muted: !room.muted }))}>
          <IconMute aria-hidden="true" className="size-4.5" />
          {room.muted ? t.unmute : t.mute}
        </MenuItem>
        {room.kind === 'SHARED' && (
          <MenuItem
            danger
            onSelect={() => {
              setLeaving(true);
            }}
          >
            <IconLogOut aria-hidden="true" className="size-4.5" />
            {t.leave}
          </MenuItem>
        )}
      </Menu>
      <ConfirmDialog
        open={leaving}
        onClose={() => {
          setLeaving(false);
        }}
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
    </>
  );
}
