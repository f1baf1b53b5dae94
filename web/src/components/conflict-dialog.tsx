// Two edits met: shows both versions of every field that differs and lets the person choose. Nothing is overwritten
// without having been seen.
import { useState } from 'react';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import { Button } from './ui/button';
import { Choices } from './ui/choices';
import { Dialog, DialogActions } from './ui/dialog';

export interface ConflictField<K extends string> {
  readonly key: K;
  readonly label: string;
  /** Both versions as the person reads them. */
  readonly mine: string;
  readonly theirs: string;
}

export type Side = 'mine' | 'theirs';

interface ConflictDialogProps<K extends string> {
  /** All fields of the edit; those that say the same are left out. */
  readonly fields: readonly ConflictField<K>[];
  readonly busy?: boolean;
  readonly onDiscard: () => void;
  readonly onSave: (choice: Readonly<Record<K, Side>>) => void;
}

export function ConflictDialog<K extends string>({
  fields,
  busy = false,
  onDiscard,
  onSave,
}: ConflictDialogProps<K>) {
  const t = useTexts(goalsTexts);
  const different = fields.filter((field) => field.mine !== field.theirs);
  const [chosen, setChosen] = useState<Partial<Record<K, Side>>>({});
  const sideOf = (key: K): Side => chosen[key] ?? 'mine';
  const save = () => {
    const all = fields.map(({ key }) => [key, sideOf(key)] as const);
    onSave(Object.fromEntries(all) as Record<K, Side>);
  };
  return (
    <Dialog open wide onClose={onDiscard} title={t.conflictTitle} description={t.conflictText}>
      <div className="grid gap-5">
        {different.length === 0 && <p>{t.conflictSame}</p>}
        {different.map(({ key, label, mine, theirs }) => (
          <Choices
            key={key}
            look="cards"
            name={`conflict-${key}`}
            legend={label}
            value={sideOf(key)}
            onChange={(side) => {
              setChosen({ ...chosen, [key]: side });
            }}
            choices={[
              { value: 'mine', label: t.conflictMine, text: mine === '' ? t.conflictEmpty : mine },
              {
                value: 'theirs',
                label: t.conflictTheirs,
                text: theirs === '' ? t.conflictEmpty : theirs,
              },
            ]}
          />
        ))}
      </div>
      <DialogActions>
        <Button look="quiet" onClick={onDiscard}>
          {t.conflictDiscard}
        </Button>
        <Button busy={busy} onClick={save}>
          {t.conflictSave}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** The edit that follows from the choices: each field from the side that was chosen. */
export function merge<T extends object>(
  mine: T,
  theirs: T,
  choice: Readonly<Record<keyof T & string, Side>>,
): T {
  const keys = Object.keys(mine) as (keyof T & string)[];
  return Object.fromEntries(
    keys.map((key) => [key, choice[key] === 'theirs' ? theirs[key] : mine[key]]),
  ) as T;
}
