import { Link } from 'react-router';
import { IconForward, IconModeration } from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { moderationTexts } from '@/i18n/moderation';
import { useTexts } from '@/i18n/texts';
import { useModerationNotices } from '@/lib/apiModeration';
import { addDays, dayOf } from '@/lib/time';

const shownDays = 30;

/** For a while after moderators have decided something about the reader, a way to read it. */
export function LatestDecision() {
  const t = useTexts(moderationTexts);
  const { me, format } = useViewer();
  const [latest] = useModerationNotices().data ?? [];
  if (!latest || dayOf(latest.decidedAt, me.timeZone) < addDays(format.today, -shownDays)) {
    return null;
  }
  return (
    <Link
      to="/app/decisions"
      className="mb-5 flex items-center gap-3.5 rounded-2xl border border-line bg-blaze-wash p-4 hover:brightness-97"
    >
      <IconModeration aria-hidden="true" className="size-6 shrink-0 text-blaze-ink" />
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{t.latest}</span>
        <span className="block text-sm text-ink-soft">
          {t.told[latest.action][latest.kind]} · {format.moment(latest.decidedAt)}
        </span>
      </span>
      <IconForward aria-hidden="true" className="size-5 shrink-0 text-ink-soft" />
    </Link>
  );
}
