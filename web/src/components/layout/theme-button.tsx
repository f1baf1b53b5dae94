import { Monitor, Moon, Sun } from 'lucide-react';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { setTheme, themes, useTheme } from '@/lib/theme';

const icons = { system: Monitor, light: Sun, dark: Moon } as const;

/** Goes round: as the system has it, light, dark. */
export function ThemeButton() {
  const t = useTexts(commonTexts);
  const theme = useTheme();
  const Icon = icons[theme];
  return (
    <button
      type="button"
      aria-label={`${t.theme}: ${t.themes[theme]}`}
      title={`${t.theme}: ${t.themes[theme]}`}
      className="grid size-10 place-items-center rounded-xl border border-line-strong/50 bg-surface hover:bg-sunken"
      onClick={() => {
        setTheme(themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system');
      }}
    >
      <Icon aria-hidden="true" className="size-5" />
    </button>
  );
}
