import { useRef, useState, type ReactNode } from 'react';
import { useViewer } from '@/components/layout/viewer';
import { Avatar } from '@/components/people/avatar';
import { IconCamera } from '@/components/icons';
import { PictureInput } from '@/components/pictures/picture-input';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { FieldErrorText } from '@/components/ui/field';
import { Bar } from '@/components/ui/progress';
import { toast } from '@/components/ui/toast';
import { useAttempt } from '@/components/use-attempt';
import { commonTexts } from '@/i18n/common';
import { picturesTexts } from '@/i18n/pictures';
import { useTexts } from '@/i18n/texts';
import { usePortraits, whyNotAPicture, type Portrait } from '@/lib/apiMedia';
import { problemText } from '@/lib/formErrors';
import { Problem } from '@/models/problem';

/** One's own portrait and banner. */
export function Portraits() {
  const t = useTexts(picturesTexts);
  const { me } = useViewer();
  return (
    <Section title={t.title}>
      <p className="-mt-2 mb-5 text-sm text-ink-soft">{t.hint}</p>
      <div className="grid gap-6">
        <PortraitField which="avatar" label={t.avatar} present={me.avatarUrl !== null}>
          <Avatar person={me} size="large" />
        </PortraitField>
        <PortraitField which="banner" label={t.banner} present={me.bannerUrl !== null}>
          {me.bannerUrl === null ? (
            <div className="contours h-14 w-28 shrink-0 overflow-hidden rounded-xl bg-pine-wash" />
          ) : (
            <img
              src={me.bannerUrl}
              alt=""
              className="h-14 w-28 shrink-0 rounded-xl bg-sunken object-cover"
            />
          )}
        </PortraitField>
      </div>
    </Section>
  );
}

interface PortraitFieldProps {
  readonly which: Portrait;
  readonly label: string;
  readonly present: boolean;
  readonly children: ReactNode;
}

function PortraitField({ which, label, present, children }: PortraitFieldProps) {
  const t = useTexts(picturesTexts);
  const common = useTexts(commonTexts);
  const portraits = usePortraits();
  const { busy, attempt } = useAttempt();
  const input = useRef<HTMLInputElement>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  const send = async (file: File) => {
    const refusal = whyNotAPicture(file);
    setError(refusal && t[refusal]);
    if (refusal !== null) return;
    setSent(0);
    try {
      await portraits.set(which, file, { onProgress: setSent });
      toast(t.saved);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      setError(problem.fields[0]?.message ?? problemText(problem, common));
    } finally {
      setSent(null);
    }
  };
  return (
    <div role="group" aria-label={label}>
      <p className="mb-2 font-semibold">{label}</p>
      <div className="flex flex-wrap items-center gap-4">
        {children}
        <PictureInput
          ref={input}
          label={`${label}: ${t.choose}`}
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
          {t.choose}
        </Button>
        {present && (
          <Button
            look="plain"
            size="small"
            busy={busy}
            onClick={() =>
              void attempt(async () => {
                await portraits.remove(which);
                toast(t.removed);
              })
            }
          >
            {t.remove}
          </Button>
        )}
      </div>
      {sent !== null && (
        <div className="mt-3">
          <Bar value={sent} label={t.sending} />
        </div>
      )}
      {error !== null && (
        <div role="alert">
          <FieldErrorText>{error}</FieldErrorText>
        </div>
      )}
    </div>
  );
}
