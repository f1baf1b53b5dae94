import { useCallback, useState } from 'react';
import {
  addPictures,
  changePicture,
  movePicture,
  type PictureDraft,
  type PictureRefusal,
} from '@/lib/pictureDrafts';

export interface ChosenPictures {
  readonly drafts: readonly PictureDraft[];
  /** Why some of what was chosen last is not among them. */
  readonly refusals: readonly PictureRefusal[];
  readonly add: (files: readonly File[]) => void;
  readonly change: (id: string, change: Partial<Omit<PictureDraft, 'id' | 'file'>>) => void;
  readonly move: (id: string, by: -1 | 1) => void;
  readonly remove: (id: string) => void;
  readonly clear: () => void;
}

/** The pictures of what is being written. */
export function usePictures(): ChosenPictures {
  const [{ drafts, refusals }, set] = useState(nothing);
  return {
    drafts,
    refusals,
    add: useCallback((files) => {
      set((now) => addPictures(now.drafts, files));
    }, []),
    change: useCallback((id, change) => {
      set((now) => ({ ...now, drafts: changePicture(now.drafts, id, change) }));
    }, []),
    move: useCallback((id, by) => {
      set((now) => ({ ...now, drafts: movePicture(now.drafts, id, by) }));
    }, []),
    remove: useCallback((id) => {
      set((now) => ({ drafts: now.drafts.filter((draft) => draft.id !== id), refusals: [] }));
    }, []),
    clear: useCallback(() => {
      set(nothing);
    }, []),
  };
}

const nothing = {
  drafts: [] as readonly PictureDraft[],
  refusals: [] as readonly PictureRefusal[],
};

/** The files of what was pasted or dropped. What also has words is left to the text field: office programs add a picture of them. */
export function filesOf(data: DataTransfer): readonly File[] {
  return data.types.includes('text/plain') ? [] : [...data.files];
}
