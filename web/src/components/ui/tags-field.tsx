import { useState, type KeyboardEvent } from 'react';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import { IconClose } from '../icons';
import { Field } from './field';

interface TagsFieldProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (tags: string[]) => void;
  readonly error?: string | undefined;
}

/** Words typed one after the other; what is half typed counts when the field is left. */
export function TagsField({ label, value, onChange, error }: TagsFieldProps) {
  const t = useTexts(goalsTexts);
  const [draft, setDraft] = useState('');
  const add = () => {
    const tags = draft
      .split(',')
      .map((tag) => tag.trim().replace(/^#/, ''))
      .filter((tag) => tag !== '' && !value.includes(tag));
    setDraft('');
    if (tags.length > 0) onChange([...value, ...new Set(tags)]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add();
    } else if (event.key === 'Backspace' && draft === '' && value.length > 0) {
      onChange(value.slice(0, -1));
    }
  };
  return (
    <Field label={label} hint={t.tagsHint} error={error} optional>
      {(ids) => (
        <div className="flex min-h-11 flex-wrap items-center gap-1.5 rounded-xl border border-line-strong/70 bg-raised px-2 py-1.5 has-[input:focus-visible]:outline-3 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-blaze">
          {value.map((tag) => (
            <span
              key={tag}
              className="flex items-center rounded-full bg-pine-wash pl-3 text-sm font-medium text-pine-deep"
            >
              {tag}
              <button
                type="button"
                aria-label={t.removeTag(tag)}
                className="grid size-8 place-items-center rounded-full hover:bg-line/60"
                onClick={() => {
                  onChange(value.filter((other) => other !== tag));
                }}
              >
                <IconClose className="size-3.5" />
              </button>
            </span>
          ))}
          <input
            {...ids}
            value={draft}
            autoComplete="off"
            className="min-w-24 flex-1 bg-transparent px-1.5 py-1 outline-none"
            onChange={(event) => {
              setDraft(event.target.value);
            }}
            onKeyDown={onKeyDown}
            onBlur={add}
          />
        </div>
      )}
    </Field>
  );
}

export function Tag({ children }: { readonly children: string }) {
  return (
    <span className="rounded-full bg-pine-wash px-2.5 py-0.5 text-sm font-medium text-pine-deep">
      {children}
    </span>
  );
}
