import { Fragment, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { IconUp } from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { MoreButton, useMore } from '@/components/ui/more-button';
import { chatTexts } from '@/i18n/chat';
import { useTexts } from '@/i18n/texts';
import type { RoomTalk } from '@/lib/apiChat';
import { dayOf } from '@/lib/time';
import type { Message, Room } from '@/models';
import { MessageBubble, OutgoingBubble } from './message-bubble';
import type { Writing } from './room';
import { useRoomFace } from './room-names';

interface MessageListProps {
  readonly room: Room;
  readonly talk: RoomTalk;
  readonly receipts: ReadonlyMap<string, number>;
  readonly onWrite: (writing: Writing) => void;
  readonly onAtEnd: (atEnd: boolean) => void;
}

/** Messages of one person within this time stand together under one name. */
const togetherMs = 5 * 60_000;
/** Nearer than this to the end counts as being there. */
const endPixels = 80;
/** Older messages are asked for when their place is this near. */
const olderPixels = 300;

/** The messages, oldest first. Stays at the end when it is there, and where it is when older ones come. */
export function MessageList({ room, talk, receipts, onWrite, onAtEnd }: MessageListProps) {
  const t = useTexts(chatTexts);
  const { me, format } = useViewer();
  const face = useRoomFace()(room);
  const { messages, outgoing, hasOlder } = talk;
  const { load, busy, failed } = useMore(hasOlder ? talk.older : null);
  const box = useRef<HTMLDivElement>(null);
  const place = usePlace(box, messages, outgoing.length);
  const newestSeen = useNewestSeen(messages, place.atEnd);
  const unseen = messages.filter(
    ({ number, senderId }) => number > newestSeen && senderId !== me.id,
  ).length;
  const { atEnd } = place;
  useEffect(() => {
    onAtEnd(atEnd);
  }, [atEnd, onAtEnd]);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={box}
        // Scrolled by keyboard too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={t.messagesWith(face.name)}
        className="h-full overflow-y-auto overscroll-contain px-3 py-4 -outline-offset-3 [overflow-anchor:none] sm:px-5"
        onScroll={() => {
          place.onScroll();
          const { current } = box;
          if (current && current.scrollTop < olderPixels && hasOlder && !busy && !failed)
            void load();
        }}
      >
        {hasOlder && (
          <div className="mb-6">
            <MoreButton busy={busy} load={load} text={t.older} />
          </div>
        )}
        {messages.length === 0 && outgoing.length === 0 && (
          <p className="py-10 text-center text-ink-soft">{t.noMessages}</p>
        )}
        <div role="log" aria-label={t.messagesWith(face.name)}>
          <ol className="grid grid-cols-1">
            {messages.map((message, index) => {
              const before = messages[index - 1];
              const day = dayOf(message.sentAt, me.timeZone);
              const newDay = !before || dayOf(before.sentAt, me.timeZone) !== day;
              return (
                <Fragment key={message.id}>
                  {newDay && (
                    <li className="my-4 flex items-center gap-3 text-sm font-semibold text-ink-soft first:mt-0">
                      <span className="h-px flex-1 bg-line" />
                      {format.day(day)}
                      <span className="h-px flex-1 bg-line" />
                    </li>
                  )}
                  <MessageBubble
                    room={room}
                    talk={talk}
                    message={message}
                    leads={newDay || !together(before, message)}
                    seenBy={seenBy(message, messages, receipts, me.id)}
                    onWrite={onWrite}
                  />
                </Fragment>
              );
            })}
            {outgoing.map((one) => (
              <OutgoingBubble key={one.clientId} outgoing={one} talk={talk} />
            ))}
          </ol>
        </div>
      </div>
      {!atEnd && (
        <button
          type="button"
          className="absolute right-4 bottom-3 inline-flex h-10 animate-rise items-center gap-1.5 rounded-full border border-line bg-raised px-3.5 text-sm font-semibold shadow-float hover:bg-sunken"
          onClick={place.toEnd}
        >
          <IconUp aria-hidden="true" className="size-4 rotate-180" />
          {t.newer(unseen)}
        </button>
      )}
    </div>
  );
}

function together(before: Message | undefined, message: Message): boolean {
  return (
    before?.senderId === message.senderId &&
    Date.parse(message.sentAt) - Date.parse(before.sentAt) < togetherMs
  );
}

/** How many others have read this message and none of one's own after it. */
function seenBy(
  message: Message,
  messages: readonly Message[],
  receipts: ReadonlyMap<string, number>,
  myId: string,
): number {
  if (message.senderId !== myId) return 0;
  const next = messages.find(
    ({ number, senderId }) => number > message.number && senderId === myId,
  );
  return [...receipts].filter(
    ([userId, through]) =>
      userId !== myId && through >= message.number && (!next || through < next.number),
  ).length;
}

/** The number of the newest message that stood at the end while the end was in sight. */
function useNewestSeen(messages: readonly Message[], atEnd: boolean): number {
  const newest = messages.at(-1)?.number ?? 0;
  const [seen, setSeen] = useState(newest);
  if (atEnd && seen !== newest) setSeen(newest);
  return seen;
}

/** Keeps the box where its reader is. */
function usePlace(
  box: RefObject<HTMLDivElement | null>,
  messages: readonly Message[],
  outgoing: number,
) {
  const [atEnd, setAtEnd] = useState(true);
  // What was laid out last: how tall it was, how far down, and which message was first.
  const last = useRef({ height: 0, top: 0, oldest: -1, outgoing: 0, atEnd: true });
  const oldest = messages[0]?.number ?? -1;
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    const before = last.current;
    const wrote = outgoing > before.outgoing;
    if (before.atEnd || wrote) {
      current.scrollTo({ top: current.scrollHeight });
    } else if (oldest < before.oldest) {
      current.scrollTo({ top: before.top + current.scrollHeight - before.height });
    }
    last.current = {
      height: current.scrollHeight,
      top: current.scrollTop,
      oldest,
      outgoing,
      atEnd: before.atEnd || wrote,
    };
  }, [box, messages, outgoing, oldest]);
  // The box grows and shrinks with what is being written below it.
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const observer = new ResizeObserver(() => {
      if (last.current.atEnd) current.scrollTo({ top: current.scrollHeight });
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, [box]);
  const toEnd = () => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  };
  return {
    atEnd,
    toEnd,
    onScroll: () => {
      const { current } = box;
      if (!current) return;
      const near = current.scrollHeight - current.scrollTop - current.clientHeight < endPixels;
      last.current = { ...last.current, top: current.scrollTop, atEnd: near };
      setAtEnd(near);
    },
  };
}
