import { clsx } from 'clsx';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { NewRoomForm } from '@/components/chat/new-room-form';
import { IconAdd, IconChat, IconFeed, IconMute } from '@/components/icons';
import { usePageTitle } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { Avatar } from '@/components/people/avatar';
import { Button } from '@/components/ui/button';
import { Choices } from '@/components/ui/choices';
import { Listing } from '@/components/ui/listing';
import { More } from '@/components/ui/more-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Empty } from '@/components/ui/states';
import { chatTexts } from '@/i18n/chat';
import { useTexts } from '@/i18n/texts';
import { useCreateRoom, useMessageRequests, useRooms } from '@/lib/apiRooms';
import type { Room } from '@/models';
import { useMessageFace } from './message-face';
import { useRoomFace } from './room-names';

export function RoomList({ chosen }: { readonly chosen: string | null }) {
  const t = useTexts(chatTexts);
  const [which, setWhich] = useState<'rooms' | 'requests'>('rooms');
  const rooms = useRooms();
  const requests = useMessageRequests();
  const asked = requests.data?.length ?? 0;
  const showing = which === 'requests' ? requests : rooms;
  return (
    <>
      <div className="shrink-0 lg:border-b lg:border-line lg:px-5 lg:py-4">
        <div className="flex items-center justify-between gap-3 max-lg:mb-3">
          {chosen === null ? <PageTitle /> : <h2 className={titleLook}>{t.title}</h2>}
          <NewRoomButton />
        </div>
        {(asked > 0 || which === 'requests') && (
          <div className="max-lg:mb-4 lg:mt-3">
            <Choices
              legend={t.which}
              hideLegend
              name="which-rooms"
              value={which}
              onChange={setWhich}
              choices={[
                { value: 'rooms', label: t.chats },
                { value: 'requests', label: t.requests(asked) },
              ]}
            />
          </div>
        )}
      </div>
      <nav
        aria-label={t.rooms}
        className="min-h-0 flex-1 max-lg:rounded-card max-lg:border max-lg:border-line max-lg:bg-surface lg:overflow-y-auto"
      >
        <Listing
          items={showing.data}
          problem={showing.problem}
          retry={showing.retry}
          skeleton={{ count: 5, className: 'mx-3 my-1 h-14' }}
          empty={
            <div className="p-4">
              <Empty
                compact
                icon={<IconChat className="size-6" />}
                title={which === 'requests' ? t.noRequests : t.noRooms}
                {...(which === 'rooms' && { text: t.noRoomsHint })}
              />
            </div>
          }
        >
          {(all) => (
            <ul className="grid grid-cols-1 gap-0.5 p-2">
              {all.map((room) => (
                <li key={room.id}>
                  <RoomLine room={room} chosen={room.id === chosen} />
                </li>
              ))}
            </ul>
          )}
        </Listing>
        <More more={showing.more} />
      </nav>
    </>
  );
}

const titleLook = 'text-3xl font-bold lg:text-2xl';

function NewRoomButton() {
  const t = useTexts(chatTexts);
  const navigate = useNavigate();
  const create = useCreateRoom();
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <Button
        look="quiet"
        size="icon"
        aria-label={t.newRoom}
        title={t.newRoom}
        onClick={() => {
          setOpen(true);
        }}
      >
        <IconAdd className="size-5" />
      </Button>
      {open && (
        <NewRoomForm
          title={t.newRoom}
          onClose={close}
          onSubmit={async (input) => {
            const { createRoom } = await create({ input });
            close();
            await navigate(`/app/chat/${createRoom.id}`);
          }}
        />
      )}
    </>
  );
}

/** Without a room beside it, the list is the page. */
function PageTitle() {
  const t = useTexts(chatTexts);
  const heading = usePageTitle(t.title);
  return (
    <h1 ref={heading} tabIndex={-1} className={titleLook}>
      {t.title}
    </h1>
  );
}

function RoomLine({ room, chosen }: { readonly room: Room; readonly chosen: boolean }) {
  const t = useTexts(chatTexts);
  const { me } = useViewer();
  const { name, other } = useRoomFace()(room);
  const { lastMessage, unreadCount } = room;
  const face = useMessageFace();
  const said =
    lastMessage === null
      ? t.noMessages
      : lastMessage.senderId === me.id && lastMessage.deletedAt === null
        ? t.you(face(lastMessage))
        : face(lastMessage);
  const fresh = unreadCount > 0;
  return (
    <Link
      to={`/app/chat/${room.id}`}
      aria-current={chosen ? 'page' : undefined}
      className={clsx(
        'flex items-center gap-3 rounded-2xl p-2.5 -outline-offset-3 transition-colors',
        chosen ? 'bg-pine-wash' : 'hover:bg-sunken/70',
      )}
    >
      {other ? <Avatar person={other} /> : <RoomPicture />}
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={clsx('min-w-0 flex-1 truncate', fresh ? 'font-bold' : 'font-semibold')}>
            {name}
          </span>
          {room.muted && (
            <IconMute aria-label={t.muted} className="size-3.5 shrink-0 text-ink-soft" />
          )}
          <RelativeTime at={room.lastAt} className="shrink-0 text-xs text-ink-soft" />
        </span>
        <span className="flex items-center gap-2">
          <span
            className={clsx(
              'min-w-0 flex-1 truncate text-sm',
              fresh ? 'font-semibold text-ink' : 'text-ink-soft',
            )}
          >
            {said}
          </span>
          {fresh && (
            <span
              className={clsx(
                'grid h-5 min-w-5 shrink-0 place-items-center rounded-full px-1.5 text-xs font-bold',
                room.muted ? 'bg-line text-ink' : 'bg-blaze-ink text-on-blaze',
              )}
            >
              <span aria-hidden="true">{unreadCount > 99 ? '99+' : unreadCount}</span>
              <span className="sr-only">{t.unread(unreadCount)}</span>
            </span>
          )}
        </span>
      </span>
    </Link>
  );
}

export function RoomPicture() {
  return (
    <span className="grid size-11 shrink-0 place-items-center rounded-full bg-pine-wash text-pine">
      <IconFeed aria-hidden="true" className="size-5" />
    </span>
  );
}
