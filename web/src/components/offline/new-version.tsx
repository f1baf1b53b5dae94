import { offlineTexts } from '@/i18n/offline';
import { useTexts } from '@/i18n/texts';
import { takeNewVersion, useNewVersion } from '@/lib/serviceWorker';
import { Button } from '../ui/button';

/** A newer version of the app is here: taken when the person wants it, so that nothing half written is lost. */
export function NewVersion() {
  const t = useTexts(offlineTexts);
  const newer = useNewVersion();
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-3 z-[60] flex justify-center px-4"
    >
      {newer && (
        <div className="pointer-events-auto flex animate-rise items-center gap-3 rounded-2xl border border-line bg-raised py-2 pr-2 pl-4 shadow-float">
          <span className="font-medium">{t.newVersion}</span>
          <Button onClick={takeNewVersion}>{t.reload}</Button>
        </div>
      )}
    </div>
  );
}
