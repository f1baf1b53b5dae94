import { Button } from '../ui/button';

interface AnswerButtonsProps {
  readonly accept: { readonly text: string; readonly label: string };
  readonly decline: { readonly text: string; readonly label: string };
  readonly busy: boolean;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
}

/** Yes or no to somebody who asked for something. */
export function AnswerButtons({ accept, decline, busy, onAccept, onDecline }: AnswerButtonsProps) {
  return (
    <div className="flex flex-col gap-2 sm:flex-row">
      <Button size="small" busy={busy} aria-label={accept.label} onClick={onAccept}>
        {accept.text}
      </Button>
      <Button look="quiet" size="small" busy={busy} aria-label={decline.label} onClick={onDecline}>
        {decline.text}
      </Button>
    </div>
  );
}
