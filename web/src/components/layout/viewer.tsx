import { createContext, useContext } from 'react';
import type { Formats } from '@/lib/format';
import type { User } from '@/models';

export interface Viewer {
  readonly me: User;
  /** In the person's language and time zone. */
  readonly format: Formats;
}

export const ViewerContext = createContext<Viewer | null>(null);

/** The person who is signed in. Only inside the frame. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer outside of Frame');
  return viewer;
}
