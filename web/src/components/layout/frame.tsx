// The frame of the pages behind log-in: a rail at the side, or a bar of tabs at the bottom of a phone.
import { clsx } from 'clsx';
import { useEffect, useMemo, type ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { commonTexts } from '@/i18n/common';
import { matchLanguage, setLanguage } from '@/i18n/language';
import { shellTexts } from '@/i18n/shell';
import { useTexts } from '@/i18n/texts';
import { logOut } from '@/lib/apiAccounts';
import { useMe } from '@/lib/apiProfile';
import { browserTimeZone } from '@/lib/time';
import { useFormats } from '@/lib/format';
import type { User } from '@/models';
import {
  IconGoal,
  IconLogOut,
  IconQuest,
  IconRewards,
  IconSettings,
  IconToday,
  IconWorkout,
} from '../icons';
import { Logo, Mark } from '../logo';
import { Celebrations } from '../celebrations';
import { LoadFailed } from '../ui/states';
import { PageSkeleton } from './splash';
import { ThemeButton } from './theme-button';
import { ViewerContext } from './viewer';

export function Frame({ children }: { readonly children: ReactNode }) {
  const t = useTexts(commonTexts);
  const { data, problem, retry } = useMe();
  const me = data?.me;
  const format = useFormats(me?.timeZone ?? browserTimeZone(), me?.country ?? null);
  const viewer = useMemo(() => (me ? { me, format } : null), [me, format]);
  const language = me?.language;
  useEffect(() => {
    const ours = language === undefined ? null : matchLanguage(language);
    if (ours) setLanguage(ours);
  }, [language]);
  return (
    <ViewerContext value={viewer}>
      <a href="#content" className="skip-link">
        {t.skipToContent}
      </a>
      <div className="lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <Rail me={me} />
        <TopBar me={me} />
        <main
          id="content"
          className="mx-auto w-full max-w-6xl px-4 pt-5 pb-[calc(7rem+env(safe-area-inset-bottom))] sm:px-8 lg:pt-10 lg:pb-16"
        >
          {viewer ? (
            children
          ) : problem ? (
            <LoadFailed problem={problem} retry={retry} />
          ) : (
            <PageSkeleton />
          )}
        </main>
        <TabBar />
      </div>
      {viewer && <Celebrations />}
    </ViewerContext>
  );
}

function usePlaces() {
  const t = useTexts(shellTexts);
  return [
    { to: '/app', label: t.today, Icon: IconToday, end: true },
    { to: '/app/goals', label: t.goals, Icon: IconGoal, end: false },
    { to: '/app/quests', label: t.quests, Icon: IconQuest, end: false },
    { to: '/app/workouts', label: t.workouts, Icon: IconWorkout, end: false },
    { to: '/app/rewards', label: t.rewards, Icon: IconRewards, end: false },
  ];
}

function Rail({ me }: { readonly me: User | undefined }) {
  const t = useTexts(shellTexts);
  const places = usePlaces();
  return (
    <header className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-surface px-4 py-6 lg:flex">
      <Link to="/app" className="mb-8 rounded-xl px-2">
        <Logo />
      </Link>
      <nav aria-label={t.navigation} className="grid gap-1">
        {places.map(({ to, label, Icon, end }) => (
          <NavLink key={to} to={to} end={end} className={railLink}>
            <Icon aria-hidden="true" className="size-5" />
            {label}
          </NavLink>
        ))}
      </nav>
      <div className="mt-auto grid gap-1">
        <NavLink to="/app/settings" className={railLink}>
          <IconSettings aria-hidden="true" className="size-5" />
          {t.settings}
        </NavLink>
        <button
          type="button"
          className={railLink({ isActive: false })}
          onClick={() => void logOut()}
        >
          <IconLogOut aria-hidden="true" className="size-5" />
          {t.logOut}
        </button>
        <div className="mt-3 flex items-center gap-3 border-t border-line px-2 pt-4">
          {me && (
            <>
              <Avatar me={me} />
              <span className="min-w-0 flex-1 truncate font-semibold">{me.nickname}</span>
            </>
          )}
          <ThemeButton />
        </div>
      </div>
    </header>
  );
}

function railLink({ isActive }: { readonly isActive: boolean }): string {
  return clsx(
    'flex min-h-11 items-center gap-3 rounded-xl px-3 text-left font-semibold transition-colors',
    isActive
      ? 'bg-pine-wash text-pine-deep shadow-[inset_4px_0_0_var(--blaze)]'
      : 'text-ink-soft hover:bg-sunken hover:text-ink',
  );
}

function TopBar({ me }: { readonly me: User | undefined }) {
  const t = useTexts(shellTexts);
  return (
    <header className="flex items-center gap-3 px-4 pt-3 sm:px-8 lg:hidden">
      <Link to="/app" aria-label={t.today} className="mr-auto rounded-xl">
        <Mark className="size-9" />
      </Link>
      <ThemeButton />
      <Link to="/app/settings" aria-label={t.settings} className="rounded-full">
        {me && <Avatar me={me} />}
      </Link>
    </header>
  );
}

function TabBar() {
  const t = useTexts(shellTexts);
  const places = usePlaces();
  return (
    <nav
      aria-label={t.navigation}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {places.map(({ to, label, Icon, end }) => (
        <NavLink
          key={to}
          to={to}
          end={end}
          className={({ isActive }) =>
            clsx(
              'flex min-h-16 flex-col items-center justify-center gap-1 px-0.5 text-[0.72rem] font-semibold -outline-offset-3',
              isActive ? 'text-pine shadow-[inset_0_3px_0_var(--blaze)]' : 'text-ink-soft',
            )
          }
        >
          <Icon aria-hidden="true" className="size-5.5" />
          <span className="max-w-full truncate">{label}</span>
        </NavLink>
      ))}
    </nav>
  );
}

function Avatar({ me }: { readonly me: User }) {
  const name = me.fullName ?? me.nickname;
  return (
    <span
      aria-hidden="true"
      className="grid size-10 shrink-0 place-items-center rounded-full bg-pine font-display text-lg font-bold text-on-pine"
    >
      {Array.from(name.trim())[0]?.toUpperCase()}
    </span>
  );
}
