import { chatTexts } from '@/i18n/chat';
import { useTexts } from '@/i18n/texts';
import type { Message } from '@/models';

type Shown = Pick<Message, 'text' | 'pictures' | 'deletedAt'>;

/** A message in one line: its words, else that it holds pictures, or is gone. */
export function useMessageFace(): (message: Shown) => string {
  const t = useTexts(chatTexts);
  return ({ text, pictures, deletedAt }) => {
    if (deletedAt !== null) return t.deleted;
    return text === '' ? t.pictures(pictures.length) : text;
  };
}
