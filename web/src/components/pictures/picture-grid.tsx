import { clsx } from 'clsx';
import { useState } from 'react';
import { picturesTexts } from '@/i18n/pictures';
import { useTexts } from '@/i18n/texts';
import type { Picture } from '@/models';
import { Lightbox } from './lightbox';

interface PictureGridProps {
  readonly pictures: readonly Picture[];
  /** In a bubble of a conversation. */
  readonly small?: boolean;
}

/** One to four pictures, and each of them large on demand. */
export function PictureGrid({ pictures, small = false }: PictureGridProps) {
  const t = useTexts(picturesTexts);
  const [open, setOpen] = useState<number | null>(null);
  const [only] = pictures;
  if (!only) return null;
  const alone = pictures.length === 1;
  return (
    <>
      <div
        className={clsx(
          'relative grid gap-1 overflow-hidden rounded-xl',
          small && 'w-64 max-w-full sm:w-80',
          !alone && 'aspect-3/2 grid-cols-2',
          pictures.length > 2 && 'grid-rows-2',
        )}
        // One alone keeps its shape, within limits, and is not blown up.
        style={
          alone ? { aspectRatio: shapeOf(only), maxWidth: Math.max(only.width, 120) } : undefined
        }
      >
        {pictures.map((picture, index) => (
          <button
            key={picture.id}
            type="button"
            aria-haspopup="dialog"
            aria-label={t.enlarge(picture.alt ?? t.oneOf(index + 1, pictures.length))}
            className={clsx(
              'min-h-0 min-w-0 cursor-zoom-in overflow-hidden bg-sunken -outline-offset-3',
              pictures.length === 3 && index === 0 && 'row-span-2',
            )}
            onClick={() => {
              setOpen(index);
            }}
          >
            <img
              src={picture.previewUrl}
              srcSet={`${picture.previewUrl} ${String(picture.previewWidth)}w, ${picture.url} ${String(picture.width)}w`}
              sizes={sizeOf(small, alone)}
              width={picture.width}
              height={picture.height}
              alt=""
              loading="lazy"
              decoding="async"
              className="size-full object-cover transition-[filter] hover:brightness-95"
            />
          </button>
        ))}
      </div>
      {open !== null && (
        <Lightbox
          pictures={pictures}
          at={open}
          onMove={setOpen}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
    </>
  );
}

const tallest = 4 / 5;
const widest = 5 / 2;

/** Its width by its height; what is very tall or very wide is cut. */
export function shapeOf({ width, height }: Pick<Picture, 'width' | 'height'>): number {
  return Math.min(widest, Math.max(tallest, width / Math.max(1, height)));
}

/** How wide it will be shown, for the browser's choice of the file. */
function sizeOf(small: boolean, alone: boolean): string {
  if (small) return alone ? '20rem' : '10rem';
  return alone ? '(min-width: 42rem) 39rem, 90vw' : '(min-width: 42rem) 20rem, 45vw';
}
