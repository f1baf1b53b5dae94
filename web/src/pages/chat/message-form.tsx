import { useEffect, useId, useRef, useState } from 'react';
import { IconClose, IconSend } from '@/components/icons';
import { AddPictures, PictureTray } from '@/components/pictures/picture-tray';
import { filesOf, usePictures, type ChosenPictures } from '@/components/pictures/use-pictures';
import { Button } from '@/components/ui/button';
import { FieldErrorText, controlLook } from '@/components/ui/field';
import { chatTexts } from '@/i18n/chat';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { useEditMessage, useSayTyping, type RoomTalk } from '@/lib/apiChat';
import { problemText } from '@/lib/formErrors';
import type { Message, Room } from '@/models';
import { Problem } from '@/models/problem';
import { useMessageFace } from './message-face';
import type { Writing } from './room';

const longestMessage = 4000;

interface MessageFormProps {
  readonly room: Room;
  readonly talk: RoomTalk;
  readonly writing: Writing;
  readonly nameOfMember: (userId: string) => string;
  readonly onDone: () => void;
}

export function MessageForm({ room, talk, writing, nameOfMember, onDone }: MessageFormProps) {
  const t = useTexts(chatTexts);
  const face = useMessageFace();
  const [draft, setDraft] = useState('');
  const pictures = usePictures();
  const about = writing.kind === 'new' ? null : writing.message;
  return (
    <>
      {about && (
        <div className="mb-2 flex items-center gap-2 border-l-3 border-blaze pl-3 text-sm">
          <p className="min-w-0 flex-1">
            <span className="block font-semibold">
              {writing.kind === 'edit' ? t.editing : t.replyingTo(nameOfMember(about.senderId))}
            </span>
            <span className="block truncate text-ink-soft">{face(about)}</span>
          </p>
          <Button look="plain" size="icon" aria-label={t.stop} onClick={onDone}>
            <IconClose className="size-4.5" />
          </Button>
        </div>
      )}
      {writing.kind === 'edit' ? (
        <EditForm
          key={writing.message.id}
          room={room}
          talk={talk}
          message={writing.message}
          onDone={onDone}
        />
      ) : (
        <Form
          key={about?.id ?? 'new'}
          room={room}
          text={draft}
          pictures={pictures}
          optional={pictures.drafts.length > 0}
          focus={about !== null}
          error={null}
          onChange={setDraft}
          onStop={onDone}
          onSubmit={(text) => {
            talk.send({ text, pictures: pictures.drafts, replyTo: about?.id ?? null });
            setDraft('');
            pictures.clear();
            onDone();
          }}
        />
      )}
    </>
  );
}

interface EditFormProps {
  readonly room: Room;
  readonly talk: RoomTalk;
  readonly message: Message;
  readonly onDone: () => void;
}

function EditForm({ room, talk, message, onDone }: EditFormProps) {
  const common = useTexts(commonTexts);
  const edit = useEditMessage();
  const [text, setText] = useState(message.text);
  const [error, setError] = useState<string | null>(null);
  const save = async (changed: string) => {
    try {
      const { editMessage } = await edit({ roomId: room.id, id: message.id, text: changed });
      talk.take(editMessage);
      onDone();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      setError(problem.fields[0]?.message ?? problemText(problem, common));
    }
  };
  return (
    <Form
      room={room}
      text={text}
      pictures={null}
      optional={message.pictures.length > 0}
      focus
      error={error}
      onChange={setText}
      onStop={onDone}
      onSubmit={(changed) => void save(changed)}
    />
  );
}

interface FormProps {
  readonly room: Room;
  readonly text: string;
  /** Those that go with it; null where none can be added. */
  readonly pictures: ChosenPictures | null;
  /** Whether it may be without words. */
  readonly optional: boolean;
  /** Whether writing begins at once. */
  readonly focus: boolean;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
  readonly onStop: () => void;
  readonly onSubmit: (text: string) => void;
}

/** Enter sends, Shift and Enter begin a new line, Escape stops an answer or an edit. */
function Form({
  room,
  text,
  pictures,
  optional,
  focus,
  error,
  onChange,
  onStop,
  onSubmit,
}: FormProps) {
  const t = useTexts(chatTexts);
  const id = useId();
  const sayTyping = useSayTyping(room.id);
  const area = useRef<HTMLTextAreaElement>(null);
  const words = text.trim();
  const empty = words === '' && !optional;
  useEffect(() => {
    if (focus) area.current?.focus();
  }, [focus]);
  const submit = () => {
    if (!empty) onSubmit(words);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {pictures && (
        <div className="mb-2 max-h-64 overflow-y-auto empty:hidden">
          <PictureTray pictures={pictures} />
        </div>
      )}
      <div className="flex items-end gap-2">
        {pictures && <AddPictures pictures={pictures} className="size-11!" />}
        <label htmlFor={id} className="sr-only">
          {t.write}
        </label>
        <textarea
          ref={area}
          id={id}
          rows={1}
          value={text}
          maxLength={longestMessage}
          placeholder={t.write}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : `${id}-error`}
          className={`${controlLook} field-sizing-content max-h-40 resize-none rounded-2xl`}
          onChange={(event) => {
            onChange(event.target.value);
            if (event.target.value !== '') sayTyping();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onStop();
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit();
          }}
          onPaste={(event) => {
            const files = filesOf(event.clipboardData);
            if (!pictures || files.length === 0) return;
            event.preventDefault();
            pictures.add(files);
          }}
        />
        <Button type="submit" aria-label={t.send} disabled={empty} className="size-11 px-0!">
          <IconSend className="size-5" />
        </Button>
      </div>
      {error !== null && (
        <div role="alert">
          <FieldErrorText id={`${id}-error`}>{error}</FieldErrorText>
        </div>
      )}
    </form>
  );
}
