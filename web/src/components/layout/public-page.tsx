// The frame of the pages before log-in: a form on paper, contour lines around it.
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { commonTexts } from '@/i18n/common';
import { languageNames, languages, setLanguage, useLanguage, matchLanguage } from '@/i18n/language';
import { useTexts } from '@/i18n/texts';
import { Logo } from '../logo';
import { usePageTitle } from './page';
import { ThemeButton } from './theme-button';

export function PublicHeader({ children }: { readonly children?: ReactNode }) {
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center gap-3 px-5 py-4 sm:px-8">
      <Link to="/" className="mr-auto rounded-xl">
        <Logo />
      </Link>
      <LanguageSelect />
      <ThemeButton />
      {children}
    </header>
  );
}

export function LanguageSelect() {
  const t = useTexts(commonTexts);
  const language = useLanguage();
  return (
    <select
      aria-label={t.language}
      value={language}
      className="min-h-10 max-w-28 rounded-xl border border-line-strong/50 bg-surface px-2.5 text-sm font-medium sm:max-w-none"
      onChange={(event) => {
        setLanguage(matchLanguage(event.target.value) ?? 'en');
      }}
    >
      {languages.map((code) => (
        <option key={code} value={code} lang={code}>
          {languageNames[code]}
        </option>
      ))}
    </select>
  );
}

interface PublicPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

export function PublicPage({ title, lead, children, footer }: PublicPageProps) {
  const t = useTexts(commonTexts);
  const heading = usePageTitle(title);
  return (
    <div className="contours min-h-dvh">
      <a href="#content" className="skip-link">
        {t.skipToContent}
      </a>
      <PublicHeader />
      <main id="content" className="mx-auto max-w-lg px-4 pt-4 pb-16 sm:pt-10">
        <div className="rounded-3xl border border-line bg-surface p-6 shadow-float sm:p-9">
          <h1 ref={heading} tabIndex={-1} className="text-3xl font-bold">
            {title}
          </h1>
          {lead !== undefined && <div className="mt-2 text-ink-soft">{lead}</div>}
          <div className="mt-6">{children}</div>
        </div>
        {footer !== undefined && (
          <p className="mt-6 text-center">
            <span className="rounded-full bg-paper px-3 py-1.5">{footer}</span>
          </p>
        )}
      </main>
    </div>
  );
}

export function TextLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Link
      to={to}
      className="rounded font-semibold text-blaze-ink underline decoration-2 underline-offset-4 hover:no-underline"
    >
      {children}
    </Link>
  );
}
