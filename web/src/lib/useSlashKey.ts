import { useEffect, useRef } from 'react';

/** Where a "/" is a letter. */
const typing = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/** Calls `act` when "/" is pressed and nobody is writing, and no dialog is open. Null: does not listen. */
export function useSlashKey(act: (() => void) | null): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const listens = act !== null;
  useEffect(() => {
    if (!listens) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || document.querySelector('[role="dialog"]')) return;
      if (event.target instanceof Element && event.target.closest(typing)) return;
      event.preventDefault();
      latest.current?.();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [listens]);
}
