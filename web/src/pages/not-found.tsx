import { Link } from 'react-router';
import { Page } from '@/components/layout/page';
import { PublicPage } from '@/components/layout/public-page';
import { Button } from '@/components/ui/button';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';

export function NotFoundPage({ inside = false }: { readonly inside?: boolean }) {
  const t = useTexts(commonTexts);
  const back = (
    <Button asChild>
      <Link to={inside ? '/app' : '/'}>{t.backToStart}</Link>
    </Button>
  );
  return inside ? (
    <Page title={t.pageNotFound} lead={t.pageNotFoundHint}>
      {back}
    </Page>
  ) : (
    <PublicPage title={t.pageNotFound} lead={t.pageNotFoundHint}>
      {back}
    </PublicPage>
  );
}
