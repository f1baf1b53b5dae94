import type { ReactNode } from 'react';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { Button } from './button';
import { Dialog, DialogActions } from './dialog';
import { FormError } from './field';

interface FormDialogProps {
  readonly title: string;
  readonly description?: string;
  readonly submitText: string;
  readonly wide?: boolean;
  readonly busy: boolean;
  /** What is wrong with the form as a whole. */
  readonly error: string | undefined;
  readonly onClose: () => void;
  readonly onSubmit: () => Promise<void>;
  readonly children: ReactNode;
}

/** A form in a dialog: what is wrong with it above its fields, its two buttons below. */
export function FormDialog({
  title,
  description,
  submitText,
  wide = false,
  busy,
  error,
  onClose,
  onSubmit,
  children,
}: FormDialogProps) {
  const t = useTexts(commonTexts);
  return (
    <Dialog
      open
      wide={wide}
      onClose={onClose}
      title={title}
      {...(description !== undefined && { description })}
    >
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit();
        }}
      >
        <FormError>{error}</FormError>
        {children}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" busy={busy}>
            {submitText}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
