import { useRef, useState } from 'react';
import { commonTexts } from '@/i18n/common';
import { groupsTexts } from '@/i18n/groups';
import { picturesTexts } from '@/i18n/pictures';
import { useTexts } from '@/i18n/texts';
import { sendPicture, whyNotAPicture } from '@/lib/apiMedia';
import { problemText } from '@/lib/formErrors';
import type { Group } from '@/models';
import { Problem } from '@/models/problem';
import { IconCamera } from '../icons';
import { PictureInput } from '../pictures/picture-input';
import { Button } from '../ui/button';
import { FieldErrorText } from '../ui/field';
import { Bar } from '../ui/progress';
import { GroupPicture } from './group-picture';

interface GroupPictureFieldProps {
  readonly value: Group['avatar'];
  readonly onChange: (avatar: Group['avatar']) => void;
  readonly error: string | undefined;
}

/** The picture of a group: sent as soon as it is chosen, used when the form is. */
export function GroupPictureField({ value, onChange, error }: GroupPictureFieldProps) {
  const t = useTexts(groupsTexts);
  const pictures = useTexts(picturesTexts);
  const common = useTexts(commonTexts);
  const input = useRef<HTMLInputElement>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async (file: File) => {
    const reason = whyNotAPicture(file);
    setRefusal(reason && pictures[reason]);
    if (reason !== null) return;
    setSent(0);
    try {
      onChange(await sendPicture(file, { onProgress: setSent }));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      setRefusal(problem.fields[0]?.message ?? problemText(problem, common));
    } finally {
      setSent(null);
    }
  };
  const shown = refusal ?? error;
  return (
    <div role="group" aria-label={t.picture}>
      <p className="mb-2 font-semibold">{t.picture}</p>
      <div className="flex flex-wrap items-center gap-4">
        <GroupPicture group={{ avatar: value }} />
        <PictureInput
          ref={input}
          label={`${t.picture}: ${pictures.choose}`}
          onChoose={(file) => void send(file)}
        />
        <Button
          look="quiet"
          size="small"
          busy={sent !== null}
          onClick={() => {
            input.current?.click();
          }}
        >
          <IconCamera aria-hidden="true" className="size-4.5" />
          {pictures.choose}
        </Button>
        {value !== null && (
          <Button
            look="plain"
            size="small"
            onClick={() => {
              onChange(null);
            }}
          >
            {pictures.remove}
          </Button>
        )}
      </div>
      {sent !== null && (
        <div className="mt-3">
          <Bar value={sent} label={pictures.sending} />
        </div>
      )}
      {shown !== undefined && (
        <div role="alert">
          <FieldErrorText>{shown}</FieldErrorText>
        </div>
      )}
    </div>
  );
}
