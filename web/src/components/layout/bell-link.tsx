import { clsx } from 'clsx';
import { NavLink } from 'react-router';
import { shellTexts } from '@/i18n/shell';
import { useTexts } from '@/i18n/texts';
import { useUnreadNotices } from '@/lib/apiNotices';
import { IconBell } from '../icons';
import { Waiting } from './waiting';

/** To the news, with how many are unread. */
export function BellLink() {
  const t = useTexts(shellTexts);
  const unread = useUnreadNotices();
  return (
    <NavLink
      to="/app/notifications"
      title={t.notices}
      className={({ isActive }) =>
        clsx(
          'relative grid size-10 shrink-0 place-items-center rounded-xl transition-colors',
          isActive ? 'bg-pine-wash text-pine-deep' : 'text-ink-soft hover:bg-sunken hover:text-ink',
        )
      }
    >
      <IconBell aria-hidden="true" className="size-5.5" />
      <span className="sr-only">{t.notices}</span>
      <Waiting count={unread} className="absolute -top-1 left-1/2" />
    </NavLink>
  );
}
