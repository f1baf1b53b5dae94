import { useState, type ComponentProps, type ReactNode } from 'react';
import { accountTexts } from '@/i18n/account';
import { useTexts } from '@/i18n/texts';
import { passwordStrength } from '@/models/password';
import { IconEye, IconEyeOff } from '../icons';
import { controlLook, Field } from './field';

interface PasswordFieldProps extends ComponentProps<'input'> {
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
}

export function PasswordField({ label, error, hint, ...input }: PasswordFieldProps) {
  const t = useTexts(accountTexts);
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} error={error} hint={hint}>
      {(ids) => (
        <div className="relative">
          <input
            {...ids}
            type={shown ? 'text' : 'password'}
            className={`${controlLook} pr-12`}
            {...input}
          />
          <button
            type="button"
            className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-xl text-ink-soft hover:text-ink"
            aria-label={shown ? t.hidePassword : t.showPassword}
            onClick={() => {
              setShown(!shown);
            }}
          >
            {shown ? <IconEyeOff className="size-5" /> : <IconEye className="size-5" />}
          </button>
        </div>
      )}
    </Field>
  );
}

const colours = ['bg-danger', 'bg-blaze', 'bg-moss', 'bg-pine'] as const;

/** How good a password is while it is being typed: three blazes and a word. */
export function PasswordStrength({ password }: { readonly password: string }) {
  const t = useTexts(accountTexts);
  if (password === '') return <>{t.strengthHint}</>;
  const strength = passwordStrength(password);
  return (
    <span className="flex items-center gap-3">
      <span aria-hidden="true" className="flex gap-1">
        {[1, 2, 3].map((step) => (
          <span
            key={step}
            className={`h-2 w-8 rounded-full ${strength >= step ? colours[strength] : 'bg-line'}`}
          />
        ))}
      </span>
      <span aria-live="polite">
        <span className="sr-only">{t.strengthLabel}: </span>
        {t.strength[strength]}
      </span>
    </span>
  );
}
