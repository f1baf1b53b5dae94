import { useId, useRef, type ReactNode } from 'react';
import { picturesTexts } from '@/i18n/pictures';
import { useTexts } from '@/i18n/texts';
import { pictureTypes } from '@/lib/apiMedia';
import { longestAlt, mostPictures, type PictureDraft } from '@/lib/pictureDrafts';
import { IconClose, IconDown, IconPicture, IconUp } from '../icons';
import { Button } from '../ui/button';
import { controlLook, FieldErrorText } from '../ui/field';
import { Bar } from '../ui/progress';
import { LocalPicture } from './local-picture';
import type { ChosenPictures } from './use-pictures';

interface AddPicturesProps {
  readonly pictures: ChosenPictures;
  readonly disabled?: boolean;
  readonly className?: string;
}

/** Opens the machine's own way of choosing pictures. */
export function AddPictures({ pictures, disabled = false, className }: AddPicturesProps) {
  const t = useTexts(picturesTexts);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept={pictureTypes.join(',')}
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) pictures.add(files);
        }}
      />
      <Button
        look="plain"
        size="icon"
        aria-label={t.add}
        title={t.add}
        disabled={disabled || pictures.drafts.length >= mostPictures}
        className={className}
        onClick={() => {
          input.current?.click();
        }}
      >
        <IconPicture className="size-5" />
      </Button>
    </>
  );
}

interface PictureTrayProps {
  readonly pictures: ChosenPictures;
  /** They are on their way. */
  readonly busy?: boolean;
}

/** The chosen pictures in their order: what each shows, how far it is, why it was refused. */
export function PictureTray({ pictures, busy = false }: PictureTrayProps) {
  const t = useTexts(picturesTexts);
  const box = useRef<HTMLUListElement>(null);
  const { drafts, refusals } = pictures;
  const remove = (id: string) => {
    pictures.remove(id);
    // What had the focus is gone: the next one's description has it, if there is one.
    const rows = [...(box.current?.children ?? [])];
    const at = drafts.findIndex((draft) => draft.id === id);
    (rows[at + 1] ?? rows[at - 1])?.querySelector('textarea')?.focus();
  };
  return (
    <>
      {refusals.length > 0 && (
        <div role="alert">
          {refusals.map((refusal) => (
            <FieldErrorText key={refusal}>{t[refusal]}</FieldErrorText>
          ))}
        </div>
      )}
      {drafts.length > 0 && (
        <ul ref={box} aria-label={t.chosen} className="grid grid-cols-1 gap-2">
          {drafts.map((draft, index) => (
            <li key={draft.id} className="rounded-xl border border-line bg-raised p-2">
              <Row draft={draft} number={index + 1} pictures={pictures} busy={busy}>
                {drafts.length > 1 && (
                  <>
                    <Button
                      look="plain"
                      size="icon"
                      className={small}
                      aria-label={t.forward(index + 1)}
                      disabled={busy || index === 0}
                      onClick={() => {
                        pictures.move(draft.id, -1);
                      }}
                    >
                      <IconUp className="size-4" />
                    </Button>
                    <Button
                      look="plain"
                      size="icon"
                      className={small}
                      aria-label={t.backward(index + 1)}
                      disabled={busy || index === drafts.length - 1}
                      onClick={() => {
                        pictures.move(draft.id, 1);
                      }}
                    >
                      <IconDown className="size-4" />
                    </Button>
                  </>
                )}
                <Button
                  look="plain"
                  size="icon"
                  className={small}
                  aria-label={t.removeOne(index + 1)}
                  disabled={busy}
                  onClick={() => {
                    remove(draft.id);
                  }}
                >
                  <IconClose className="size-4" />
                </Button>
              </Row>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const small = 'size-8! rounded-lg! text-ink-soft';

interface RowProps {
  readonly draft: PictureDraft;
  readonly number: number;
  readonly pictures: ChosenPictures;
  readonly busy: boolean;
  /** Its buttons. */
  readonly children: ReactNode;
}

function Row({ draft, number, pictures, busy, children }: RowProps) {
  const t = useTexts(picturesTexts);
  const errorId = useId();
  const { id, file, alt, sent, problem } = draft;
  return (
    <>
      <div className="flex items-start gap-2.5">
        <LocalPicture
          file={file}
          alt={file.name}
          className="size-16 shrink-0 overflow-hidden rounded-lg bg-sunken object-cover text-xs wrap-anywhere text-ink-soft"
        />
        <textarea
          rows={1}
          value={alt}
          maxLength={longestAlt}
          disabled={busy}
          aria-label={t.whatIs(number)}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : errorId}
          placeholder={t.altHint}
          className={`${controlLook} field-sizing-content max-h-32 resize-none self-stretch text-sm`}
          onChange={(event) => {
            pictures.change(id, { alt: event.target.value });
          }}
        />
        <div className="grid shrink-0 grid-cols-2 max-sm:-mr-1 sm:flex">{children}</div>
      </div>
      {sent !== null && (
        <div className="mt-2">
          <Bar value={sent} label={t.progress(number)} />
        </div>
      )}
      {problem !== null && (
        <div role="alert">
          <FieldErrorText id={errorId}>{problem}</FieldErrorText>
        </div>
      )}
    </>
  );
}
