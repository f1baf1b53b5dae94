import { chatTexts } from '@/i18n/chat';
import { moderationTexts } from '@/i18n/moderation';
import { useTexts } from '@/i18n/texts';
import type { Message } from '@/models';

type Shown = Pick<Message, 'text' | 'pictures' | 'deletedAt' | 'hiddenAt'>;

/** A message in one line: its words, else that it holds pictures, or is gone or hidden. */
export function useMessageFace(): (message: Shown) => string {
  const t = useTexts(chatTexts);
  const { hiddenMessage } = useTexts(moderationTexts);
  return ({ text, pictures, deletedAt, hiddenAt }) => {
    if (deletedAt !== null) return t.deleted;
    if (hiddenAt !== null) return hiddenMessage;
    return text === '' ? t.pictures(pictures.length) : text;
  };
}
