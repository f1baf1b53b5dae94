import { useRef, useState } from 'react';
import { IconCamera } from '@/components/icons';
import { PictureInput } from '@/components/pictures/picture-input';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { commonTexts } from '@/i18n/common';
import { journeysTexts } from '@/i18n/journeys';
import { picturesTexts } from '@/i18n/pictures';
import { useTexts } from '@/i18n/texts';
import { sendPicture, whyNotAPicture } from '@/lib/apiMedia';
import { problemText } from '@/lib/formErrors';
import { Problem } from '@/models/problem';
import type { SentPicture } from './draft';

interface CornerPictureProps {
  readonly place: number;
  readonly value: SentPicture | null;
  readonly onChange: (picture: SentPicture | null) => void;
}

/** The picture of a milestone that is being drawn: sent as soon as it is chosen; pressed again it is taken away. */
export function CornerPicture({ place, value, onChange }: CornerPictureProps) {
  const t = useTexts(journeysTexts);
  const pictures = useTexts(picturesTexts);
  const common = useTexts(commonTexts);
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File) => {
    const reason = whyNotAPicture(file);
    if (reason !== null) {
      toast(pictures[reason]);
      return;
    }
    setBusy(true);
    try {
      onChange(await sendPicture(file));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      toast(problem.fields[0]?.message ?? problemText(problem, common));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <PictureInput
        ref={input}
        label={t.chooseMilestonePicture(place)}
        onChoose={(file) => void send(file)}
      />
      <Button
        look="plain"
        size="icon"
        className="shrink-0 overflow-hidden"
        busy={busy}
        aria-label={
          value === null ? t.chooseMilestonePicture(place) : t.removeMilestonePicture(place)
        }
        onClick={() => {
          if (value === null) input.current?.click();
          else onChange(null);
        }}
      >
        {value === null ? (
          <IconCamera aria-hidden="true" className="size-4.5" />
        ) : (
          <img src={value.previewUrl} alt="" className="size-8 rounded-md object-cover" />
        )}
      </Button>
    </>
  );
}
