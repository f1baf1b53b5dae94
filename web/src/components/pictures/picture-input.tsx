import type { RefObject } from 'react';
import { pictureTypes } from '@/lib/apiMedia';

interface PictureInputProps {
  /** Clicked by the button that shows it: it is on no screen itself. */
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly onChoose: (file: File) => void;
}

/** Where one picture is chosen from the device; the same one again, too. */
export function PictureInput({ ref, label, onChoose }: PictureInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      accept={pictureTypes.join(',')}
      aria-label={label}
      className="sr-only"
      tabIndex={-1}
      onChange={(event) => {
        const file = event.target.files?.[0];
        event.target.value = '';
        if (file) onChoose(file);
      }}
    />
  );
}
