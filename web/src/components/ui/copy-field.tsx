import { useId, useRef } from 'react';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { IconCopy } from '../icons';
import { Button } from './button';
import { controlLook } from './field';
import { toast } from './toast';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
}

/** A text to take away with one press. Where the clipboard is not to be had, the text is selected. */
export function CopyField({ label, value }: CopyFieldProps) {
  const t = useTexts(commonTexts);
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      toast(t.copied);
    } catch {
      // It stays selected, for who copies it by hand.
    }
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          ref={field}
          id={id}
          readOnly
          value={value}
          className={controlLook}
          onFocus={(event) => {
            event.target.select();
          }}
        />
        <Button onClick={() => void copy()}>
          <IconCopy aria-hidden="true" className="size-4.5" />
          {t.copy}
        </Button>
      </div>
    </div>
  );
}
