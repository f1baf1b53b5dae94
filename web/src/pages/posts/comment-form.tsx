import { useId, useState } from 'react';
import { useViewer } from '@/components/layout/viewer';
import { nameOf } from '@/components/people/avatar';
import { Button } from '@/components/ui/button';
import { CharacterCounter, lengthOf } from '@/components/ui/character-counter';
import { controlLook, FieldErrorText } from '@/components/ui/field';
import { commonTexts } from '@/i18n/common';
import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import { useAddComment } from '@/lib/apiPosts';
import { problemText } from '@/lib/formErrors';
import type { Comment, Post } from '@/models';
import { Problem } from '@/models/problem';

export const longestComment = 2000;

interface CommentFormProps {
  readonly post: Post;
  /** The comment that is answered; null for an answer to the post. */
  readonly parent: Comment | null;
  /** Called when it goes out, and when it has arrived. */
  readonly onSend?: () => void;
  readonly onSent?: () => void;
}

/** The comment stands below at once; when it is refused, its words are back here with the reason. */
export function CommentForm({ post, parent, onSend, onSent }: CommentFormProps) {
  const t = useTexts(postsTexts);
  const common = useTexts(commonTexts);
  const { me } = useViewer();
  const id = useId();
  const add = useAddComment(me);
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const words = text.trim();
  const tooLong = lengthOf(words) > longestComment;
  const label = parent?.author ? t.replyTo(nameOf(parent.author)) : t.writeComment;
  const send = async () => {
    if (words === '' || tooLong) return;
    setText('');
    setError(null);
    const sending = add({
      input: { postId: post.id, parentId: parent?.id ?? null, text: words },
    });
    onSend?.();
    try {
      await sending;
      onSent?.();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      setText(words);
      setError(problem.fields[0]?.message ?? problemText(problem, common));
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label htmlFor={id} className="mb-1.5 block font-semibold">
        {label}
      </label>
      <textarea
        id={id}
        rows={2}
        value={text}
        aria-invalid={error !== null || tooLong}
        aria-describedby={error === null ? undefined : `${id}-error`}
        className={`${controlLook} field-sizing-content max-h-72 resize-none`}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
        }}
      />
      {error !== null && (
        <div role="alert">
          <FieldErrorText id={`${id}-error`}>{error}</FieldErrorText>
        </div>
      )}
      <div className="mt-2 flex items-center justify-end gap-3">
        {text !== '' && <CharacterCounter text={text} limit={longestComment} />}
        <Button type="submit" look="quiet" size="small" disabled={words === '' || tooLong}>
          {parent ? t.reply : t.comment}
        </Button>
      </div>
    </form>
  );
}
