import { Link } from 'react-router';
import { IconForward } from '@/components/icons';
import { dashboardTexts } from '@/i18n/dashboard';
import { useTexts } from '@/i18n/texts';

export function SeeAll({ to, what }: { readonly to: string; readonly what: string }) {
  const t = useTexts(dashboardTexts);
  return (
    <Link
      to={to}
      aria-label={`${t.seeAll}: ${what}`}
      className="-mr-1.5 flex items-center gap-0.5 rounded-lg px-1.5 py-1 text-sm font-semibold text-ink-soft hover:text-ink"
    >
      {t.seeAll}
      <IconForward aria-hidden="true" className="size-4" />
    </Link>
  );
}
