import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import { IconUp } from '../icons';

/** Says how many newer items wait, and shows them. Stays in sight while the list scrolls. */
export function NewPill({
  count,
  onShow,
}: {
  readonly count: number;
  readonly onShow: () => void;
}) {
  const t = useTexts(postsTexts);
  return (
    <div
      role="status"
      className="pointer-events-none sticky top-3 z-20 flex h-0 justify-center overflow-visible"
    >
      {count > 0 && (
        <button
          type="button"
          className="pointer-events-auto inline-flex h-10 animate-rise items-center gap-1.5 rounded-full bg-blaze-ink px-4 text-sm font-semibold text-on-blaze shadow-float hover:brightness-110"
          onClick={() => {
            onShow();
            window.scrollTo({ top: 0 });
          }}
        >
          <IconUp aria-hidden="true" className="size-4" />
          {t.newItems(count)}
        </button>
      )}
    </div>
  );
}
