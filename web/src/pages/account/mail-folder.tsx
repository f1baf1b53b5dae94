import { IconInfo } from '@/components/icons';
import { accountTexts } from '@/i18n/account';
import { useTexts } from '@/i18n/texts';
import { useClientConfig } from '@/lib/apiAccounts';

/** Says where mails are when no mail server is set up. */
export function MailFolderNote() {
  const t = useTexts(accountTexts);
  const folder = useClientConfig().data?.mailFolder;
  if (folder == null) return null;
  return (
    <p className="flex gap-2.5 rounded-xl bg-blaze-wash px-4 py-3 text-sm wrap-anywhere">
      <IconInfo aria-hidden="true" className="mt-0.5 size-4.5 shrink-0 text-blaze-ink" />
      <span>{t.mailFolder(folder)}</span>
    </p>
  );
}
