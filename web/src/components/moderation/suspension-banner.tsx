import { Link } from 'react-router';
import { moderationTexts } from '@/i18n/moderation';
import { useTexts } from '@/i18n/texts';
import { useSuspension } from '@/lib/apiModeration';
import { IconWarning } from '../icons';
import { useViewer } from '../layout/viewer';

/** On every page of who may not write: until when, and where it says why. */
export function SuspensionBanner() {
  const t = useTexts(moderationTexts);
  const { format } = useViewer();
  const suspension = useSuspension();
  if (!suspension) return null;
  return (
    <section
      aria-label={t.suspended}
      className="mb-6 flex items-start gap-3 rounded-card border border-danger/40 bg-danger-wash px-4 py-3.5 sm:px-5"
    >
      <IconWarning aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-danger" />
      <p className="min-w-0 flex-1">
        <strong className="block font-semibold text-danger">{t.suspended}</strong>
        {suspension.until === null
          ? t.suspendedForGood
          : t.suspendedUntil(format.moment(suspension.until))}{' '}
        <Link to="/app/decisions" className="rounded font-semibold underline underline-offset-4">
          {t.why}
        </Link>
      </p>
    </section>
  );
}
