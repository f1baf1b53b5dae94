// Pictures: one's own portrait and banner.
import { useApolloClient } from '@apollo/client/react';
import { asForm, upload, type Upload } from './apiUpload';
import { request } from './api';
import * as z from '@/lib/zod';
import { session } from './session';

/** What the server takes. */
export const pictureTypes: readonly string[] = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
];
export const mostPictureBytes = 10 * 1024 * 1024;

export type Portrait = 'avatar' | 'banner';

interface Portraits {
  /** Throws `Problem`. */
  readonly set: (which: Portrait, file: File, options?: Upload) => Promise<void>;
  readonly remove: (which: Portrait) => Promise<void>;
}

export function usePortraits(): Portraits {
  const client = useApolloClient();
  const changed = async () => {
    session.announceChange();
    await client.refetchQueries({ include: 'active' });
  };
  return {
    set: async (which, file, options) => {
      await upload({ path: `/api/me/${which}`, body: asForm(file) }, options);
      await changed();
    },
    remove: async (which) => {
      await request(`/api/me/${which}`, z.unknown(), { method: 'DELETE', authenticated: true });
      await changed();
    },
  };
}

/** What speaks against a file before it is sent; the server looks at its content. */
export function whyNotAPicture(file: File): 'notAPicture' | 'tooBig' | null {
  if (file.size > mostPictureBytes) return 'tooBig';
  return pictureTypes.includes(file.type) ? null : 'notAPicture';
}
