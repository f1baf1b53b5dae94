import { zodResolver } from '@hookform/resolvers/zod';
import { useSyncExternalStore } from 'react';
import { useForm } from 'react-hook-form';
import { Navigate, useLocation } from 'react-router';
import { PublicPage, TextLink } from '@/components/layout/public-page';
import { Button } from '@/components/ui/button';
import { FormError, TextField } from '@/components/ui/field';
import { PasswordField } from '@/components/ui/password-field';
import { accountTexts } from '@/i18n/account';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { useLogIn } from '@/lib/apiAccounts';
import { showProblem } from '@/lib/formErrors';
import { session } from '@/lib/session';
import { logInSchema } from './forms';

export function LogInPage() {
  const t = useTexts(accountTexts);
  const common = useTexts(commonTexts);
  const { status } = useSyncExternalStore(session.subscribe, session.current);
  const state = useLocation().state as { readonly from?: string; readonly email?: string } | null;
  const logIn = useLogIn();
  const form = useForm({
    resolver: zodResolver(logInSchema(t, common)),
    defaultValues: { email: state?.email ?? '', password: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    try {
      await logIn.mutateAsync(values);
    } catch (problem) {
      showProblem(form, problem, common);
    }
  });
  if (status === 'signedIn') return <Navigate to={state?.from ?? '/app'} replace />;
  return (
    <PublicPage
      title={t.logInTitle}
      footer={
        <>
          {t.noAccount} <TextLink to="/signup">{t.signUp}</TextLink>
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
          error={errors.email?.message}
        />
        <PasswordField
          label={t.password}
          autoComplete="current-password"
          {...form.register('password')}
          error={errors.password?.message}
        />
        <p>
          <TextLink to="/forgot-password">{t.forgot}</TextLink>
        </p>
        <Button type="submit" size="large" busy={isSubmitting}>
          {isSubmitting ? t.loggingIn : t.logIn}
        </Button>
      </form>
    </PublicPage>
  );
}
