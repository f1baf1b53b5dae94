import { IconPerson } from '@/components/icons';
import { PeopleCard } from '@/components/people/people-rows';
import { Empty } from '@/components/ui/states';
import { peopleTexts } from '@/i18n/people';
import { useTexts } from '@/i18n/texts';
import { useFollowers, useFollowing } from '@/lib/apiPeople';

export function Followers({ id }: { readonly id: string }) {
  const t = useTexts(peopleTexts);
  return <PeopleCard reading={useFollowers(id)} empty={<Nobody title={t.noFollowers} />} />;
}

export function Following({ id }: { readonly id: string }) {
  const t = useTexts(peopleTexts);
  return <PeopleCard reading={useFollowing(id)} empty={<Nobody title={t.noFollowing} />} />;
}

function Nobody({ title }: { readonly title: string }) {
  return <Empty icon={<IconPerson className="size-6" />} title={title} />;
}
