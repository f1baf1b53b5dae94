import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { GroupPicture } from '@/components/groups/group-picture';
import { StandingButton } from '@/components/groups/standing-button';
import {
  IconChat,
  IconDelete,
  IconEdit,
  IconFollow,
  IconLogOut,
  IconPrivate,
} from '@/components/icons';
import { usePageTitle } from '@/components/layout/page';
import { Badge } from '@/components/people/person-row';
import { ActionMenu } from '@/components/ui/action-menu';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { commonTexts } from '@/i18n/common';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { useDeleteGroup, useEnterGroupRoom, useLeaveGroup } from '@/lib/apiGroups';
import { mayManage } from '@/lib/groupRights';
import type { Group } from '@/models';
import { EditGroup } from './edit-group';
import { InvitePeople } from './invite-people';

/** The group's card at the head of its pages. */
export function GroupHeader({ group }: { readonly group: Group }) {
  const t = useTexts(groupsTexts);
  const heading = usePageTitle(group.name);
  return (
    <Card className="mb-5 overflow-hidden">
      <div className="contours h-20 bg-pine-wash sm:h-28" />
      <div className="relative px-5 pb-5 sm:px-7 sm:pb-6">
        <div className="-mt-10 mb-3 flex items-end justify-between gap-3 sm:-mt-12">
          <GroupPicture group={group} size="large" />
          <div className="flex flex-wrap items-center justify-end gap-1.5 sm:gap-2">
            <StandingButton group={group} />
            {group.standing === 'MEMBER' && (
              <>
                <ChatButton group={group} />
                <GroupMenu group={group} />
              </>
            )}
          </div>
        </div>
        <h1
          ref={heading}
          tabIndex={-1}
          className="flex items-center gap-2 text-3xl font-bold wrap-anywhere"
        >
          {group.name}
          {group.visibility === 'PRIVATE' && (
            <IconPrivate
              aria-label={t.visibilities.PRIVATE.name}
              className="size-5 shrink-0 text-ink-soft"
            />
          )}
        </h1>
        <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-ink-soft">
          {t.memberCount(group.memberCount)}
          {group.role !== null && group.role !== 'MEMBER' && <Badge>{t.roles[group.role]}</Badge>}
        </p>
        {group.description !== '' && (
          <p className="mt-3 line-clamp-3 wrap-anywhere">{group.description}</p>
        )}
      </div>
    </Card>
  );
}

/** To the room where the group talks. Who has no place in it yet gets one. */
function ChatButton({ group }: { readonly group: Group }) {
  const t = useTexts(groupsTexts);
  const navigate = useNavigate();
  const enter = useEnterGroupRoom();
  const { busy, attempt } = useAttempt();
  const { id, roomId } = group;
  const content = (
    <>
      <IconChat aria-hidden="true" className="size-5" />
      {t.chat}
    </>
  );
  if (roomId !== null) {
    return (
      <Button asChild look="quiet">
        <Link to={`/app/chat/${roomId}`}>{content}</Link>
      </Button>
    );
  }
  return (
    <Button
      look="quiet"
      busy={busy}
      onClick={() =>
        void attempt(async () => {
          const { enterGroupRoom } = await enter({ id });
          await navigate(`/app/chat/${enterGroupRoom.id}`);
        })
      }
    >
      {content}
    </Button>
  );
}

/** What a member does about the group. */
function GroupMenu({ group }: { readonly group: Group }) {
  const t = useTexts(groupsTexts);
  const common = useTexts(commonTexts);
  const navigate = useNavigate();
  const leave = useLeaveGroup();
  const remove = useDeleteGroup();
  const [open, setOpen] = useState<'invite' | 'edit' | null>(null);
  const close = () => {
    setOpen(null);
  };
  const { id, name, visibility } = group;
  const toGroups = () => navigate('/app/groups', { replace: true });
  return (
    <>
      <ActionMenu
        label={t.more}
        look="quiet"
        className="px-3!"
        actions={[
          {
            text: t.invitePeople,
            Icon: IconFollow,
            onSelect: () => {
              setOpen('invite');
            },
          },
          mayManage(group) && {
            text: common.edit,
            Icon: IconEdit,
            onSelect: () => {
              setOpen('edit');
            },
          },
          {
            text: t.leave,
            Icon: IconLogOut,
            asks: { title: t.leaveTitle(name), text: t.leaveText },
            act: async () => {
              await leave({ id });
              // To who is outside, a private group is not there.
              if (visibility === 'PRIVATE') await toGroups();
            },
          },
          group.role === 'OWNER' && {
            text: common.delete,
            Icon: IconDelete,
            danger: true,
            asks: { title: t.deleteGroup, text: t.deleteText },
            act: async () => {
              await remove({ id });
              toast(t.deleted);
              await toGroups();
            },
          },
        ]}
      />
      <EditGroup group={group} open={open === 'edit'} onClose={close} />
      {open === 'invite' && <InvitePeople group={group} onClose={close} />}
    </>
  );
}
