import { useMemo } from 'react';
import { routeMarks, routeOf } from '@/components/journeys/route-scene';
import { useViewer } from '@/components/layout/viewer';
import { initials, nameOf } from '@/components/people/avatar';
import { Card } from '@/components/ui/card';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { lineUpTo } from '@/lib/route';
import { MapView } from '@/map/map-view';
import type { SceneLine, SceneMark } from '@/map/scene';
import type { TeamRoad } from '@/models';

/** The way, how much of it is done, where the team is, and everybody in it. */
export function TeamMap({ road }: { readonly road: TeamRoad }) {
  const t = useTexts(journeysTexts);
  const { me, format } = useViewer();
  const { journey, position, members } = road;
  const route = useMemo(() => routeOf(journey), [journey]);
  const done = position.distanceMetres;
  const lines = useMemo<readonly SceneLine[]>(
    () => [
      { id: 'route', look: 'route', points: route.points },
      { id: 'done', look: 'done', points: lineUpTo(route, done) },
    ],
    [route, done],
  );
  const marks = useMemo(() => {
    const team: SceneMark = {
      id: 'team',
      look: 'team',
      at: position,
      label: t.teamHere(format.distance(done)),
      sign: '⚑',
    };
    const people = members.nodes
      .filter(({ distanceMetres }) => distanceMetres > 0)
      .map(({ userId, person, position: at, distanceMetres }): SceneMark => {
        const name = person ? nameOf(person) : t.gone;
        return {
          id: userId,
          look: userId === me.id ? 'me' : 'member',
          at,
          label: `${name} · ${format.distance(distanceMetres)}`,
          sign: person ? initials(person) : '–',
        };
      });
    return [team, ...routeMarks(journey, route, t, done), ...people];
  }, [journey, route, position, members, done, me.id, t, format]);
  const label = t.teamMap(journey.title, format.distance(done));
  return (
    <Card className="overflow-hidden">
      <MapView label={label} scene={{ lines, marks }} className="h-88 sm:h-120" />
    </Card>
  );
}
