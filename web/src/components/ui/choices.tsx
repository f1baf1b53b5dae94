// One of a few: cards or chips to choose from, on native radio buttons.
import { clsx } from 'clsx';
import { useId, type ReactNode } from 'react';

export interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly text?: string;
  readonly icon?: ReactNode;
}

interface ChoicesProps<V extends string> {
  readonly legend: string;
  readonly hideLegend?: boolean;
  readonly name: string;
  readonly choices: readonly Choice<V>[];
  /** Null: none yet. */
  readonly value: V | null;
  readonly onChange: (value: V) => void;
  readonly look?: 'cards' | 'chips';
}

export function Choices<V extends string>({
  legend,
  hideLegend = false,
  name,
  choices,
  value,
  onChange,
  look = 'chips',
}: ChoicesProps<V>) {
  const id = useId();
  return (
    <fieldset>
      <legend className={hideLegend ? 'sr-only' : 'mb-2 font-semibold'}>{legend}</legend>
      <div className={look === 'cards' ? 'grid gap-2 sm:grid-cols-2' : 'flex flex-wrap gap-2'}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={clsx(
              'relative flex cursor-pointer items-center gap-2 border transition-colors has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-blaze',
              look === 'cards'
                ? 'items-start rounded-2xl p-4'
                : 'min-h-10 rounded-full px-3.5 text-sm font-medium',
              value === choice.value
                ? 'border-pine bg-pine-wash text-pine-deep'
                : 'border-line-strong/50 bg-surface hover:bg-sunken',
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              aria-label={choice.label}
              aria-describedby={choice.text === undefined ? undefined : `${id}-${choice.value}`}
              checked={value === choice.value}
              className="absolute inset-0 cursor-pointer opacity-0"
              onChange={() => {
                onChange(choice.value);
              }}
            />
            {choice.icon}
            <span>
              <span className={look === 'cards' ? 'block font-semibold' : ''}>{choice.label}</span>
              {choice.text !== undefined && (
                <span id={`${id}-${choice.value}`} className="mt-0.5 block text-sm text-ink-soft">
                  {choice.text}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
