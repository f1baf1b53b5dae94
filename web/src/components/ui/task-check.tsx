import { clsx } from 'clsx';
import { IconCheck } from '../icons';

interface TaskCheckProps {
  readonly checked: boolean;
  readonly label: string;
  readonly onChange: (checked: boolean) => void;
}

/** The round box that finishes a task, on a native checkbox. */
export function TaskCheck({ checked, label, onChange }: TaskCheckProps) {
  return (
    <span className="relative grid size-11 shrink-0 place-items-center">
      <input
        type="checkbox"
        checked={checked}
        aria-label={label}
        className="peer absolute inset-0 cursor-pointer rounded-full opacity-0"
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span
        aria-hidden="true"
        className={clsx(
          'pointer-events-none grid size-6.5 place-items-center rounded-full border-2 transition-colors peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-blaze',
          checked
            ? 'border-moss bg-moss text-surface'
            : 'border-line-strong text-transparent peer-hover:border-moss peer-hover:text-moss',
        )}
      >
        <IconCheck className="size-4" strokeWidth={3} />
      </span>
    </span>
  );
}
