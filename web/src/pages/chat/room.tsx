import { useCallback, useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { IconBack, IconChat } from '@/components/icons';
import { ReadPage, usePageTitle } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { Avatar } from '@/components/people/avatar';
import { profilePath } from '@/components/people/person-row';
import { Button } from '@/components/ui/button';
import { Empty, LoadFailed, SkeletonList } from '@/components/ui/states';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { chatTexts } from '@/i18n/chat';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { useMarkRead, useReceipts, useRoomTalk, useTyping } from '@/lib/apiChat';
import { useAcceptRequest, useDeclineRequest, useRoom } from '@/lib/apiRooms';
import { problemText } from '@/lib/formErrors';
import type { Message, Room } from '@/models';
import type { Problem } from '@/models/problem';
import { MessageForm } from './message-form';
import { MessageList } from './message-list';
import { RoomDialogs, type RoomDialog } from './room-dialogs';
import { RoomMenu } from './room-menu';
import { RoomPicture } from './room-list';
import { useRoomFace } from './room-names';

/** What is being written: a new message, an answer to one, or another version of one's own. */
export type Writing =
  { readonly kind: 'new' } | { readonly kind: 'reply' | 'edit'; readonly message: Message };

export function OneRoom({ id }: { readonly id: string }) {
  const t = useTexts(chatTexts);
  const missing = (
    <div className="grid place-content-center p-8">
      <Empty
        compact
        icon={<IconChat className="size-6" />}
        title={t.notFound}
        text={t.notFoundHint}
        action={
          <Button asChild look="quiet">
            <Link to="/app/chat">{t.back}</Link>
          </Button>
        }
      />
    </div>
  );
  return (
    <section className="flex min-h-0 flex-col bg-paper max-lg:fixed max-lg:inset-x-0 max-lg:top-0 max-lg:bottom-[calc(4rem+env(safe-area-inset-bottom))] max-lg:z-20 lg:bg-surface">
      <ReadPage reading={useRoom(id)} missing={missing}>
        {({ room }) => (room ? <Talk room={room} /> : missing)}
      </ReadPage>
    </section>
  );
}

function Talk({ room }: { readonly room: Room }) {
  const t = useTexts(chatTexts);
  const common = useTexts(commonTexts);
  const { me } = useViewer();
  const face = useRoomFace()(room);
  const say = useCallback((problem: Problem) => problemText(problem, common), [common]);
  const talk = useRoomTalk(room.id, say);
  const { typing, stopped } = useTyping(room.id);
  const receipts = useReceipts(room);
  const [writing, setWriting] = useState<Writing>({ kind: 'new' });
  const [atEnd, setAtEnd] = useState(true);
  const newest = talk.messages.at(-1);
  const newestSender = newest?.senderId;
  useMarkRead(room, newest?.number ?? 0, atEnd && room.standing === 'JOINED');
  // Who has spoken types no more.
  useEffect(() => {
    if (newestSender !== undefined) stopped(newestSender);
  }, [newestSender, newest?.number, stopped]);
  const others = typing.filter((userId) => userId !== me.id);
  return (
    <>
      <RoomHeader room={room} />
      {talk.ready ? (
        <MessageList
          room={room}
          talk={talk}
          receipts={receipts}
          onWrite={setWriting}
          onAtEnd={setAtEnd}
        />
      ) : (
        <div className="min-h-0 flex-1 p-5">
          {talk.problem ? (
            <LoadFailed problem={talk.problem} retry={talk.restart} />
          ) : (
            <SkeletonList count={4} className="h-12" />
          )}
        </div>
      )}
      <p role="status" className="h-6 shrink-0 px-5 text-sm text-ink-soft">
        {others[0] !== undefined && t.typing(face.nameOfMember(others[0]), others.length)}
      </p>
      {room.standing === 'REQUESTED' ? (
        <Request room={room} name={face.name} />
      ) : (
        <div className="shrink-0 border-t border-line px-3 py-3 sm:px-5">
          {room.pending && <p className="mb-2 text-sm text-ink-soft">{t.pending(face.name)}</p>}
          {room.writable ? (
            <MessageForm
              room={room}
              talk={talk}
              writing={writing}
              nameOfMember={face.nameOfMember}
              onDone={() => {
                setWriting({ kind: 'new' });
              }}
            />
          ) : (
            <p className="py-2 text-center text-ink-soft">{t.notWritable}</p>
          )}
        </div>
      )}
    </>
  );
}

function RoomHeader({ room }: { readonly room: Room }) {
  const t = useTexts(chatTexts);
  const { name, other } = useRoomFace()(room);
  const heading = usePageTitle(name);
  const [open, setOpen] = useState<RoomDialog | null>(null);
  return (
    <header className="flex shrink-0 items-center gap-3 border-b border-line bg-surface px-3 py-2.5 sm:px-5">
      <Link
        to="/app/chat"
        aria-label={t.back}
        className="-ml-1 grid size-10 place-items-center rounded-xl hover:bg-sunken lg:hidden"
      >
        <IconBack className="size-6" />
      </Link>
      {other ? <Avatar person={other} /> : <RoomPicture />}
      <div className="min-w-0 flex-1">
        <h1 ref={heading} tabIndex={-1} className="truncate text-xl font-semibold">
          {other ? (
            <Link to={profilePath(other)} className="rounded hover:underline">
              {name}
            </Link>
          ) : (
            name
          )}
        </h1>
        {room.kind === 'SHARED' && (
          <button
            type="button"
            className="-ml-1 rounded px-1 text-sm text-ink-soft hover:text-ink hover:underline"
            onClick={() => {
              setOpen('members');
            }}
          >
            {t.memberCount(room.memberCount)}
          </button>
        )}
      </div>
      <RoomMenu room={room} onOpen={setOpen} />
      <RoomDialogs room={room} open={open} onOpen={setOpen} />
    </header>
  );
}

/** A stranger's wish to talk: yes or no, before anything can be said. */
function Request({ room, name }: { readonly room: Room; readonly name: string }) {
  const t = useTexts(chatTexts);
  const navigate = useNavigate();
  const accept = useAcceptRequest();
  const decline = useDeclineRequest();
  const { busy, attempt } = useAttempt();
  return (
    <div className="shrink-0 border-t border-line bg-pine-wash px-5 py-4 text-center">
      <p className="font-semibold">{t.requestTitle(name)}</p>
      <p className="mb-3 text-sm text-ink-soft">{t.requestText}</p>
      <div className="flex justify-center gap-2">
        <Button
          look="quiet"
          busy={busy}
          onClick={() =>
            void attempt(async () => {
              await decline({ roomId: room.id });
              toast(t.declined);
              await navigate('/app/chat', { replace: true });
            })
          }
        >
          {t.decline}
        </Button>
        <Button busy={busy} onClick={() => void attempt(() => accept({ roomId: room.id }))}>
          {t.accept}
        </Button>
      </div>
    </div>
  );
}
