import { LineChart } from '@/components/charts/line-chart';
import { useViewer } from '@/components/layout/viewer';
import { Section } from '@/components/ui/card';
import { journeysTexts } from '@/i18n/journeys';
import { useTexts } from '@/i18n/texts';
import { extent } from '@/lib/chart';
import type { JourneyWithRoute } from '@/models';

interface ProfileChartProps {
  readonly journey: JourneyWithRoute;
  /** How far the team is, in metres. */
  readonly done?: number;
}

/** The ups and downs of the way; nothing when its heights are not known. */
export function ProfileChart({ journey, done }: ProfileChartProps) {
  const t = useTexts(journeysTexts);
  const { format } = useViewer();
  const { profile, milestones } = journey;
  if (profile.length < 2) return null;
  const [low, high] = extent(profile.map(({ elevationMetres }) => elevationMetres));
  return (
    <Section title={t.profile}>
      <LineChart
        label={t.profileAlt(format.climb(low), format.climb(high))}
        points={profile.map(({ distanceMetres: x, elevationMetres: y }) => ({ x, y }))}
        formatX={format.distance}
        formatY={format.climb}
        colour={done === undefined ? 'pine' : 'blaze'}
        area
        least={60}
        {...(done !== undefined && { done, at: done })}
        marks={milestones.map(({ distanceMetres: x, title }) => ({ x, label: title }))}
      />
    </Section>
  );
}
