import { useEffect } from 'react';
import { useLocation, useNavigationType } from 'react-router';

/** Where in the browser's history the app was opened, or reloaded. What is known of that page may be of days ago. */
const openedAt = (window.history.state as { key?: string } | null)?.key ?? 'default';
let left = false;

/** Whether the page is one that was left a moment ago, reached by the browser's way back or forth. */
export function useCameBack(): boolean {
  const { key } = useLocation();
  const type = useNavigationType();
  useEffect(() => {
    if (key !== openedAt) left = true;
  }, [key]);
  return type === 'POP' && (left || key !== openedAt);
}
