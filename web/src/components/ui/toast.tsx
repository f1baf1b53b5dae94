// Short messages that come and go. One live region, always there, so that screen readers hear each of them.
import { clsx } from 'clsx';
import { useSyncExternalStore } from 'react';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { IconClose, IconDone, IconWarning } from '../icons';

interface Toast {
  readonly id: number;
  readonly kind: 'good' | 'bad';
  readonly text: string;
}

const shownMs = { good: 5_000, bad: 9_000 } as const;
const mostAtOnce = 3;
const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let lastId = 0;

export function toast(text: string, kind: Toast['kind'] = 'good'): void {
  const id = ++lastId;
  show([...toasts.slice(1 - mostAtOnce), { id, kind, text }]);
  setTimeout(() => {
    dismiss(id);
  }, shownMs[kind]);
}

function dismiss(id: number): void {
  show(toasts.filter((other) => other.id !== id));
}

function show(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function Toasts() {
  const t = useTexts(commonTexts);
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(5.5rem+env(safe-area-inset-bottom))] z-[60] flex flex-col items-center gap-2 px-4 lg:bottom-6"
    >
      {shown.map(({ id, kind, text }) => (
        <div
          key={id}
          className="pointer-events-auto flex max-w-md animate-rise items-center gap-3 rounded-2xl bg-ink py-2 pr-2 pl-4 text-paper shadow-float"
        >
          {kind === 'good' ? (
            <IconDone className="size-5 shrink-0" />
          ) : (
            <IconWarning className="size-5 shrink-0" />
          )}
          <span className="py-1.5 font-medium">{text}</span>
          <button
            type="button"
            aria-label={t.dismiss}
            className={clsx('grid size-9 place-items-center rounded-xl hover:bg-paper/15')}
            onClick={() => {
              dismiss(id);
            }}
          >
            <IconClose className="size-4" />
          </button>
        </div>
      ))}
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
