// Modal dialogs on Radix's focus trap. The overlay is our own element: Radix's brings a scroll lock that injects a style
// element, which the content security policy forbids.
import * as Radix from '@radix-ui/react-dialog';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { IconClose } from '../icons';
import { Button } from './button';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Dialog({ open, onClose, title, description, wide = false, children }: DialogProps) {
  const t = useTexts(commonTexts);
  return (
    <Radix.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Radix.Portal>
        <div className="fixed inset-0 z-40 animate-fade bg-shade backdrop-blur-[2px]" />
        <Radix.Content
          {...(description === undefined && { 'aria-describedby': undefined })}
          className={clsx(
            'fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] animate-rise overflow-y-auto overscroll-contain rounded-t-3xl bg-paper p-5 pb-0 shadow-float',
            'sm:inset-x-4 sm:top-1/2 sm:bottom-auto sm:mx-auto sm:-translate-y-1/2 sm:rounded-3xl sm:p-7 sm:pb-0',
            wide ? 'sm:max-w-2xl' : 'sm:max-w-lg',
          )}
        >
          <div className="mb-5 pr-10">
            <Radix.Title className="text-2xl font-semibold">{title}</Radix.Title>
            {description !== undefined && (
              <Radix.Description className="mt-1.5 text-ink-soft">{description}</Radix.Description>
            )}
          </div>
          {children}
          {/* Last in order, so that a form gets the first focus. */}
          <Radix.Close asChild>
            <Button
              look="plain"
              size="icon"
              aria-label={t.close}
              className="absolute top-4 right-3 sm:top-5 sm:right-5"
            >
              <IconClose className="size-5" />
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ConfirmProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly keep?: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
}

/** Asks before what cannot be undone. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  text,
  confirm,
  keep,
  busy = false,
  onConfirm,
}: ConfirmProps) {
  const t = useTexts(commonTexts);
  return (
    <Dialog open={open} onClose={onClose} title={title} description={text}>
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {keep ?? t.cancel}
        </Button>
        <Button look="danger" busy={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** The row of buttons at the end: full width on a phone, to the right on a wide screen. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 -mx-5 mt-6 flex flex-col-reverse gap-2 border-t border-line bg-paper px-5 pt-4 pb-[calc(1rem+env(safe-area-inset-bottom))] sm:-mx-7 sm:flex-row sm:justify-end sm:px-7">
      {children}
    </div>
  );
}
