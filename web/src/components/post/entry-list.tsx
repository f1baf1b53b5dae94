import type { ReactNode } from 'react';
import { useViewer } from '@/components/layout/viewer';
import type { PagedReading } from '@/lib/apiHooks';
import { foldEntries, keyOfEntry } from '@/lib/foldEntries';
import { useHeld } from '@/lib/useHeld';
import type { FeedEntry } from '@/models';
import { InfiniteList } from '../ui/infinite-list';
import { Listing } from '../ui/listing';
import { NewPill } from '../ui/new-pill';
import { FeedLine } from './feed-entry';

interface EntryListProps {
  readonly reading: PagedReading<FeedEntry>;
  readonly empty: ReactNode;
}

/** A feed or a timeline. What is new waits behind a pill; one's own posts do not. */
export function EntryList({ reading, empty }: EntryListProps) {
  const { me } = useViewer();
  const held = useHeld(reading.data ?? [], {
    timeOf: (entry) => entry.at,
    isOwn: (entry) => entry.actor.id === me.id && entry.kind === 'POST',
    settled: reading.settled,
  });
  // One element, so that the pill takes no room in the grid around it.
  return (
    <div>
      <NewPill count={held.waiting} onShow={held.show} />
      <Listing
        items={reading.data && foldEntries(held.shown)}
        problem={reading.problem}
        retry={reading.retry}
        skeleton={{ count: 4, className: 'h-40 rounded-card' }}
        empty={empty}
      >
        {(entries) => (
          <InfiniteList
            items={entries}
            keyOf={keyOfEntry}
            more={reading.more}
            className="grid grid-cols-1 gap-3"
          >
            {(entry) => <FeedLine entry={entry} />}
          </InfiniteList>
        )}
      </Listing>
    </div>
  );
}
