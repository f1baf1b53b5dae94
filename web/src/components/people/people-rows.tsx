import type { ReactNode } from 'react';
import type { PagedReading } from '@/lib/apiHooks';
import type { Person } from '@/models';
import { Card } from '../ui/card';
import { InfiniteList } from '../ui/infinite-list';
import { Listing } from '../ui/listing';
import { PersonRow } from './person-row';

interface PeopleRowsProps {
  readonly people: readonly Person[];
  readonly more: PagedReading<Person>['more'];
  readonly action?: (person: Person) => ReactNode;
}

/** People, one below the other; more of them as one scrolls. */
export function PeopleRows({ people, more, action }: PeopleRowsProps) {
  return (
    <InfiniteList
      items={people}
      keyOf={(person) => person.id}
      more={more}
      className="grid grid-cols-1 gap-1"
    >
      {(person) => <PersonRow person={person} {...(action && { action: action(person) })} />}
    </InfiniteList>
  );
}

interface PeopleCardProps {
  readonly reading: PagedReading<Person>;
  readonly empty: ReactNode;
}

/** A list of people as the content of a page. */
export function PeopleCard({ reading, empty }: PeopleCardProps) {
  return (
    <Listing
      items={reading.data}
      problem={reading.problem}
      retry={reading.retry}
      skeleton={{ count: 6, className: 'h-16' }}
      empty={empty}
    >
      {(people) => (
        <Card className="p-2 sm:p-3">
          <PeopleRows people={people} more={reading.more} />
        </Card>
      )}
    </Listing>
  );
}
