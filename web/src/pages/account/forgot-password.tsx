import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { PublicPage, TextLink } from '@/components/layout/public-page';
import { Button } from '@/components/ui/button';
import { FormError, TextField } from '@/components/ui/field';
import { accountTexts } from '@/i18n/account';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { useForgotPassword } from '@/lib/apiAccounts';
import { showProblem } from '@/lib/formErrors';
import { emailSchema } from './forms';
import { MailFolderNote } from './mail-folder';

export function ForgotPasswordPage() {
  const t = useTexts(accountTexts);
  const common = useTexts(commonTexts);
  const forgot = useForgotPassword();
  const form = useForm({ resolver: zodResolver(emailSchema(t)), defaultValues: { email: '' } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ email }) => {
    try {
      await forgot.mutateAsync(email);
    } catch (problem) {
      showProblem(form, problem, common);
    }
  });
  return (
    <PublicPage
      title={t.forgotTitle}
      lead={t.forgotText}
      footer={<TextLink to="/login">{t.backToLogIn}</TextLink>}
    >
      {forgot.isSuccess ? (
        <div className="grid gap-5">
          <p role="status" className="rounded-xl bg-pine-wash px-4 py-3 font-medium text-pine-deep">
            {t.forgotSent}
          </p>
          <MailFolderNote />
        </div>
      ) : (
        <form noValidate className="grid gap-5" onSubmit={(event) => void submit(event)}>
          <FormError>{errors.root?.message}</FormError>
          <TextField
            label={t.email}
            type="email"
            autoComplete="email"
            {...form.register('email')}
            error={errors.email?.message}
          />
          <Button type="submit" size="large" busy={isSubmitting}>
            {t.forgotSend}
          </Button>
        </form>
      )}
    </PublicPage>
  );
}
