import type { ReactNode } from 'react';
import { IconPerson } from '@/components/icons';
import { PersonRow } from '@/components/people/person-row';
import { Card } from '@/components/ui/card';
import { InfiniteList } from '@/components/ui/infinite-list';
import { Listing } from '@/components/ui/listing';
import { Empty } from '@/components/ui/states';
import { peopleTexts } from '@/i18n/people';
import { useTexts } from '@/i18n/texts';
import type { PagedReading } from '@/lib/apiHooks';
import { useFollowers, useFollowing } from '@/lib/apiPeople';
import type { Person } from '@/models';

export function Followers({ id }: { readonly id: string }) {
  const t = useTexts(peopleTexts);
  return <PeopleCard reading={useFollowers(id)} empty={t.noFollowers} />;
}

export function Following({ id }: { readonly id: string }) {
  const t = useTexts(peopleTexts);
  return <PeopleCard reading={useFollowing(id)} empty={t.noFollowing} />;
}

interface PeopleCardProps {
  readonly reading: PagedReading<Person>;
  readonly empty: string;
}

function PeopleCard({ reading, empty }: PeopleCardProps) {
  return (
    <Listing
      items={reading.data}
      problem={reading.problem}
      retry={reading.retry}
      skeleton={{ count: 6, className: 'h-16' }}
      empty={<Empty icon={<IconPerson className="size-6" />} title={empty} />}
    >
      {(people) => (
        <Card className="p-2 sm:p-3">
          <PeopleRows people={people} more={reading.more} />
        </Card>
      )}
    </Listing>
  );
}

interface PeopleRowsProps {
  readonly people: readonly Person[];
  readonly more: PagedReading<Person>['more'];
  readonly action?: (person: Person) => ReactNode;
}

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
