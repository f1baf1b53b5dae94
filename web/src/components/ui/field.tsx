// Labelled form fields. Each one ties its label, hint and error together for screen readers.
import { clsx } from 'clsx';
import { useId, type ComponentProps, type ReactNode } from 'react';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { IconWarning } from '../icons';

interface Ids {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly className?: string | undefined;
  readonly children: (ids: Ids) => ReactNode;
}

export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const id = useId();
  const t = useTexts(commonTexts);
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 flex items-baseline gap-2 font-semibold">
        {label}
        {optional && <span className="text-sm font-normal text-ink-soft">{t.optional}</span>}
      </label>
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && (
        <div id={`${id}-hint`} className="mt-1.5 text-sm text-ink-soft">
          {hint}
        </div>
      )}
      {error && <FieldErrorText id={`${id}-error`}>{error}</FieldErrorText>}
    </div>
  );
}

export function FieldErrorText({
  id,
  children,
}: {
  readonly id?: string;
  readonly children: ReactNode;
}) {
  return (
    <p id={id} className="mt-1.5 flex gap-1.5 text-sm font-medium text-danger">
      <IconWarning className="mt-0.5 size-4 shrink-0" />
      {children}
    </p>
  );
}

/** What is wrong with a form as a whole. */
export function FormError({ children }: { readonly children: ReactNode }) {
  if (!children) return null;
  return (
    <p
      role="alert"
      className="flex gap-2 rounded-xl bg-danger-wash px-4 py-3 font-medium text-danger"
    >
      <IconWarning className="mt-0.5 size-5 shrink-0" />
      {children}
    </p>
  );
}

export const controlLook =
  'w-full min-h-11 rounded-xl border border-line-strong/70 bg-raised px-3.5 py-2 text-ink placeholder:text-ink-soft/80 aria-invalid:border-danger disabled:opacity-60';

type Shared = Omit<FieldProps, 'children'>;

export function TextField({
  label,
  hint,
  error,
  optional = false,
  className,
  ...input
}: Shared & Omit<ComponentProps<'input'>, keyof Shared>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} className={className}>
      {(ids) => <input {...ids} className={controlLook} {...input} />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional = false,
  className,
  ...input
}: Shared & Omit<ComponentProps<'textarea'>, keyof Shared>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} className={className}>
      {(ids) => <textarea {...ids} rows={3} className={clsx(controlLook, 'resize-y')} {...input} />}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  error,
  optional = false,
  className,
  children,
  ...select
}: Shared & Omit<ComponentProps<'select'>, keyof Shared>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} className={className}>
      {(ids) => (
        <select {...ids} className={controlLook} {...select}>
          {children}
        </select>
      )}
    </Field>
  );
}
