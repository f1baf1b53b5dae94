// A journey's route as a scene: the line, its ends and its milestones.
import { decodePolyline } from '@/lib/polyline';
import type { Route } from '@/lib/route';
import type { SceneMark } from '@/map/scene';
import type { JourneyWithRoute } from '@/models';

export function routeOf({ polyline, distances }: JourneyWithRoute): Route {
  return { points: decodePolyline(polyline), distances };
}

interface Words {
  readonly start: string;
  readonly finish: string;
}

/** Marks of the ends and the milestones, those that matter most first; `done` metres are behind the team. */
export function routeMarks(
  journey: JourneyWithRoute,
  { points }: Route,
  words: Words,
  done = -1,
): SceneMark[] {
  const [start] = points;
  const finish = points.at(-1);
  if (!start || !finish) return [];
  const { milestones, lengthMetres } = journey;
  const next = milestones.find(({ distanceMetres }) => distanceMetres > done);
  // What stands at an end is told by the end's own mark.
  const edge = lengthMetres * 0.002;
  const atStart = milestones.find(({ distanceMetres }) => distanceMetres <= edge);
  const atFinish = milestones.find(({ distanceMetres }) => distanceMetres >= lengthMetres - edge);
  const between = milestones
    .filter((one) => one !== atStart && one !== atFinish)
    .toSorted((a, b) => Number(b === next) - Number(a === next))
    .map((one): SceneMark => {
      const at = { latitude: one.latitude, longitude: one.longitude };
      const look = one.distanceMetres <= done ? 'reached' : 'milestone';
      return { id: `milestone-${one.id}`, look, at, label: one.title, shown: true };
    });
  return [
    { id: 'start', look: 'start', at: start, label: atStart?.title ?? words.start, shown: true },
    {
      id: 'finish',
      look: 'finish',
      at: finish,
      label: atFinish?.title ?? words.finish,
      shown: true,
    },
    ...between,
  ];
}
