// A journey that is being drawn: its corners, some of them with a name.
import type { Point } from '@/lib/polyline';
import { distancesAlong } from '@/lib/route';
import type { JourneyInput, JourneyVisibility } from '@/models';

export interface Corner {
  readonly key: number;
  readonly at: Point;
  /** Of the milestone there; "" when it is only a bend. */
  readonly name: string;
  /** Of the milestone: sent already, used when the journey is made. */
  readonly picture: SentPicture | null;
}

export interface SentPicture {
  readonly id: string;
  readonly previewUrl: string;
}

export const mostPoints = 500;
const mostMilestones = 60;

interface Draft {
  readonly title: string;
  readonly description: string;
  readonly visibility: JourneyVisibility;
  readonly corners: readonly Corner[];
}

export function draftInput({ title, description, visibility, corners }: Draft): JourneyInput {
  const distances = distancesAlong(corners.map(({ at }) => at));
  const milestones = corners
    .map(({ name, picture }, index) => ({
      title: name.trim(),
      // Never past the end.
      distanceMetres: Math.floor((distances[index] ?? 0) * 10) / 10,
      ...(picture !== null && { pictureId: picture.id }),
    }))
    .filter((one) => one.title !== '')
    .slice(0, mostMilestones);
  return {
    title: title.trim(),
    ...(description.trim() !== '' && { description: description.trim() }),
    visibility,
    points: corners.map(({ at }) => ({ latitude: at.latitude, longitude: at.longitude })),
    ...(milestones.length > 0 && { milestones }),
  };
}
