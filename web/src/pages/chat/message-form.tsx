import { useEffect, useId, useRef, useState } from 'react';
import { IconClose, IconSend } from '@/components/icons';
import { Button } from '@/components/ui/button';
import { FieldErrorText, controlLook } from '@/components/ui/field';
import { chatTexts } from '@/i18n/chat';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { useEditMessage, useSayTyping, type RoomTalk } from '@/lib/apiChat';
import { problemText } from '@/lib/formErrors';
import type { Room } from '@/models';
import { Problem } from '@/models/problem';
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
  const [draft, setDraft] = useState('');
  const about = writing.kind === 'new' ? null : writing.message;
  return (
    <>
      {about && (
        <div className="mb-2 flex items-center gap-2 border-l-3 border-blaze pl-3 text-sm">
          <p className="min-w-0 flex-1">
            <span className="block font-semibold">
              {writing.kind === 'edit' ? t.editing : t.replyingTo(nameOfMember(about.senderId))}
            </span>
            <span className="block truncate text-ink-soft">{about.text}</span>
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
          messageId={writing.message.id}
          before={writing.message.text}
          onDone={onDone}
        />
      ) : (
        <Form
          key={about?.id ?? 'new'}
          room={room}
          text={draft}
          focus={about !== null}
          error={null}
          onChange={setDraft}
          onStop={onDone}
          onSubmit={(text) => {
            talk.send(text, about?.id ?? null);
            setDraft('');
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
  readonly messageId: string;
  readonly before: string;
  readonly onDone: () => void;
}

function EditForm({ room, talk, messageId, before, onDone }: EditFormProps) {
  const common = useTexts(commonTexts);
  const edit = useEditMessage();
  const [text, setText] = useState(before);
  const [error, setError] = useState<string | null>(null);
  const save = async (changed: string) => {
    try {
      const { editMessage } = await edit({ roomId: room.id, id: messageId, text: changed });
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
  /** Whether writing begins at once. */
  readonly focus: boolean;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
  readonly onStop: () => void;
  readonly onSubmit: (text: string) => void;
}

/** Enter sends, Shift and Enter begin a new line, Escape stops an answer or an edit. */
function Form({ room, text, focus, error, onChange, onStop, onSubmit }: FormProps) {
  const t = useTexts(chatTexts);
  const id = useId();
  const sayTyping = useSayTyping(room.id);
  const area = useRef<HTMLTextAreaElement>(null);
  const words = text.trim();
  useEffect(() => {
    if (focus) area.current?.focus();
  }, [focus]);
  const submit = () => {
    if (words !== '') onSubmit(words);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="flex items-end gap-2">
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
        />
        <Button type="submit" aria-label={t.send} disabled={words === ''} className="size-11 px-0!">
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
