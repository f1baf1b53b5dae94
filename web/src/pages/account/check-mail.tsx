import { Link, useLocation } from 'react-router';
import { IconMail } from '@/components/icons';
import { PublicPage } from '@/components/layout/public-page';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { accountTexts } from '@/i18n/account';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { useResendConfirmation } from '@/lib/apiAccounts';
import { problemText } from '@/lib/formErrors';
import { MailFolderNote } from './mail-folder';

export function CheckMailPage() {
  const t = useTexts(accountTexts);
  const common = useTexts(commonTexts);
  const email = (useLocation().state as { readonly email?: string } | null)?.email;
  const resend = useResendConfirmation();
  return (
    <PublicPage
      title={t.checkMailTitle}
      lead={email === undefined ? t.checkMailTextUnknown : t.checkMailText(email)}
    >
      <div className="grid gap-5">
        <div className="grid h-32 place-items-center rounded-2xl bg-pine-wash text-pine">
          <IconMail aria-hidden="true" className="size-14" strokeWidth={1.4} />
        </div>
        <MailFolderNote />
        <Button asChild size="large">
          <Link to="/login" state={{ email }}>
            {t.logIn}
          </Link>
        </Button>
        {email !== undefined && (
          <Button
            look="quiet"
            busy={resend.isPending}
            onClick={() => {
              resend.mutate(email, {
                onSuccess: () => {
                  toast(t.resent);
                },
                onError: (problem) => {
                  toast(problemText(problem, common), 'bad');
                },
              });
            }}
          >
            {t.resend}
          </Button>
        )}
      </div>
    </PublicPage>
  );
}
