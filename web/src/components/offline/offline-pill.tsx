import { clsx } from 'clsx';
import { useState } from 'react';
import { offlineTexts } from '@/i18n/offline';
import { useTexts } from '@/i18n/texts';
import { useReachable } from '@/lib/offline/connection';
import { useIsSending, useWaiting } from '@/lib/offline/waiting';
import { IconOffline, IconSync, IconWaiting, IconWarning } from '../icons';
import { OfflineDialog } from './offline-dialog';

/** Says, in a corner, that there is no network, that something waits or is being sent, or was refused; else nothing. */
export function OfflinePill() {
  const t = useTexts(offlineTexts);
  const [open, setOpen] = useState(false);
  const { actions, losses } = useWaiting();
  const reachable = useReachable();
  const sending = useIsSending() && reachable;
  const count = actions.length;
  const words = [
    ...(reachable ? [] : [t.offline]),
    ...(count === 0 ? [] : [sending ? t.sending(count) : t.waiting(count)]),
    ...(losses.length === 0 ? [] : [t.lost(losses.length)]),
  ];
  const Icon =
    losses.length > 0 ? IconWarning : !reachable ? IconOffline : sending ? IconSync : IconWaiting;
  return (
    <>
      {/* There always, so that screen readers hear it change. */}
      <div
        role="status"
        className="pointer-events-none fixed bottom-[calc(5rem+env(safe-area-inset-bottom))] left-4 z-30 lg:bottom-6 lg:left-[17rem]"
      >
        {words.length > 0 && (
          <button
            type="button"
            className={clsx(
              'pointer-events-auto flex min-h-10 animate-rise items-center gap-2 rounded-full border px-3.5 text-sm font-semibold shadow-float',
              losses.length > 0
                ? 'border-danger/40 bg-danger-wash text-danger'
                : 'border-line-strong/50 bg-raised text-ink',
            )}
            onClick={() => {
              setOpen(true);
            }}
          >
            <Icon aria-hidden="true" className="size-4.5 shrink-0" />
            {words.join(' · ')}
          </button>
        )}
      </div>
      <OfflineDialog
        open={open}
        onClose={() => {
          setOpen(false);
        }}
      />
    </>
  );
}
