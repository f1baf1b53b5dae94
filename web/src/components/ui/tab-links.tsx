import { clsx } from 'clsx';
import { Link } from 'react-router';

interface Tab {
  readonly key: string;
  readonly to: string;
  readonly text: string;
}

interface TabLinksProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
}

/** The parts of a page that have addresses of their own. Going from one to the other leaves one step of the way back. */
export function TabLinks({ label, tabs, chosen }: TabLinksProps) {
  return (
    <nav aria-label={label} className="mb-4 flex gap-1 overflow-x-auto border-b border-line">
      {tabs.map(({ key, to, text }) => (
        <Link
          key={key}
          to={to}
          replace
          aria-current={key === chosen ? 'page' : undefined}
          className={clsx(
            'flex min-h-11 items-center px-3.5 font-semibold whitespace-nowrap -outline-offset-3',
            key === chosen
              ? 'text-pine shadow-[inset_0_-3px_0_var(--blaze)]'
              : 'text-ink-soft hover:text-ink',
          )}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
