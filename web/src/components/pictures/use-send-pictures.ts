import { useState } from 'react';
import { commonTexts } from '@/i18n/common';
import { useTexts } from '@/i18n/texts';
import { PictureNotSent, PictureSender } from '@/lib/apiMedia';
import { problemText } from '@/lib/formErrors';
import type { ChosenPictures } from './use-pictures';

interface SentPictures {
  /** Their ids in order; null when one was refused, which says why. */
  readonly send: () => Promise<string[] | null>;
  /** After they were used, or when the server knows them no more. */
  readonly forget: () => void;
}

/** Sends the chosen pictures ahead of what they belong to; those that arrived are not sent twice. */
export function useSendPictures({ drafts, change }: ChosenPictures): SentPictures {
  const common = useTexts(commonTexts);
  const [sender] = useState(() => new PictureSender());
  return {
    send: async () => {
      for (const { id } of drafts) change(id, { problem: null });
      try {
        return await sender.send(drafts, (id, sent) => {
          change(id, { sent });
        });
      } catch (refusal) {
        if (!(refusal instanceof PictureNotSent)) throw refusal;
        const { pictureId, problem } = refusal;
        change(pictureId, {
          sent: null,
          problem: problem.fields[0]?.message ?? problemText(problem, common),
        });
        return null;
      }
    },
    forget: () => {
      sender.forget(drafts);
      for (const { id } of drafts) change(id, { sent: null });
    },
  };
}
