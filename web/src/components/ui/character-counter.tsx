import { clsx } from 'clsx';
import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';

/** Characters as the server counts them: code points. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** How near the end the number itself is shown. */
const soon = 100;

interface CharacterCounterProps {
  readonly text: string;
  readonly limit: number;
}

/** How full a text is; in numbers, and said aloud, only when it matters. */
export function CharacterCounter({ text, limit }: CharacterCounterProps) {
  const t = useTexts(postsTexts);
  const left = limit - lengthOf(text);
  const over = left < 0;
  const around = 2 * Math.PI * 9;
  const share = Math.min(1, 1 - left / limit);
  return (
    <span className="inline-flex items-center gap-1.5">
      <span
        role="status"
        className={clsx('text-sm font-semibold', over ? 'text-danger' : 'text-ink-soft')}
      >
        {left <= soon && (
          <>
            <span aria-hidden="true">{left}</span>
            <span className="sr-only">{over ? t.over(-left) : t.left(left)}</span>
          </>
        )}
      </span>
      <svg aria-hidden="true" width="22" height="22" className="-rotate-90">
        <circle cx="11" cy="11" r="9" fill="none" strokeWidth="3" className="stroke-line" />
        {share > 0 && (
          <circle
            cx="11"
            cy="11"
            r="9"
            fill="none"
            strokeWidth="3"
            strokeDasharray={`${String(around * share)} ${String(around)}`}
            className={over ? 'stroke-danger' : left <= soon ? 'stroke-blaze' : 'stroke-pine'}
          />
        )}
      </svg>
    </span>
  );
}
