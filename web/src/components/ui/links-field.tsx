import { useId, useRef } from 'react';
import { settingsTexts } from '@/i18n/settings';
import { useTexts } from '@/i18n/texts';
import { IconAdd, IconClose } from '../icons';
import { Button } from './button';
import { controlLook, FieldErrorText } from './field';

interface LinksFieldProps {
  readonly value: readonly string[];
  readonly onChange: (links: string[]) => void;
  /** How many there may be. */
  readonly most: number;
  /** What is wrong with the one at that place. */
  readonly errorAt: (index: number) => string | undefined;
  /** What is wrong with all of them. */
  readonly error: string | undefined;
}

/** Addresses, each in a field of its own. */
export function LinksField({ value, onChange, most, errorAt, error }: LinksFieldProps) {
  const t = useTexts(settingsTexts);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const add = () => {
    onChange([...value, '']);
    // The new field is there after this render.
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus();
    });
  };
  return (
    <fieldset aria-describedby={`${id}-hint`}>
      <legend className="mb-1.5 font-semibold">{t.links}</legend>
      <ul ref={list} className="grid gap-2">
        {value.map((link, index) => {
          const wrong = errorAt(index);
          return (
            // The place is the identity: nothing else tells two empty fields apart.
            <li key={index}>
              <div className="flex gap-1.5">
                <input
                  type="url"
                  inputMode="url"
                  autoComplete="off"
                  aria-label={t.linkNumber(index + 1)}
                  aria-invalid={wrong === undefined ? undefined : true}
                  aria-describedby={wrong === undefined ? undefined : `${id}-${String(index)}`}
                  placeholder="https://"
                  className={controlLook}
                  value={link}
                  onChange={(event) => {
                    onChange(value.with(index, event.target.value));
                  }}
                />
                <Button
                  look="plain"
                  size="icon"
                  className="shrink-0"
                  aria-label={t.removeLink(index + 1)}
                  onClick={() => {
                    onChange(value.filter((_, other) => other !== index));
                  }}
                >
                  <IconClose className="size-4.5" />
                </Button>
              </div>
              {wrong !== undefined && (
                <FieldErrorText id={`${id}-${String(index)}`}>{wrong}</FieldErrorText>
              )}
            </li>
          );
        })}
      </ul>
      {value.length < most && (
        <Button look="quiet" size="small" className={value.length > 0 ? 'mt-2' : ''} onClick={add}>
          <IconAdd aria-hidden="true" className="size-4.5" />
          {t.addLink}
        </Button>
      )}
      <p id={`${id}-hint`} className="mt-1.5 text-sm text-ink-soft">
        {t.linksHint}
      </p>
      {error !== undefined && <FieldErrorText>{error}</FieldErrorText>}
    </fieldset>
  );
}
