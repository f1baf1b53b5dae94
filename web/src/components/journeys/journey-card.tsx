import { Link } from 'react-router';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import type { Journey } from '@/models';
import { IconPrivate } from '../icons';
import { useViewer } from '../layout/viewer';
import { TrackDrawing } from '../track-drawing';
import { Card } from '../ui/card';

export const journeyPath = ({ id }: Pick<Journey, 'id'>): string => `/app/journeys/${id}`;

/** One journey of a list: its shape, how long it is, what it is about. */
export function JourneyCard({ journey }: { readonly journey: Journey }) {
  const t = useTexts(journeysTexts);
  const { format } = useViewer();
  const { title, description, lengthMetres, climbMetres, polyline, visibility, kind } = journey;
  const facts = [
    format.distance(lengthMetres),
    climbMetres !== null && climbMetres > 0 && t.climbOf(format.climb(climbMetres)),
  ].filter((fact) => fact !== false);
  return (
    <Card className="relative flex h-full flex-col overflow-hidden transition-colors hover:border-line-strong">
      <div className="contours grid h-36 place-items-center border-b border-line bg-pine-wash/50">
        <TrackDrawing polyline={polyline} width={280} height={128} className="h-32 w-full" />
      </div>
      <div className="flex flex-1 flex-col gap-1.5 p-4 sm:p-5">
        <h3 className="flex items-center gap-1.5 text-lg leading-snug font-semibold">
          <Link
            to={journeyPath(journey)}
            className="min-w-0 rounded wrap-anywhere before:absolute before:inset-0 before:rounded-card"
          >
            {title}
          </Link>
          {kind !== 'CATALOGUE' && visibility === 'PRIVATE' && (
            <IconPrivate
              aria-label={t.visibilities.PRIVATE.name}
              className="size-4 shrink-0 text-ink-soft"
            />
          )}
        </h3>
        <p className="font-semibold text-blaze-ink">{facts.join(' · ')}</p>
        {description !== '' && (
          <p className="line-clamp-3 text-[0.95rem] text-ink-soft wrap-anywhere">{description}</p>
        )}
      </div>
    </Card>
  );
}
