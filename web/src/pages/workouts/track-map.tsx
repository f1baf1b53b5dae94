import { useMemo } from 'react';
import { Card } from '@/components/ui/card';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { decodePolyline, type Point } from '@/lib/polyline';
import { MapView } from '@/map/map-view';
import type { SceneLine, SceneMark } from '@/map/scene';
import type { Track } from '@/models';

interface TrackMapProps {
  readonly track: Track;
  /** What is pointed at in the charts. */
  readonly here?: Point | null;
}

/** Where a workout went, on the map. */
export function TrackMap({ track, here = null }: TrackMapProps) {
  const t = useTexts(workoutsTexts);
  const points = useMemo(() => decodePolyline(track.polyline), [track.polyline]);
  const lines = useMemo<readonly SceneLine[]>(
    () => [{ id: 'track', look: 'track', points }],
    [points],
  );
  const marks = useMemo(() => {
    const [start] = points;
    const finish = points.at(-1);
    const all: SceneMark[] = [];
    if (start) all.push({ id: 'start', look: 'start', at: start, label: t.start, shown: true });
    if (finish)
      all.push({ id: 'finish', look: 'finish', at: finish, label: t.finish, shown: true });
    if (here) all.push({ id: 'here', look: 'here', at: here, label: '' });
    return all;
  }, [points, here, t]);
  return (
    <Card className="overflow-hidden">
      <MapView label={t.trackAlt} scene={{ lines, marks }} className="h-80 sm:h-112" />
      <p className="border-t border-line bg-surface px-5 py-3 text-sm text-ink-soft">
        {t.track(track.pointCount)}
      </p>
    </Card>
  );
}
