import { useNow } from '@/lib/useNow';
import { useViewer } from '../layout/viewer';

/** How long ago, kept up to date; the exact moment for who asks and for machines. */
export function RelativeTime({
  at,
  className,
}: {
  readonly at: string;
  readonly className?: string;
}) {
  const { format } = useViewer();
  return (
    <time dateTime={at} title={format.moment(at)} className={className}>
      {format.ago(at, useNow())}
    </time>
  );
}
