import { clsx } from 'clsx';
import { IconDelete, IconEdit, IconReply, IconWarning } from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { useReport } from '@/components/moderation/use-report';
import { Avatar } from '@/components/people/avatar';
import { LocalPicture } from '@/components/pictures/local-picture';
import { PictureGrid } from '@/components/pictures/picture-grid';
import { RichText } from '@/components/rich-text';
import { ActionMenu } from '@/components/ui/action-menu';
import { Button } from '@/components/ui/button';
import { MenuRow } from '@/components/ui/menu';
import { Bar } from '@/components/ui/progress';
import { useAttempt } from '@/components/use-attempt';
import { chatTexts } from '@/i18n/chat';
import { commonTexts } from '@/i18n/common';
import { picturesTexts } from '@/i18n/pictures';
import { useTexts } from '@/i18n/texts';
import { useDeleteMessage, useReact, type RoomTalk } from '@/lib/apiChat';
import type { Outgoing } from '@/lib/conversation';
import { reactionEmojis, type Message, type Room } from '@/models';
import { useMessageFace } from './message-face';
import { Quoted } from './quoted';
import type { Writing } from './room';
import { useRoomFace } from './room-names';

interface MessageBubbleProps {
  readonly room: Room;
  readonly talk: RoomTalk;
  readonly message: Message;
  /** Whether it opens a run of one person's messages. */
  readonly leads: boolean;
  /** How many others have read up to it. */
  readonly seenBy: number;
  readonly onWrite: (writing: Writing) => void;
}

export function MessageBubble({ room, talk, message, leads, seenBy, onWrite }: MessageBubbleProps) {
  const t = useTexts(chatTexts);
  const { me, format } = useViewer();
  const face = useRoomFace()(room);
  const messageFace = useMessageFace();
  const own = message.senderId === me.id;
  const sender = face.member(message.senderId);
  const gone = message.deletedAt !== null || message.hiddenAt !== null;
  return (
    <li
      className={clsx('group flex gap-2.5', own && 'flex-row-reverse', leads ? 'mt-3.5' : 'mt-1')}
    >
      {!own && (
        <span className="w-9 shrink-0">
          {leads && sender && <Avatar person={sender} size="small" />}
        </span>
      )}
      <div className={clsx('flex min-w-0 max-w-[85%] flex-col sm:max-w-[75%]', own && 'items-end')}>
        {leads && (
          <p className="mb-1 px-1 text-sm">
            <span className={own ? 'sr-only' : 'font-semibold'}>
              {face.nameOfMember(message.senderId)}{' '}
            </span>
            <time dateTime={message.sentAt} className="text-ink-soft">
              {format.time(message.sentAt)}
            </time>
          </p>
        )}
        <div className={clsx('flex max-w-full items-center gap-1', own && 'flex-row-reverse')}>
          <div
            className={clsx(
              'min-w-0 rounded-2xl px-3.5 py-2',
              gone
                ? 'border border-dashed border-line-strong/60 text-ink-soft italic'
                : own
                  ? 'bg-pine-wash text-ink'
                  : 'border border-line bg-raised',
            )}
          >
            {message.replyTo && !gone && (
              <Quoted room={room} talk={talk} reference={message.replyTo} />
            )}
            {gone ? (
              messageFace(message)
            ) : (
              <div className="grid grid-cols-1 gap-2">
                <PictureGrid pictures={message.pictures} small />
                {message.text !== '' && <RichText text={message.text} />}
              </div>
            )}
            {message.editedAt !== null && !gone && (
              <span className="text-xs text-ink-soft"> ({t.edited})</span>
            )}
          </div>
          {!gone && room.standing === 'JOINED' && (
            <MessageMenu room={room} talk={talk} message={message} onWrite={onWrite} />
          )}
        </div>
        <Reactions room={room} talk={talk} message={message} />
        {seenBy > 0 && (
          <p className="mt-0.5 px-1 text-xs text-ink-soft">
            {room.kind === 'DIRECT' ? t.seen : t.seenBy(seenBy)}
          </p>
        )}
      </div>
    </li>
  );
}

type ActionProps = Pick<MessageBubbleProps, 'room' | 'talk' | 'message'>;

function useReaction({ room, talk, message }: ActionProps): (emoji: string) => void {
  const { me } = useViewer();
  const react = useReact();
  const { attempt } = useAttempt();
  return (emoji) => {
    const mine = message.reactions.some(
      (one) => one.emoji === emoji && one.userIds.includes(me.id),
    );
    void attempt(async () => {
      const answer = await react({ roomId: room.id, messageId: message.id, emoji, on: !mine });
      talk.take(answer.react);
    });
  };
}

function Reactions({ room, talk, message }: ActionProps) {
  const t = useTexts(chatTexts);
  const { me } = useViewer();
  const toggle = useReaction({ room, talk, message });
  if (message.reactions.length === 0) return null;
  return (
    <div className="mt-1 flex flex-wrap gap-1">
      {message.reactions.map(({ emoji, count, userIds }) => (
        <button
          key={emoji}
          type="button"
          aria-pressed={userIds.includes(me.id)}
          aria-label={t.reactions(emoji, count)}
          disabled={room.standing !== 'JOINED'}
          className={clsx(
            'inline-flex h-8 items-center gap-1 rounded-full border px-2.5 text-sm font-semibold',
            userIds.includes(me.id)
              ? 'border-pine bg-pine-wash text-pine-deep'
              : 'border-line bg-surface hover:bg-sunken',
          )}
          onClick={() => {
            toggle(emoji);
          }}
        >
          <span aria-hidden="true">{emoji}</span>
          <span aria-hidden="true">{count}</span>
        </button>
      ))}
    </div>
  );
}

function MessageMenu({
  room,
  talk,
  message,
  onWrite,
}: Omit<MessageBubbleProps, 'leads' | 'seenBy'>) {
  const t = useTexts(chatTexts);
  const common = useTexts(commonTexts);
  const { me } = useViewer();
  const face = useMessageFace();
  const toggle = useReaction({ room, talk, message });
  const remove = useDeleteMessage();
  const own = message.senderId === me.id;
  const report = useReport({ kind: 'MESSAGE', id: message.id, roomId: room.id });
  return (
    <>
      <ActionMenu
        label={t.actions(face(message).slice(0, 40))}
        className="size-8! shrink-0 text-ink-soft opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
        before={
          <MenuRow
            items={reactionEmojis.map((emoji) => ({ value: emoji, label: t.reactWith(emoji) }))}
            onSelect={toggle}
          />
        }
        actions={[
          room.writable && {
            text: t.reply,
            Icon: IconReply,
            onSelect: () => {
              onWrite({ kind: 'reply', message });
            },
          },
          own &&
            room.writable && {
              text: common.edit,
              Icon: IconEdit,
              onSelect: () => {
                onWrite({ kind: 'edit', message });
              },
            },
          own && {
            text: common.delete,
            Icon: IconDelete,
            danger: true,
            asks: { title: t.deleteTitle, text: t.deleteText },
            act: async () => {
              const { deleteMessage } = await remove({ roomId: room.id, id: message.id });
              talk.take(deleteMessage);
            },
          },
          !own && report.action,
        ]}
      />
      {report.dialog}
    </>
  );
}

interface OutgoingBubbleProps {
  readonly outgoing: Outgoing;
  readonly talk: RoomTalk;
}

/** One's own message on its way; or why it is not, and what to do about it. */
export function OutgoingBubble({ outgoing, talk }: OutgoingBubbleProps) {
  const t = useTexts(chatTexts);
  const { failed } = outgoing;
  return (
    <li className="mt-1.5 flex flex-col items-end">
      <div
        className={clsx(
          'max-w-[85%] rounded-2xl px-3.5 py-2 sm:max-w-[75%]',
          failed === null ? 'bg-pine-wash opacity-60' : 'bg-danger-wash',
        )}
      >
        <div className="grid grid-cols-1 gap-2">
          <OutgoingPictures pictures={outgoing.pictures} />
          {outgoing.text !== '' && <RichText text={outgoing.text} />}
        </div>
      </div>
      {failed === null ? (
        <p className="px-1 text-xs text-ink-soft">{t.sending}</p>
      ) : (
        <div role="alert" className="flex flex-wrap items-center justify-end gap-x-1 text-sm">
          <span className="flex items-center gap-1.5 px-1 font-medium text-danger">
            <IconWarning aria-hidden="true" className="size-4 shrink-0" />
            {t.failed}. {failed}
          </span>
          <Button
            look="plain"
            size="small"
            onClick={() => {
              talk.again(outgoing);
            }}
          >
            {t.again}
          </Button>
          <Button
            look="plain"
            size="small"
            onClick={() => {
              talk.discard(outgoing.clientId);
            }}
          >
            {t.discard}
          </Button>
        </div>
      )}
    </li>
  );
}

/** They are still here: small, and with how far each of them is. */
function OutgoingPictures({ pictures }: Pick<Outgoing, 'pictures'>) {
  const t = useTexts(picturesTexts);
  if (pictures.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {pictures.map(({ id, file, alt, sent }, index) => (
        <li key={id} className="w-20">
          <LocalPicture
            file={file}
            alt={alt === '' ? file.name : alt}
            className="mb-1 aspect-square w-full rounded-lg bg-sunken object-cover"
          />
          {sent !== null && <Bar value={sent} label={t.progress(index + 1)} />}
        </li>
      ))}
    </ul>
  );
}
