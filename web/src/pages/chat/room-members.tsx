import { IconAdd, IconRemovePerson } from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { Badge, PersonLine } from '@/components/people/person-row';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { chatTexts } from '@/i18n/chat';
import { useTexts } from '@/i18n/texts';
import type { Room } from '@/models';
import { isTheirs, useRoomFace } from './room-names';

export type Member = Room['members'][number];

interface RoomMembersProps {
  readonly room: Room;
  readonly onClose: () => void;
  readonly onAdd: () => void;
  readonly onRemove: (member: Member) => void;
}

/** Who is in a room of several, and who is asked to be. */
export function RoomMembers({ room, onClose, onAdd, onRemove }: RoomMembersProps) {
  const t = useTexts(chatTexts);
  const { me } = useViewer();
  const { nameOfMember } = useRoomFace()(room);
  const mine = room.members.find(({ userId }) => userId === me.id);
  return (
    <Dialog open onClose={onClose} title={t.members}>
      {isTheirs(room) && (
        <Button look="quiet" className="mb-3 w-full" onClick={onAdd}>
          <IconAdd aria-hidden="true" className="size-5" />
          {t.addPeople}
        </Button>
      )}
      <ul className="-mx-2 grid grid-cols-1 gap-1 pb-5">
        {room.members.map((member) => (
          <li key={member.userId}>
            <MemberLine
              member={member}
              name={nameOfMember(member.userId)}
              onRemove={
                isTheirs(room) && mine?.role === 'OWNER' && member.userId !== me.id
                  ? () => {
                      onRemove(member);
                    }
                  : null
              }
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

interface MemberLineProps {
  readonly member: Member;
  readonly name: string;
  readonly onRemove: (() => void) | null;
}

function MemberLine({ member, name, onRemove }: MemberLineProps) {
  const t = useTexts(chatTexts);
  const word =
    member.standing === 'REQUESTED' ? t.invited : member.role === 'OWNER' ? t.owner : null;
  const note = word !== null && <Badge>{word}</Badge>;
  const action = onRemove && (
    <Button look="plain" size="icon" aria-label={t.removeMember(name)} onClick={onRemove}>
      <IconRemovePerson className="size-5" />
    </Button>
  );
  // Who is gone, or hidden, has no profile to lead to.
  if (member.person) return <PersonLine person={member.person} note={note} action={action} />;
  return (
    <div className="flex items-center gap-2 p-2 text-ink-soft">
      <span className="flex-1 italic">{name}</span>
      {note}
      {action}
    </div>
  );
}
