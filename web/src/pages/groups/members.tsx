import { IconBlock, IconPerson, IconRemovePerson } from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { nameOf } from '@/components/people/avatar';
import { FollowButton } from '@/components/people/follow-button';
import { Badge, PersonLine } from '@/components/people/person-row';
import { ActionMenu } from '@/components/ui/action-menu';
import { Card } from '@/components/ui/card';
import { InfiniteList } from '@/components/ui/infinite-list';
import { Listing } from '@/components/ui/listing';
import { Empty } from '@/components/ui/states';
import { useAttempt } from '@/components/use-attempt';

import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { useGroupMembers, useRemoveMember, useSetGroupRole } from '@/lib/apiGroupPeople';
import { mayRemove, rolesToGive } from '@/lib/groupRights';
import { dayOf } from '@/lib/time';
import type { Group, GroupMember } from '@/models';

export function Members({ group }: { readonly group: Group }) {
  const t = useTexts(groupsTexts);
  const members = useGroupMembers(group.id);
  return (
    <Listing
      items={members.data}
      problem={members.problem}
      retry={members.retry}
      skeleton={{ count: 6, className: 'h-16' }}
      empty={<Empty icon={<IconPerson className="size-6" />} title={t.noMembers} />}
    >
      {(all) => (
        <Card className="p-2 sm:p-3">
          <InfiniteList
            items={all}
            keyOf={({ userId }) => userId}
            more={members.more}
            className="grid grid-cols-1 gap-1"
          >
            {(member) => <MemberRow group={group} member={member} />}
          </InfiniteList>
        </Card>
      )}
    </Listing>
  );
}

interface MemberProps {
  readonly group: Group;
  readonly member: GroupMember;
}

function MemberRow({ group, member }: MemberProps) {
  const t = useTexts(groupsTexts);
  const { me, format } = useViewer();
  const { person, role, joinedAt } = member;
  if (!person) return <p className="p-2 text-ink-soft italic">{t.someone}</p>;
  return (
    <PersonLine
      person={person}
      note={
        <>
          {role !== 'MEMBER' && <Badge>{t.roles[role]}</Badge>}
          <span className="max-sm:hidden">{t.since(format.day(dayOf(joinedAt, me.timeZone)))}</span>
        </>
      }
      action={
        <div className="flex items-center gap-1">
          <FollowButton person={person} />
          <MemberMenu group={group} member={member} name={nameOf(person)} />
        </div>
      }
    />
  );
}

/** What those who look after a group do about a member; nothing for the others. */
function MemberMenu({ group, member, name }: MemberProps & { readonly name: string }) {
  const t = useTexts(groupsTexts);
  const { me } = useViewer();
  const setRole = useSetGroupRole();
  const remove = useRemoveMember();
  const { attempt } = useAttempt();
  const target = { groupId: group.id, userId: member.userId };
  const removable = mayRemove(group, member, me.id);
  return (
    <ActionMenu
      label={t.memberMenu(name)}
      className="text-ink-soft"
      actions={[
        ...rolesToGive(group, member).map((role) => ({
          text: t.makeRole[role],
          Icon: IconPerson,
          onSelect: () => void attempt(() => setRole({ ...target, role })),
        })),
        removable && {
          text: t.remove,
          Icon: IconRemovePerson,
          danger: true,
          asks: { title: t.removeTitle(name), text: t.removeText },
          act: () => remove({ ...target, ban: false }),
        },
        removable && {
          text: t.ban,
          Icon: IconBlock,
          danger: true,
          asks: { title: t.removeTitle(name), text: t.banText },
          act: () => remove({ ...target, ban: true }),
        },
      ]}
    />
  );
}
