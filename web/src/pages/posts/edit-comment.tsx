import { useState } from 'react';
import { useViewer } from '@/components/layout/viewer';
import { RichText } from '@/components/rich-text';
import { Dialog } from '@/components/ui/dialog';
import { TextArea } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { lengthOf } from '@/components/ui/character-counter';
import { Listing } from '@/components/ui/listing';
import { VersionedDialog } from '@/components/versioned-dialog';
import { commonTexts } from '@/i18n/common';
import { postsTexts } from '@/i18n/posts';
import { useTexts } from '@/i18n/texts';
import { useCommentHistory, useEditComment, useNewestComment } from '@/lib/apiPosts';
import { problemText } from '@/lib/formErrors';
import type { Comment } from '@/models';
import { Problem } from '@/models/problem';
import { longestComment } from './comment-form';

interface CommentValues {
  readonly text: string;
}

interface EditCommentProps {
  readonly comment: Comment;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Changes one's own words; when another edit came first, one chooses between the two. */
export function EditComment({ comment, open, onClose }: EditCommentProps) {
  const t = useTexts(postsTexts);
  const edit = useEditComment();
  const newest = useNewestComment();
  return (
    <VersionedDialog<CommentValues, Comment>
      thing={comment}
      open={open}
      onClose={onClose}
      form={(startedFrom, submit) => (
        <CommentDialog text={startedFrom.text} onClose={onClose} onSubmit={submit} />
      )}
      save={({ values: { text }, version }) => edit({ id: comment.id, input: { text, version } })}
      newest={async () => {
        const found = await newest(comment.id);
        return found && { values: { text: found.text }, version: found.version };
      }}
      labels={{ text: t.text }}
      show={(key, values) => values[key]}
    />
  );
}

interface CommentDialogProps {
  readonly text: string;
  readonly onClose: () => void;
  readonly onSubmit: (values: CommentValues) => Promise<void>;
}

function CommentDialog({ text, onClose, onSubmit }: CommentDialogProps) {
  const t = useTexts(postsTexts);
  const common = useTexts(commonTexts);
  const [words, setWords] = useState(text);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | undefined>();
  const submit = async () => {
    const said = words.trim();
    if (said === '') return setError(t.noText);
    if (lengthOf(said) > longestComment) return setError(common.tooLong(longestComment));
    setBusy(true);
    try {
      await onSubmit({ text: said });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      setError(problem.fields[0]?.message ?? problemText(problem, common));
    } finally {
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title={t.editComment}
      submitText={common.save}
      busy={busy}
      error={undefined}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextArea
        label={t.text}
        rows={5}
        value={words}
        error={error}
        onChange={(event) => {
          setWords(event.target.value);
        }}
      />
    </FormDialog>
  );
}

/** What a comment said before its edits, newest first. */
export function CommentHistory({
  comment,
  onClose,
}: {
  readonly comment: Comment;
  readonly onClose: () => void;
}) {
  const t = useTexts(postsTexts);
  const { format } = useViewer();
  const { data, problem, retry } = useCommentHistory(comment.id);
  return (
    <Dialog open onClose={onClose} title={t.history} description={t.commentHistoryText}>
      <div className="pb-5">
        <Listing
          items={data?.toReversed()}
          problem={problem}
          retry={retry}
          skeleton={{ count: 2, className: 'h-16' }}
          empty={null}
        >
          {(revisions) => (
            <ol className="grid gap-4">
              {revisions.map(({ text, writtenAt }) => (
                <li key={writtenAt} className="border-l-3 border-line pl-4">
                  <p className="mb-1 text-sm text-ink-soft">{format.moment(writtenAt)}</p>
                  <RichText text={text} />
                </li>
              ))}
            </ol>
          )}
        </Listing>
      </div>
    </Dialog>
  );
}
