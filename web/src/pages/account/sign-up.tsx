import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { PublicPage, TextLink } from '@/components/layout/public-page';
import { Button } from '@/components/ui/button';
import { FormError, TextField } from '@/components/ui/field';
import { PasswordField, PasswordStrength } from '@/components/ui/password-field';
import { accountTexts, type AccountTexts } from '@/i18n/account';
import { commonTexts } from '@/i18n/common';
import { useLanguage } from '@/i18n/language';
import { useTexts } from '@/i18n/texts';
import { useSignUp } from '@/lib/apiAccounts';
import { useAvailability, type Availability } from '@/lib/apiAvailability';
import { showProblem } from '@/lib/formErrors';
import { browserTimeZone } from '@/lib/time';
import { emailPattern, nicknamePattern, signUpSchema } from './forms';
import { MailFolderNote } from './mail-folder';

export function SignUpPage() {
  const t = useTexts(accountTexts);
  const common = useTexts(commonTexts);
  const language = useLanguage();
  const navigate = useNavigate();
  const signUp = useSignUp();
  const form = useForm({
    resolver: zodResolver(signUpSchema(t)),
    defaultValues: { email: '', nickname: '', password: '' },
    mode: 'onTouched',
  });
  const { errors } = form.formState;
  const [email, nickname, password] = useWatch({
    control: form.control,
    name: ['email', 'nickname', 'password'],
  });
  const emailState = useAvailability(
    'email',
    emailPattern.test(email.trim()) ? email.trim() : null,
  );
  const nicknameState = useAvailability(
    'nickname',
    nicknamePattern.test(nickname.trim()) ? nickname.trim() : null,
  );
  const submit = form.handleSubmit(async (values) => {
    try {
      await signUp.mutateAsync({ ...values, language, timeZone: browserTimeZone() });
      await navigate('/check-mail', { state: { email: values.email } });
    } catch (problem) {
      showProblem(form, problem, common);
    }
  });
  return (
    <PublicPage
      title={t.signUpTitle}
      lead={t.signUpText}
      footer={
        <>
          {t.haveAccount} <TextLink to="/login">{t.logIn}</TextLink>
        </>
      }
    >
      <form noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
        <FormError>{errors.root?.message}</FormError>
        <TextField
          label={t.email}
          type="email"
          autoComplete="email"
          {...form.register('email')}
          error={errors.email?.message ?? (emailState === 'taken' ? t.emailTaken : undefined)}
          hint={<AvailabilityHint state={emailState} t={t} />}
        />
        <TextField
          label={t.nickname}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...form.register('nickname')}
          error={
            errors.nickname?.message ?? (nicknameState === 'taken' ? t.nicknameTaken : undefined)
          }
          hint={<AvailabilityHint state={nicknameState} t={t} idle={t.nicknameHint} />}
        />
        <PasswordField
          label={t.password}
          autoComplete="new-password"
          {...form.register('password')}
          error={errors.password?.message}
          hint={<PasswordStrength password={password} />}
        />
        <MailFolderNote />
        <Button type="submit" size="large" look="accent" busy={form.formState.isSubmitting}>
          {form.formState.isSubmitting ? t.signingUp : t.signUp}
        </Button>
      </form>
    </PublicPage>
  );
}

interface HintProps {
  readonly state: Availability;
  readonly t: AccountTexts;
  readonly idle?: string;
}

function AvailabilityHint({ state, t, idle = '' }: HintProps) {
  return (
    <span aria-live="polite">
      {state === 'checking' ? (
        t.checking
      ) : state === 'free' ? (
        <span className="font-medium text-moss">✓ {t.free}</span>
      ) : (
        idle
      )}
    </span>
  );
}
