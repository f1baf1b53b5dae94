import { useState, type ReactNode } from 'react';
import { goalsTexts } from '@/i18n/goals';
import { useTexts } from '@/i18n/texts';
import { Problem } from '@/models/problem';
import { ConflictDialog, merge, type Side } from './conflict-dialog';
import { toast } from './ui/toast';
import { useAttempt } from './use-attempt';

export interface Versioned<T> {
  readonly values: T;
  readonly version: number;
}

export interface VersionedEdit<T extends object> {
  readonly save: (edit: Versioned<T>) => Promise<unknown>;
  /** What the server has now; null when it is gone. */
  readonly newest: () => Promise<Versioned<T> | null>;
  readonly labels: Readonly<Record<keyof T & string, string>>;
  /** A field's value as the person reads it. */
  readonly show: (key: keyof T & string, values: T) => string;
  readonly onSaved: () => void;
}

interface Conflict<T> {
  readonly mine: T;
  readonly theirs: Versioned<T>;
}

/**
 * Saves an edit that began from a version. When the server has a newer one, `dialog` lets the person choose between the
 * two, field by field. `submit` throws `Problem` for every other refusal.
 */
export function useVersionedEdit<T extends object>({
  save,
  newest,
  labels,
  show,
  onSaved,
}: VersionedEdit<T>): {
  readonly submit: (edit: Versioned<T>) => Promise<void>;
  readonly dialog: ReactNode;
} {
  const t = useTexts(goalsTexts);
  const [conflict, setConflict] = useState<Conflict<T> | null>(null);
  const { busy, attempt } = useAttempt();

  const submit = async (edit: Versioned<T>) => {
    try {
      await save(edit);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.code !== 'CONFLICT') throw problem;
      const theirs = await newest();
      if (theirs) {
        setConflict({ mine: edit.values, theirs });
      } else {
        setConflict(null);
        toast(t.conflictGone, 'bad');
      }
      return;
    }
    setConflict(null);
    onSaved();
  };

  const resolve = async ({ mine, theirs }: Conflict<T>, choice: Readonly<Record<string, Side>>) => {
    await attempt(async () => {
      const values = merge(mine, theirs.values, choice as Record<keyof T & string, Side>);
      await submit({ values, version: theirs.version });
    });
  };

  const dialog = conflict && (
    <ConflictDialog
      key={conflict.theirs.version}
      busy={busy}
      fields={(Object.keys(conflict.mine) as (keyof T & string)[]).map((key) => ({
        key,
        label: labels[key],
        mine: show(key, conflict.mine),
        theirs: show(key, conflict.theirs.values),
      }))}
      onDiscard={() => {
        setConflict(null);
      }}
      onSave={(choice) => void resolve(conflict, choice)}
    />
  );
  return { submit, dialog };
}
