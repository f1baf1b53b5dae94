// The frame of the pages behind log-in: a rail at the side, or a bar of tabs at the bottom of a phone.
import { clsx } from 'clsx';
import { useEffect, useMemo, type ComponentProps, type ComponentType, type ReactNode } from 'react';
import { Link, NavLink, useLocation, useNavigate } from 'react-router';
import { commonTexts } from '@/i18n/common';
import { discoveryTexts } from '@/i18n/discovery';
import { matchLanguage, setLanguage } from '@/i18n/language';
import { shellTexts } from '@/i18n/shell';
import { useTexts } from '@/i18n/texts';
import { useNoticesLive } from '@/lib/apiNotices';
import { useMe } from '@/lib/apiProfile';
import { useRoomsLive, useUnreadRooms } from '@/lib/apiRooms';
import { browserTimeZone } from '@/lib/time';
import { useFormats } from '@/lib/format';
import { useOfflineQueue } from '@/lib/offline/useOfflineQueue';
import { useSlashKey } from '@/lib/useSlashKey';
import type { User } from '@/models';
import {
  IconChat,
  IconFeed,
  IconGoal,
  IconGroup,
  IconHelp,
  IconJourney,
  IconLogOut,
  IconMenu,
  IconModeration,
  IconPerson,
  IconQuest,
  IconRewards,
  IconSearch,
  IconSettings,
  IconToday,
  IconWorkout,
} from '../icons';
import { Logo, Mark } from '../logo';
import { Celebrations } from '../celebrations';
import { LogOut } from '../offline/log-out';
import { NewVersion } from '../offline/new-version';
import { OfflinePill } from '../offline/offline-pill';
import { SuspensionBanner } from '../moderation/suspension-banner';
import { Avatar } from '../people/avatar';
import { profilePath } from '../people/person-row';
import { LoadFailed } from '../ui/states';
import { BellLink } from './bell-link';
import { MorePlaces } from './more-places';
import { PageSkeleton } from './splash';
import { ThemeButton } from './theme-button';
import { ViewerContext } from './viewer';
import { Waiting } from './waiting';

export function Frame({ children }: { readonly children: ReactNode }) {
  const t = useTexts(commonTexts);
  const { data, problem, retry } = useMe();
  const me = data?.me;
  useRoomsLive();
  useSearchKey();
  useNoticesLive();
  useOfflineQueue();
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
      <div className="lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)] print:block!">
        <Rail me={me} />
        <TopBar me={me} />
        <main
          id="content"
          className="mx-auto w-full max-w-6xl px-4 pt-5 pb-[calc(7rem+env(safe-area-inset-bottom))] sm:px-8 lg:pt-10 lg:pb-16"
        >
          {viewer ? (
            <>
              <SuspensionBanner />
              {children}
            </>
          ) : problem ? (
            <LoadFailed problem={problem} retry={retry} />
          ) : (
            <PageSkeleton />
          )}
        </main>
        <TabBar me={me} />
      </div>
      {viewer && <Celebrations />}
      {viewer && <OfflinePill />}
      <NewVersion />
    </ViewerContext>
  );
}

interface Place {
  readonly to: string;
  readonly label: string;
  readonly Icon: ComponentType<ComponentProps<'svg'>>;
  readonly end?: boolean;
  /** How much waits there. */
  readonly waiting?: number;
}

/** The places of the app; on a phone the first four stand in the bar, the others behind its last button. */
function usePlaces(me: User | undefined): readonly Place[] {
  const t = useTexts(shellTexts);
  const unreadRooms = useUnreadRooms();
  return [
    { to: '/app', label: t.today, Icon: IconToday, end: true },
    { to: '/app/feed', label: t.feed, Icon: IconFeed },
    { to: '/app/chat', label: t.chat, Icon: IconChat, waiting: unreadRooms },
    { to: '/app/goals', label: t.goals, Icon: IconGoal },
    { to: '/app/quests', label: t.quests, Icon: IconQuest },
    { to: '/app/workouts', label: t.workouts, Icon: IconWorkout },
    { to: '/app/journeys', label: t.journeys, Icon: IconJourney },
    { to: '/app/groups', label: t.groups, Icon: IconGroup },
    { to: '/app/people', label: t.people, Icon: IconPerson, waiting: me?.followRequestCount ?? 0 },
    { to: '/app/help', label: t.help, Icon: IconHelp },
    { to: '/app/rewards', label: t.rewards, Icon: IconRewards },
    ...(me && me.roles.length > 0
      ? [{ to: '/app/moderation', label: t.moderation, Icon: IconModeration }]
      : []),
  ];
}

const placesInTheBar = 4;

function Rail({ me }: { readonly me: User | undefined }) {
  const t = useTexts(shellTexts);
  const places = usePlaces(me);
  return (
    <header className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-surface px-4 py-6 lg:flex print:hidden!">
      <div className="mb-6 flex items-center gap-2">
        <Link to="/app" className="mr-auto rounded-xl px-2">
          <Logo />
        </Link>
        <BellLink />
      </div>
      <SearchPlace />
      <nav
        aria-label={t.navigation}
        className="-mx-1 grid min-h-0 flex-1 auto-rows-max gap-1 overflow-y-auto px-1"
      >
        {places.map(({ to, label, Icon, end = false, waiting = 0 }) => (
          <NavLink key={to} to={to} end={end} className={railLink}>
            <Icon aria-hidden="true" className="size-5" />
            {label}
            <Waiting count={waiting} className="ml-auto" />
          </NavLink>
        ))}
      </nav>
      <div className="grid gap-1 pt-1">
        <NavLink to="/app/settings" className={railLink}>
          <IconSettings aria-hidden="true" className="size-5" />
          {t.settings}
        </NavLink>
        <LogOut
          button={(leave) => (
            <button type="button" className={railLink({ isActive: false })} onClick={leave}>
              <IconLogOut aria-hidden="true" className="size-5" />
              {t.logOut}
            </button>
          )}
        />
        <div className="mt-3 flex items-center gap-3 border-t border-line px-2 pt-4">
          {me && (
            <>
              <Link
                to={profilePath(me)}
                className="flex min-w-0 flex-1 items-center gap-3 rounded-xl"
              >
                <Avatar person={me} />
                <span className="min-w-0 truncate font-semibold">{me.nickname}</span>
              </Link>
            </>
          )}
          <ThemeButton />
        </div>
      </div>
    </header>
  );
}

const searchPage = '/app/search';

/** Looks like the box that it leads to. "/" leads there from everywhere. */
function SearchPlace() {
  const t = useTexts(discoveryTexts);
  return (
    <Link
      to={searchPage}
      title={t.openHint}
      className="mb-4 flex min-h-11 items-center gap-3 rounded-xl border border-line-strong/50 bg-raised px-3 text-ink-soft transition-colors hover:border-line-strong hover:text-ink"
    >
      <IconSearch aria-hidden="true" className="size-5" />
      <span className="flex-1">{t.open}</span>
      <kbd
        aria-hidden="true"
        className="grid size-6 place-items-center rounded-md border border-line bg-sunken font-sans text-sm"
      >
        /
      </kbd>
    </Link>
  );
}

/** On the page itself the box hears the key. */
function useSearchKey(): void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useSlashKey(pathname === searchPage ? null : () => void navigate(searchPage));
}

function railLink({ isActive }: { readonly isActive: boolean }): string {
  return clsx(
    'flex min-h-11 items-center gap-3 rounded-xl px-3 text-left font-semibold transition-colors lg:[@media(max-height:56rem)]:min-h-9.5',
    isActive
      ? 'bg-pine-wash text-pine-deep shadow-[inset_4px_0_0_var(--blaze)]'
      : 'text-ink-soft hover:bg-sunken hover:text-ink',
  );
}

function TopBar({ me }: { readonly me: User | undefined }) {
  const t = useTexts(shellTexts);
  const discovery = useTexts(discoveryTexts);
  return (
    <header className="flex items-center gap-3 px-4 pt-3 sm:px-8 lg:hidden print:hidden">
      <Link to="/app" aria-label={t.today} className="mr-auto rounded-xl">
        <Mark className="size-9" />
      </Link>
      <Link
        to={searchPage}
        aria-label={discovery.open}
        className="grid size-10 place-items-center rounded-xl border border-line-strong/50 bg-surface hover:bg-sunken"
      >
        <IconSearch aria-hidden="true" className="size-5" />
      </Link>
      <ThemeButton />
      <BellLink />
      <Link to="/app/settings" aria-label={t.settings} className="rounded-full">
        {me && <Avatar person={me} />}
      </Link>
    </header>
  );
}

function TabBar({ me }: { readonly me: User | undefined }) {
  const t = useTexts(shellTexts);
  const { pathname } = useLocation();
  const places = usePlaces(me);
  const others = places.slice(placesInTheBar);
  const elsewhere = others.some(({ to }) => pathname.startsWith(to));
  return (
    <nav
      aria-label={t.navigation}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
    >
      {places.slice(0, placesInTheBar).map(({ to, label, Icon, end = false, waiting = 0 }) => (
        <NavLink key={to} to={to} end={end} className={({ isActive }) => tab(isActive)}>
          <Icon aria-hidden="true" className="size-5.5" />
          <span className="max-w-full truncate">{label}</span>
          <Waiting count={waiting} className="absolute top-1.5 left-1/2 ml-1.5" />
        </NavLink>
      ))}
      <MorePlaces
        className={tab(elsewhere)}
        label={
          <>
            <IconMenu aria-hidden="true" className="size-5.5" />
            <span className="max-w-full truncate">{t.more}</span>
            <Waiting
              count={others.reduce((sum, { waiting = 0 }) => sum + waiting, 0)}
              className="absolute top-1.5 left-1/2 ml-1.5"
            />
          </>
        }
      >
        {others.map(({ to, label, Icon, waiting = 0 }) => (
          <li key={to}>
            <NavLink to={to} className={railLink}>
              <Icon aria-hidden="true" className="size-5" />
              {label}
              <Waiting count={waiting} className="ml-auto" />
            </NavLink>
          </li>
        ))}
        {me && (
          <li>
            <NavLink to={profilePath(me)} className={railLink}>
              <IconPerson aria-hidden="true" className="size-5" />
              {t.profile}
            </NavLink>
          </li>
        )}
        <li>
          <NavLink to="/app/settings" className={railLink}>
            <IconSettings aria-hidden="true" className="size-5" />
            {t.settings}
          </NavLink>
        </li>
      </MorePlaces>
    </nav>
  );
}

function tab(active: boolean): string {
  return clsx(
    'relative flex min-h-16 flex-col items-center justify-center gap-1 px-0.5 text-[0.72rem] font-semibold -outline-offset-3',
    active ? 'text-pine shadow-[inset_0_3px_0_var(--blaze)]' : 'text-ink-soft',
  );
}
