import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { Mark } from '../logo';
import { Skeleton } from '../ui/states';

/** While it is not yet known who is there. */
export function Splash() {
  const t = useTexts(commonTexts);
  return (
    <div role="status" className="grid min-h-dvh place-items-center">
      <Mark className="size-16 animate-pulse" />
      <span className="sr-only">{t.loading}</span>
    </div>
  );
}

/** While a page's code or data is on its way. */
export function PageSkeleton() {
  const t = useTexts(commonTexts);
  return (
    <div role="status">
      <span className="sr-only">{t.loading}</span>
      <Skeleton className="mb-3 h-10 w-64 max-w-full" />
      <Skeleton className="mb-8 h-5 w-40" />
      <div className="grid gap-5 lg:grid-cols-2">
        <Skeleton className="h-72 rounded-card" />
        <Skeleton className="h-72 rounded-card" />
        <Skeleton className="h-40 rounded-card lg:col-span-2" />
      </div>
    </div>
  );
}
