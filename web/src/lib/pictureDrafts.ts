// Pictures that somebody has chosen and not sent yet: which ones, in which order, and what they show.
import { whyNotAPicture } from './apiMedia';

export const mostPictures = 4;
export const longestAlt = 1500;

export interface PictureDraft {
  readonly id: string;
  readonly file: File;
  /** What it shows, for who cannot see it. */
  readonly alt: string;
  /** 0 to 1: what has gone out of it; null while nothing is being sent. */
  readonly sent: number | null;
  /** Why it was refused. */
  readonly problem: string | null;
}

export type PictureRefusal = 'notAPicture' | 'tooBig' | 'tooMany';

interface Added {
  readonly drafts: readonly PictureDraft[];
  /** Why some of the files are not among them; each reason once. */
  readonly refusals: readonly PictureRefusal[];
}

/** Takes what can be taken of the files, up to as many as one may send at once. */
export function addPictures(drafts: readonly PictureDraft[], files: readonly File[]): Added {
  const refusals = new Set<PictureRefusal>();
  const taken = [...drafts];
  for (const file of files) {
    const refusal = whyNotAPicture(file) ?? (taken.length >= mostPictures ? 'tooMany' : null);
    if (refusal === null) taken.push(draftOf(file));
    else refusals.add(refusal);
  }
  return { drafts: taken, refusals: [...refusals] };
}

function draftOf(file: File): PictureDraft {
  return { id: crypto.randomUUID(), file, alt: '', sent: null, problem: null };
}

export function changePicture(
  drafts: readonly PictureDraft[],
  id: string,
  change: Partial<Pick<PictureDraft, 'alt' | 'sent' | 'problem'>>,
): readonly PictureDraft[] {
  return drafts.map((draft) => (draft.id === id ? { ...draft, ...change } : draft));
}

/** One place forward (-1) or back (1); past the ends nothing moves. */
export function movePicture(
  drafts: readonly PictureDraft[],
  id: string,
  by: -1 | 1,
): readonly PictureDraft[] {
  const from = drafts.findIndex((draft) => draft.id === id);
  const moving = drafts[from];
  const other = drafts[from + by];
  if (!moving || !other) return drafts;
  return drafts.map((draft) => (draft === moving ? other : draft === other ? moving : draft));
}
