import { useState, type ReactNode } from 'react';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { toast } from './ui/toast';
import { useVersionedEdit, type VersionedEdit } from './use-versioned-edit';

interface VersionedDialogProps<T extends object, Thing> extends Omit<VersionedEdit<T>, 'onSaved'> {
  readonly thing: Thing & { readonly version: number };
  readonly open: boolean;
  readonly onClose: () => void;
  /** Draws the form of the thing as it was when the edit began. */
  readonly form: (thing: Thing, submit: (values: T) => Promise<void>) => ReactNode;
}

/** A thing's form, and what happens when another edit came first. */
export function VersionedDialog<T extends object, Thing>({
  thing,
  open,
  onClose,
  form,
  ...editing
}: VersionedDialogProps<T, Thing>) {
  const t = useTexts(commonTexts);
  const edit = useVersionedEdit<T>({
    ...editing,
    onSaved: () => {
      toast(t.saved);
    },
  });
  return (
    <>
      {open && (
        <Opened
          thing={thing}
          form={(startedFrom) =>
            form(startedFrom, async (values) => {
              await edit.submit({ values, version: startedFrom.version });
              onClose();
            })
          }
        />
      )}
      {edit.dialog}
    </>
  );
}

interface OpenedProps<Thing> {
  readonly thing: Thing;
  readonly form: (startedFrom: Thing) => ReactNode;
}

/** The edit starts from what was there when it was opened, whatever arrives meanwhile. */
function Opened<Thing>({ thing, form }: OpenedProps<Thing>) {
  const [startedFrom] = useState(thing);
  return form(startedFrom);
}
