// Everything about what waits: what can be done without a network, what is still to be sent, what was refused.
import type { ReactNode } from 'react';
import { offlineTexts, type OfflineTexts } from '@/i18n/offline';
import { useTexts } from '@/i18n/texts';
import { useReachable } from '@/lib/offline/connection';
import type { Loss, OfflineAction } from '@/lib/offline/database';
import { offlineQueue, useWaiting } from '@/lib/offline/waiting';
import { useViewer } from '../layout/viewer';
import { IconDelete, IconWaiting, IconWarning } from '../icons';
import { useAttempt } from '../use-attempt';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

interface OfflineDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function OfflineDialog({ open, onClose }: OfflineDialogProps) {
  const t = useTexts(offlineTexts);
  const { actions, losses } = useWaiting();
  const reachable = useReachable();
  return (
    <Dialog open={open} onClose={onClose} title={t.title}>
      <div className="grid gap-6 pb-6">
        {losses.length > 0 && (
          <Part title={t.lostTitle} text={t.lostHint}>
            {losses.map((loss) => (
              <LossLine key={loss.seq} loss={loss} />
            ))}
          </Part>
        )}
        {actions.length > 0 ? (
          <Part title={t.waitingTitle} text={t.waitingHint}>
            {actions.map((action) => (
              <ActionLine key={action.seq} action={action} />
            ))}
          </Part>
        ) : (
          losses.length === 0 && reachable && <p>{t.nothingWaits}</p>
        )}
        {!reachable && (
          <section className="grid gap-3 rounded-2xl bg-sunken p-4">
            <p className="font-semibold">
              {t.offlineHint} {t.lastState}
            </p>
            <div>
              <p>{t.canWait}</p>
              <ul className="mt-1 list-disc pl-5">
                {t.canWaitList.map((what) => (
                  <li key={what}>{what}</li>
                ))}
              </ul>
            </div>
            <p>{t.cannotWait}</p>
            <p className="text-sm text-ink-soft">{t.limits}</p>
          </section>
        )}
      </div>
    </Dialog>
  );
}

interface PartProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Part({ title, text, children }: PartProps) {
  return (
    <section>
      <h3 className="text-lg font-semibold">{title}</h3>
      <p className="mb-2 text-sm text-ink-soft">{text}</p>
      <ul className="divide-y divide-line">{children}</ul>
    </section>
  );
}

/** "Log a workout: Sunday long run". */
function nameOf({ change, label }: OfflineAction, t: OfflineTexts): string {
  const kind = t.changes[change] ?? t.otherChange;
  return label === '' ? kind : `${kind}: ${label}`;
}

function ActionLine({ action }: { readonly action: OfflineAction }) {
  const t = useTexts(offlineTexts);
  const { format } = useViewer();
  const { busy, attempt } = useAttempt();
  return (
    <li className="flex items-center gap-3 py-2">
      <IconWaiting aria-hidden="true" className="size-5 shrink-0 text-blaze-ink" />
      <span className="min-w-0 flex-1">
        <span className="block font-medium wrap-anywhere">{nameOf(action, t)}</span>
        <span className="block text-sm text-ink-soft">
          {format.moment(new Date(action.createdAt).toISOString())}
        </span>
      </span>
      <Button
        look="plain"
        size="icon"
        busy={busy}
        aria-label={t.discard(nameOf(action, t))}
        className="text-ink-soft"
        onClick={() => void attempt(() => offlineQueue.remove(action))}
      >
        <IconDelete className="size-4.5" />
      </Button>
    </li>
  );
}

function LossLine({ loss }: { readonly loss: Loss }) {
  const t = useTexts(offlineTexts);
  const { busy, attempt } = useAttempt();
  return (
    <li className="flex items-start gap-3 py-2">
      <IconWarning aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-danger" />
      <span className="min-w-0 flex-1">
        <span className="block font-medium wrap-anywhere">{nameOf(loss.action, t)}</span>
        <span className="block text-sm text-ink-soft">{loss.reason}</span>
      </span>
      <Button
        look="quiet"
        busy={busy}
        onClick={() => void attempt(() => offlineQueue.forget(loss))}
      >
        {t.seen}
      </Button>
    </li>
  );
}
