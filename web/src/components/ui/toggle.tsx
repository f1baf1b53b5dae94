import { clsx } from 'clsx';
import { useId } from 'react';

interface ToggleProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Something that is on or off, at once. */
export function Toggle({ label, on, onChange }: ToggleProps) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className="relative flex min-h-11 items-center gap-3 rounded-xl has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-blaze"
    >
      <span className="flex-1">{label}</span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={on}
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span
        aria-hidden="true"
        className={clsx(
          'flex h-6.5 w-11 shrink-0 rounded-full border p-0.5 transition-colors',
          on ? 'border-pine bg-pine' : 'border-line-strong bg-sunken',
        )}
      >
        <span
          className={clsx(
            'aspect-square h-full rounded-full transition-transform',
            on ? 'translate-x-4.5 bg-on-pine' : 'bg-line-strong',
          )}
        />
      </span>
    </label>
  );
}
