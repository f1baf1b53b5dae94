import * as Radix from '@radix-ui/react-dialog';
import { clsx } from 'clsx';
import { useRef, useState, type ComponentProps, type ComponentType } from 'react';
import { commonTexts } from '@/i18n/common';
import { picturesTexts } from '@/i18n/pictures';
import { useTexts } from '@/i18n/texts';
import type { Picture } from '@/models';
import { IconBack, IconClose, IconForward } from '../icons';

interface LightboxProps {
  readonly pictures: readonly Picture[];
  /** Which one is shown. */
  readonly at: number;
  readonly onMove: (to: number) => void;
  readonly onClose: () => void;
}

/** A finger that goes this far sideways means the next picture. */
const swipePixels = 48;

/** Pictures as large as the window has room for. Arrow keys and a finger go through them. */
export function Lightbox({ pictures, at, onMove, onClose }: LightboxProps) {
  const t = useTexts(picturesTexts);
  const common = useTexts(commonTexts);
  const [openedFrom] = useState(() => document.activeElement);
  const touchedAt = useRef<number | null>(null);
  const picture = pictures[at];
  if (!picture) return null;
  const place = t.oneOf(at + 1, pictures.length);
  const go = (to: number) => {
    if (to >= 0 && to < pictures.length) onMove(to);
  };
  return (
    <Radix.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Radix.Portal>
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-0 z-50 flex animate-fade flex-col bg-night text-on-night"
          onCloseAutoFocus={(event) => {
            // Radix knows of no button that opened it.
            event.preventDefault();
            if (openedFrom instanceof HTMLElement) openedFrom.focus();
          }}
          onKeyDown={({ key }) => {
            if (key === 'ArrowLeft') go(at - 1);
            if (key === 'ArrowRight') go(at + 1);
          }}
        >
          <div className="flex items-center gap-3 p-3">
            <Radix.Title aria-live="polite" className="flex-1 pl-2 text-sm font-semibold">
              {place}
            </Radix.Title>
            <Radix.Close
              aria-label={common.close}
              className="grid size-11 place-items-center rounded-xl hover:bg-on-night/15"
            >
              <IconClose aria-hidden="true" className="size-6" />
            </Radix.Close>
          </div>
          <div
            className="relative flex min-h-0 flex-1 touch-pan-y items-center justify-center px-2 sm:px-20"
            onPointerDown={({ pointerType, clientX }) => {
              touchedAt.current = pointerType === 'touch' ? clientX : null;
            }}
            onPointerUp={({ clientX }) => {
              const moved = clientX - (touchedAt.current ?? clientX);
              touchedAt.current = null;
              if (Math.abs(moved) >= swipePixels) go(moved < 0 ? at + 1 : at - 1);
            }}
          >
            <img
              key={picture.id}
              src={picture.url}
              width={picture.width}
              height={picture.height}
              alt={picture.alt ?? place}
              draggable={false}
              className="max-h-full w-auto max-w-full animate-fade object-contain"
            />
            {pictures.length > 1 && (
              <>
                <Turn
                  label={t.previous}
                  Icon={IconBack}
                  className="left-2 sm:left-4"
                  disabled={at === 0}
                  onClick={() => {
                    go(at - 1);
                  }}
                />
                <Turn
                  label={t.next}
                  Icon={IconForward}
                  className="right-2 sm:right-4"
                  disabled={at === pictures.length - 1}
                  onClick={() => {
                    go(at + 1);
                  }}
                />
              </>
            )}
          </div>
          {/* For those who see the picture; the others have it as the picture's own text. */}
          <p
            aria-hidden="true"
            className="mx-auto max-h-32 min-h-14 max-w-2xl overflow-y-auto px-5 py-4 text-center text-sm wrap-anywhere"
          >
            {picture.alt}
          </p>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface TurnProps {
  readonly label: string;
  readonly Icon: ComponentType<ComponentProps<'svg'>>;
  readonly className: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

/** Stays in the order of focus at the ends, so that the keyboard keeps its place. */
function Turn({ label, Icon, className, disabled, onClick }: TurnProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={disabled}
      className={clsx(
        'absolute top-1/2 grid size-12 -translate-y-1/2 place-items-center rounded-full bg-night hover:brightness-125',
        className,
        disabled && 'opacity-30',
      )}
      onClick={onClick}
    >
      <Icon aria-hidden="true" className="size-7" />
    </button>
  );
}
