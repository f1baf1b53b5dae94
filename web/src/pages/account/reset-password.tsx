import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import { useNavigate, useSearchParams } from 'react-router';
import { PublicPage, TextLink } from '@/components/layout/public-page';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/field';
import { PasswordField, PasswordStrength } from '@/components/ui/password-field';
import { toast } from '@/components/ui/toast';
import { accountTexts } from '@/i18n/account';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { useResetPassword } from '@/lib/apiAccounts';
import { showProblem } from '@/lib/formErrors';
import { newPasswordSchema } from './forms';

/** Where the link of the mail for a forgotten password leads. */
export function ResetPasswordPage() {
  const t = useTexts(accountTexts);
  const common = useTexts(commonTexts);
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const token = parameters.get('token') ?? '';
  const reset = useResetPassword();
  const form = useForm({
    resolver: zodResolver(newPasswordSchema(t)),
    defaultValues: { password: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const password = useWatch({ control: form.control, name: 'password' });
  const submit = form.handleSubmit(async (values) => {
    try {
      await reset.mutateAsync({ token, password: values.password });
      toast(t.resetDone);
      await navigate('/login');
    } catch (problem) {
      showProblem(form, problem, common);
    }
  });
  return (
    <PublicPage
      title={t.resetTitle}
      lead={t.resetText}
      footer={<TextLink to="/login">{t.backToLogIn}</TextLink>}
    >
      <form noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
        <FormError>{token === '' ? t.confirmMissing : errors.root?.message}</FormError>
        <PasswordField
          label={t.newPassword}
          autoComplete="new-password"
          {...form.register('password')}
          error={errors.password?.message}
          hint={<PasswordStrength password={password} />}
        />
        <Button type="submit" size="large" busy={isSubmitting} disabled={token === ''}>
          {t.resetSave}
        </Button>
      </form>
    </PublicPage>
  );
}
