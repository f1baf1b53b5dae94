import { offlineTexts } from '@/i18n/offline';
import { useTexts } from '@/i18n/texts';
import { useWaiting } from '@/lib/offline/waiting';
import { useViewer } from '../layout/viewer';
import { IconUpload } from '../icons';
import { Card } from '../ui/card';
import { WaitingMark } from './waiting-mark';

/** Files of workouts that wait to be sent: what is in them is known when the server has read them. */
export function WaitingFiles() {
  const t = useTexts(offlineTexts);
  const { format } = useViewer();
  const files = useWaiting().actions.filter(({ file }) => file !== undefined);
  if (files.length === 0) return null;
  return (
    <Card className="p-2 sm:p-3">
      <ul aria-label={t.waitingTitle} className="grid gap-1">
        {files.map(({ id, label, file, subject }) => (
          <li key={id} className="flex items-center gap-3.5 p-2">
            <span className="grid size-11 shrink-0 place-items-center rounded-xl bg-sunken text-ink-soft">
              <IconUpload aria-hidden="true" className="size-5.5" />
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate font-semibold">
                {label} <WaitingMark id={subject} />
              </span>
              <span className="block text-sm text-ink-soft">
                {format.number(Math.ceil((file?.size ?? 0) / 1000))} kB
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
