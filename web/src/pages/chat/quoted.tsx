import { useEffect, useState } from 'react';
import { chatTexts } from '@/i18n/chat';
import { useTexts } from '@/i18n/texts';
import { useAskMessage, type RoomTalk } from '@/lib/apiChat';
import type { Message, Room } from '@/models';
import { useMessageFace } from './message-face';
import { useRoomFace } from './room-names';

interface QuotedProps {
  readonly room: Room;
  readonly talk: RoomTalk;
  readonly reference: NonNullable<Message['replyTo']>;
}

/** What a message answers; asked for when it is older than what is loaded. */
export function Quoted({ room, talk, reference }: QuotedProps) {
  const t = useTexts(chatTexts);
  const { nameOfMember } = useRoomFace()(room);
  const face = useMessageFace();
  const ask = useAskMessage();
  const here = talk.messages.find(({ id }) => id === reference.id);
  const [found, setFound] = useState<Message | null>(null);
  const missing = here === undefined;
  const { id: roomId } = room;
  const { id } = reference;
  useEffect(() => {
    if (!missing) return;
    let stopped = false;
    ask(roomId, id).then(
      (message) => {
        if (!stopped) setFound(message);
      },
      () => undefined,
    );
    return () => {
      stopped = true;
    };
  }, [missing, ask, roomId, id]);
  const quoted = here ?? found;
  return (
    <div className="mb-1.5 border-l-3 border-line-strong/60 pl-2.5 text-sm">
      <p className="font-semibold">{nameOfMember(reference.senderId)}</p>
      <p className="truncate text-ink-soft">{quoted ? face(quoted) : t.repliedGone}</p>
    </div>
  );
}
