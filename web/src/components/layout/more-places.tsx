import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';

interface MorePlacesProps {
  readonly label: ReactNode;
  readonly className: string;
  /** The links. */
  readonly children: ReactNode;
}

/**
 * The last button of the bar on a phone, and the links that it opens. A disclosure, not a menu: what is in it are links like
 * those beside it, and the shell stays small.
 */
export function MorePlaces({ label, className, children }: MorePlacesProps) {
  const { key } = useLocation();
  // Open at this visit of this page: following a link closes it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const open = openAt === key;
  useEffect(() => {
    if (!open) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpenAt(null);
      button.current?.focus();
    };
    const onElsewhere = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpenAt(null);
    };
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('pointerdown', onElsewhere);
    document.addEventListener('focusin', onElsewhere);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('pointerdown', onElsewhere);
      document.removeEventListener('focusin', onElsewhere);
    };
  }, [open]);
  return (
    <div ref={box} className="contents">
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        className={className}
        onClick={() => {
          setOpenAt(open ? null : key);
        }}
      >
        {label}
      </button>
      {open && (
        <ul className="absolute right-2 bottom-[calc(100%+0.5rem)] grid min-w-56 animate-rise gap-0.5 rounded-2xl border border-line bg-raised p-1.5 shadow-float">
          {children}
        </ul>
      )}
    </div>
  );
}
