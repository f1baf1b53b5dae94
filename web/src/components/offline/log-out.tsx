import { useState, type ReactNode } from 'react';
import { offlineTexts } from '@/i18n/offline';
import { shellTexts } from '@/i18n/shell';
import { useTexts } from '@/i18n/texts';
import { logOut } from '@/lib/apiAccounts';
import { useWaiting } from '@/lib/offline/waiting';
import { ConfirmDialog } from '../ui/dialog';

/** Log-out, after a word about what has not been sent: it is wiped with the rest. `button` gets what it is to do. */
export function LogOut({ button }: { readonly button: (leave: () => void) => ReactNode }) {
  const t = useTexts(offlineTexts);
  const shell = useTexts(shellTexts);
  const [asking, setAsking] = useState(false);
  const count = useWaiting().actions.length;
  return (
    <>
      {button(() => {
        if (count > 0) setAsking(true);
        else void logOut();
      })}
      <ConfirmDialog
        open={asking}
        onClose={() => {
          setAsking(false);
        }}
        title={t.leaveTitle}
        text={t.leaveText(count)}
        confirm={shell.logOut}
        keep={t.stay}
        onConfirm={() => void logOut()}
      />
    </>
  );
}
