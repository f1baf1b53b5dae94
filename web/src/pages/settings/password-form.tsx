import { zodResolver } from '@hookform/resolvers/zod';
import { useForm, useWatch } from 'react-hook-form';
import * as z from '@/lib/zod';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/field';
import { PasswordField, PasswordStrength } from '@/components/ui/password-field';
import { toast } from '@/components/ui/toast';
import { accountTexts, type AccountTexts } from '@/i18n/account';
import { commonTexts, type CommonTexts } from '@/i18n/common';
import { settingsTexts } from '@/i18n/settings';
import { useTexts } from '@/i18n/texts';
import { useChangePassword } from '@/lib/apiAccounts';
import { showProblem } from '@/lib/formErrors';
import { shortestPassword } from '@/models/password';

const schema = (t: AccountTexts, common: CommonTexts) =>
  z.object({
    currentPassword: z.string().min(1, common.required),
    newPassword: z
      .string()
      .refine((text) => Array.from(text).length >= shortestPassword, t.passwordShort),
  });

export function PasswordForm() {
  const t = useTexts(settingsTexts);
  const account = useTexts(accountTexts);
  const common = useTexts(commonTexts);
  const { me } = useViewer();
  const change = useChangePassword();
  const form = useForm({
    resolver: zodResolver(schema(account, common)),
    defaultValues: { currentPassword: '', newPassword: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const newPassword = useWatch({ control: form.control, name: 'newPassword' });
  const submit = form.handleSubmit(async (values) => {
    try {
      await change.mutateAsync(values);
      form.reset();
      toast(t.passwordChanged);
    } catch (problem) {
      showProblem(form, problem, common);
    }
  });
  return (
    <form
      noValidate
      className="grid gap-5 border-t border-line pt-5"
      onSubmit={(event) => void submit(event)}
    >
      <p className="text-sm text-ink-soft">{t.changePasswordText}</p>
      {/* Tells password managers whose password this is. */}
      <input className="hidden" name="username" autoComplete="username" value={me.email} readOnly />
      <FormError>{errors.root?.message}</FormError>
      <PasswordField
        label={t.currentPassword}
        autoComplete="current-password"
        {...form.register('currentPassword')}
        error={errors.currentPassword?.message}
      />
      <PasswordField
        label={account.newPassword}
        autoComplete="new-password"
        {...form.register('newPassword')}
        error={errors.newPassword?.message}
        hint={<PasswordStrength password={newPassword} />}
      />
      <Button type="submit" look="quiet" busy={isSubmitting}>
        {t.changePassword}
      </Button>
    </form>
  );
}
