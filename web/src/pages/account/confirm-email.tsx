import { Link, useSearchParams } from 'react-router';
import { PublicPage } from '@/components/layout/public-page';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/field';
import { Skeleton } from '@/components/ui/states';
import { accountTexts } from '@/i18n/account';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { useConfirmEmail } from '@/lib/apiAccounts';
import { problemText } from '@/lib/formErrors';
import { Problem } from '@/models/problem';

/** Where the link of the confirmation mail leads. */
export function ConfirmEmailPage() {
  const t = useTexts(accountTexts);
  const common = useTexts(commonTexts);
  const [parameters] = useSearchParams();
  const token = parameters.get('token');
  const confirmation = useConfirmEmail(token);
  if (confirmation.isSuccess) {
    return (
      <PublicPage key="done" title={t.confirmed} lead={t.confirmedText}>
        <Button asChild size="large" className="w-full">
          <Link to="/login" state={{ email: confirmation.data.email }}>
            {t.logIn}
          </Link>
        </Button>
      </PublicPage>
    );
  }
  if (confirmation.isError || token === null || token === '') {
    const why =
      confirmation.error instanceof Problem
        ? problemText(confirmation.error, common)
        : t.confirmMissing;
    return (
      <PublicPage key="failed" title={t.confirmFailed}>
        <div className="grid gap-5">
          <FormError>{why}</FormError>
          <Button asChild look="quiet">
            <Link to="/login">{t.backToLogIn}</Link>
          </Button>
        </div>
      </PublicPage>
    );
  }
  return (
    <PublicPage title={t.confirmTitle} lead={<span role="status">{t.confirming}</span>}>
      <Skeleton className="h-13" />
    </PublicPage>
  );
}
