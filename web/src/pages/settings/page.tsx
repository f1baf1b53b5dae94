import { Link } from 'react-router';
import { Page } from '@/components/layout/page';
import { LogOut } from '@/components/offline/log-out';
import { useViewer } from '@/components/layout/viewer';
import { IconLogOut, IconModeration } from '@/components/icons';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { Choices } from '@/components/ui/choices';
import { accountTexts } from '@/i18n/account';
import { commonTexts } from '@/i18n/common';
import { moderationTexts } from '@/i18n/moderation';
import { settingsTexts } from '@/i18n/settings';
import { shellTexts } from '@/i18n/shell';
import { useTexts } from '@/i18n/texts';
import { setTheme, themes, useTheme } from '@/lib/theme';
import { NoticePreferences } from './notice-preferences';
import { PasswordForm } from './password-form';
import { Portraits } from './portraits';
import { HiddenPeople, Privacy } from './privacy';
import { ProfileForm } from './profile-form';

export default function SettingsPage() {
  const t = useTexts(settingsTexts);
  const common = useTexts(commonTexts);
  const account = useTexts(accountTexts);
  const shell = useTexts(shellTexts);
  const moderation = useTexts(moderationTexts);
  const { me } = useViewer();
  const theme = useTheme();
  return (
    <Page title={t.title}>
      <div className="grid items-start gap-5 lg:grid-cols-[1.35fr_1fr]">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <ProfileForm />
          <Privacy />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <Portraits />
          <Section title={t.appearance}>
            <Choices
              legend={common.theme}
              name="theme"
              value={theme}
              onChange={setTheme}
              choices={themes.map((value) => ({ value, label: common.themes[value] }))}
            />
          </Section>
          <Section title={t.security}>
            <p className="mb-5">
              <span className="block text-sm text-ink-soft">{account.email}</span>
              <span className="font-semibold wrap-anywhere">{me.email}</span>{' '}
              <span className={me.emailConfirmed ? 'text-sm text-moss' : 'text-sm text-blaze-ink'}>
                {me.emailConfirmed ? t.emailConfirmed : t.emailPending}
              </span>
            </p>
            <PasswordForm />
          </Section>
          <NoticePreferences />
          <HiddenPeople />
          <Section title={moderation.settings}>
            <p className="mb-4 text-ink-soft">{moderation.settingsText}</p>
            <Button asChild look="quiet">
              <Link to="/app/decisions">
                <IconModeration aria-hidden="true" className="size-5" />
                {moderation.noticesTitle}
              </Link>
            </Button>
          </Section>
          <Section title={shell.logOut}>
            <p className="mb-4 text-ink-soft">{t.logOutText}</p>
            <LogOut
              button={(leave) => (
                <Button look="quiet" onClick={leave}>
                  <IconLogOut aria-hidden="true" className="size-5" />
                  {shell.logOut}
                </Button>
              )}
            />
          </Section>
        </div>
      </div>
    </Page>
  );
}
