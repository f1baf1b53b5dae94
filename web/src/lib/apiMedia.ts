// Pictures: one's own portrait and banner, and those of posts and messages.
import { useApolloClient } from '@apollo/client/react';
import { asForm, upload, type Upload } from './apiUpload';
import { request } from './api';
import * as z from '@/lib/zod';
import { Problem } from '@/models/problem';
import type { PictureDraft } from './pictureDrafts';
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

/** Which of several pictures the server refused, or could not be sent. */
export class PictureNotSent extends Error {
  constructor(
    readonly pictureId: string,
    readonly problem: Problem,
  ) {
    super(problem.message);
  }
}

type Sending = Pick<PictureDraft, 'id' | 'file' | 'alt'>;

const mediaSchema = z.object({ id: z.string(), previewUrl: z.string() });

/** One picture, to be named by what will show it. Throws `Problem`. */
export async function sendPicture(
  file: File,
  options?: Upload,
): Promise<{ readonly id: string; readonly previewUrl: string }> {
  return mediaSchema.parse(await upload({ path: '/api/media', body: asForm(file) }, options));
}

/**
 * Sends pictures so that a post or a message can name them. What has arrived is not sent again when the rest is tried once more.
 */
export class PictureSender {
  /** By the draft's id: the server's, and what was said of the picture when it went out. */
  readonly #arrived = new Map<string, { readonly id: string; readonly alt: string }>();

  /** One after another; gives their ids in that order. Throws `PictureNotSent`. */
  async send(
    pictures: readonly Sending[],
    onProgress: (pictureId: string, sent: number) => void,
  ): Promise<string[]> {
    const ids = [];
    for (const picture of pictures) ids.push(await this.#sendOne(picture, onProgress));
    return ids;
  }

  /** After they were used, or when the server knows them no more. */
  forget(pictures: readonly Pick<PictureDraft, 'id'>[]): void {
    for (const { id } of pictures) this.#arrived.delete(id);
  }

  async #sendOne(
    { id, file, alt }: Sending,
    onProgress: (pictureId: string, sent: number) => void,
  ): Promise<string> {
    const said = alt.trim();
    const known = this.#arrived.get(id);
    if (known?.alt === said) return known.id;
    try {
      const body = await upload(
        { path: '/api/media', body: asForm(file, said === '' ? {} : { alt: said }) },
        {
          onProgress: (sent) => {
            onProgress(id, sent);
          },
        },
      );
      const media = mediaSchema.parse(body);
      this.#arrived.set(id, { id: media.id, alt: said });
      return media.id;
    } catch (problem) {
      if (problem instanceof Problem) throw new PictureNotSent(id, problem);
      throw problem;
    }
  }
}

/** What speaks against a file before it is sent; the server looks at its content. */
export function whyNotAPicture(file: File): 'notAPicture' | 'tooBig' | null {
  if (file.size > mostPictureBytes) return 'tooBig';
  return pictureTypes.includes(file.type) ? null : 'notAPicture';
}
