import { Link } from 'react-router';
import { PublicHeader, TextLink } from '@/components/layout/public-page';
import { usePageTitle } from '@/components/layout/page';
import { Button } from '@/components/ui/button';
import { Blaze } from '@/components/ui/card';
import { accountTexts } from '@/i18n/account';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { HeroTrail } from './hero-trail';

export function LandingPage() {
  const t = useTexts(accountTexts);
  const common = useTexts(commonTexts);
  const heading = usePageTitle('Waymark');
  return (
    <div className="contours flex min-h-dvh flex-col overflow-x-clip">
      <a href="#content" className="skip-link">
        {common.skipToContent}
      </a>
      <PublicHeader>
        <span className="hidden sm:block">
          <Button asChild look="quiet">
            <Link to="/login">{t.logIn}</Link>
          </Button>
        </span>
      </PublicHeader>
      <main
        id="content"
        className="mx-auto grid w-full max-w-6xl flex-1 content-center gap-10 px-5 pt-6 pb-14 sm:px-8 lg:grid-cols-[1.05fr_1fr] lg:items-center lg:gap-14"
      >
        <div>
          <h1
            ref={heading}
            tabIndex={-1}
            className="text-5xl leading-[1.04] font-bold tracking-tight sm:text-6xl lg:text-7xl"
          >
            {t.heroTitle}
          </h1>
          <p className="mt-6 max-w-xl text-lg text-ink-soft sm:text-xl">{t.heroText}</p>
          <div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-4">
            <Button asChild look="accent" size="large">
              <Link to="/signup">{t.start}</Link>
            </Button>
            <p>
              {t.haveAccount} <TextLink to="/login">{t.logIn}</TextLink>
            </p>
          </div>
        </div>
        <HeroTrail alt={t.heroAlt} stops={t.trail} />
        <ul className="grid gap-6 border-t border-line-strong/40 pt-8 sm:grid-cols-3 lg:col-span-2">
          {t.heroPoints.map(({ title, text }) => (
            <li key={title} className="flex gap-3.5">
              <Blaze className="mt-1 h-7" />
              <div>
                <h2 className="text-xl font-semibold">{title}</h2>
                <p className="mt-1 text-ink-soft">{text}</p>
              </div>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}
