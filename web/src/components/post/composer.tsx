import { clsx } from 'clsx';
import { useId, useState } from 'react';
import { commonTexts } from '@/i18n/common';
import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import { useCompose } from '@/lib/apiFeed';
import { problemText } from '@/lib/formErrors';
import { postVisibilities, type PostInput, type PostVisibility } from '@/models';
import { fieldName, Problem } from '@/models/problem';
import { IconContentWarning } from '../icons';
import { useViewer } from '../layout/viewer';
import { AddPictures, PictureTray } from '../pictures/picture-tray';
import { filesOf, usePictures } from '../pictures/use-pictures';
import { useSendPictures } from '../pictures/use-send-pictures';
import { Avatar } from '../people/avatar';
import { Button } from '../ui/button';
import { CharacterCounter, lengthOf } from '../ui/character-counter';
import { FieldErrorText, FormError, TextField } from '../ui/field';
import { toast } from '../ui/toast';
import { longestPost, longestWarning } from './edit-post-dialog';

type Errors = Readonly<Partial<Record<'text' | 'warning' | 'root', string>>>;

/** Writes a post, into a group when one is given: who may read that reads it. What was written and chosen stays until the server has it. */
export function Composer({ groupId }: { readonly groupId?: string }) {
  const t = useTexts(postsTexts);
  const common = useTexts(commonTexts);
  const { me } = useViewer();
  const id = useId();
  const compose = useCompose();
  const [text, setText] = useState('');
  const [warning, setWarning] = useState<string | null>(null);
  const [visibility, setVisibility] = useState<PostVisibility>('PUBLIC');
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const pictures = usePictures();
  const sending = useSendPictures(pictures);
  const publish = async () => {
    const mediaIds = await sending.send();
    if (mediaIds === null) return;
    try {
      await compose({
        input: toInput({
          text,
          warning,
          mediaIds,
          ...(groupId === undefined ? { visibility } : { groupId }),
        }),
      });
      setText('');
      setWarning(null);
      pictures.clear();
      toast(t.published);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.fields.some(({ field }) => fieldName(field) === 'mediaIds')) sending.forget();
      setErrors(errorsOf(problem, problemText(problem, common)));
    }
  };
  const submit = async () => {
    if (busy) return;
    const wrong = wrongWith(
      text,
      pictures.drafts.length > 0 ? null : t.noText,
      common.tooLong(longestPost),
    );
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    setBusy(true);
    try {
      await publish();
    } finally {
      setBusy(false);
    }
  };
  return (
    // Dropping is for the mouse; the button below does the same for everybody.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      aria-label={t.composeLabel}
      className="rounded-card border border-line bg-surface p-4 shadow-card sm:p-5"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        if (!busy) pictures.add([...event.dataTransfer.files]);
      }}
    >
      <div className="flex gap-3">
        <Avatar person={me} />
        <div className="grid min-w-0 flex-1 gap-3">
          <FormError>{errors.root}</FormError>
          {warning !== null && (
            <TextField
              label={t.warning}
              hint={t.warningHint}
              maxLength={longestWarning}
              value={warning}
              error={errors.warning}
              onChange={(event) => {
                setWarning(event.target.value);
              }}
            />
          )}
          <div>
            <label htmlFor={id} className="sr-only">
              {t.composeLabel}
            </label>
            <textarea
              id={id}
              rows={2}
              value={text}
              placeholder={t.composeHint}
              aria-invalid={errors.text !== undefined}
              aria-describedby={errors.text === undefined ? undefined : `${id}-error`}
              className="field-sizing-content max-h-96 min-h-16 w-full resize-none rounded-xl bg-transparent px-1 py-2 text-lg outline-offset-4 placeholder:text-ink-soft"
              onChange={(event) => {
                setText(event.target.value);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
              }}
              onPaste={(event) => {
                const files = filesOf(event.clipboardData);
                if (files.length === 0) return;
                event.preventDefault();
                pictures.add(files);
              }}
            />
            {errors.text !== undefined && (
              <FieldErrorText id={`${id}-error`}>{errors.text}</FieldErrorText>
            )}
          </div>
          <PictureTray pictures={pictures} busy={busy} />
        </div>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-1 gap-y-2 border-t border-line pt-3">
        <AddPictures pictures={pictures} disabled={busy} />
        <Button
          look="plain"
          size="icon"
          aria-label={t.addWarning}
          title={t.addWarning}
          aria-pressed={warning !== null}
          className={clsx(warning !== null && 'bg-blaze-wash text-blaze-ink')}
          onClick={() => {
            setWarning(warning === null ? '' : null);
          }}
        >
          <IconContentWarning className="size-5" />
        </Button>
        {groupId === undefined && (
          <select
            aria-label={t.audience}
            value={visibility}
            title={t.visibilities[visibility].text}
            className="ml-1 min-h-10 rounded-full border border-line-strong/50 bg-surface px-3 text-sm font-medium"
            onChange={(event) => {
              setVisibility(event.target.value as PostVisibility);
            }}
          >
            {postVisibilities.map((value) => (
              <option key={value} value={value}>
                {t.visibilities[value].name}
              </option>
            ))}
          </select>
        )}
        <div className="ml-auto flex items-center gap-3">
          {text !== '' && <CharacterCounter text={text} limit={longestPost} />}
          <Button type="submit" busy={busy}>
            {t.publish}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** `noText` is what is wrong with having no words; null when pictures speak for themselves. */
function wrongWith(text: string, noText: string | null, tooLong: string): Errors {
  const words = text.trim();
  if (words === '') return noText === null ? {} : { text: noText };
  return lengthOf(words) > longestPost ? { text: tooLong } : {};
}

interface Draft {
  readonly text: string;
  readonly warning: string | null;
  /** One of the two. */
  readonly visibility?: PostVisibility;
  readonly groupId?: string;
  readonly mediaIds: string[];
}

function toInput({ text, warning, mediaIds, ...place }: Draft): PostInput {
  const said = warning?.trim() ?? '';
  return {
    text: text.trim(),
    ...place,
    ...(said !== '' && { warning: said }),
    ...(mediaIds.length > 0 && { mediaIds }),
  };
}

/** Each complaint at the field it names; what names none of them above the form. */
function errorsOf(problem: Problem, otherwise: string): Errors {
  const entries = problem.fields.map(({ field, message }) => {
    const name = fieldName(field);
    if (name === 'text' || name === 'warning') return [name, message];
    return ['root', message];
  });
  return entries.length === 0 ? { root: otherwise } : (Object.fromEntries(entries) as Errors);
}
