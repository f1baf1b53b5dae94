import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { FoundGoalCard } from '@/components/discovery/found-goal-card';
import { GroupCard } from '@/components/groups/group-card';
import { IconForward, IconNothingFound } from '@/components/icons';
import { PeopleCard } from '@/components/people/people-rows';
import { PersonRow } from '@/components/people/person-row';
import { PostCard } from '@/components/post/post-card';
import { PostList } from '@/components/post/post-list';
import { Card } from '@/components/ui/card';
import { InfiniteList } from '@/components/ui/infinite-list';
import { Listing } from '@/components/ui/listing';
import { Empty, LoadFailed, SkeletonList } from '@/components/ui/states';
import { discoveryTexts } from '@/i18n/discovery';
import { useTexts } from '@/i18n/texts';
import type { PagedReading, Reading } from '@/lib/apiHooks';
import {
  useSearchAll,
  useSearchGoals,
  useSearchGroups,
  useSearchPeople,
  useSearchPosts,
  type Found,
} from '@/lib/apiSearch';
import { useLatest } from '@/lib/useLatest';
import { searchPath, type Kind } from './kinds';

interface QueryProps {
  readonly query: string;
}

export function Results({ query, kind }: QueryProps & { readonly kind: Kind }) {
  switch (kind) {
    case 'all':
      return <OfEachKind query={query} />;
    case 'people':
      return <People query={query} />;
    case 'groups':
      return <Groups query={query} />;
    case 'goals':
      return <Goals query={query} />;
    case 'posts':
      return <Posts query={query} />;
  }
}

function Nothing({ query }: QueryProps) {
  const t = useTexts(discoveryTexts);
  return (
    <Empty
      icon={<IconNothingFound className="size-6" />}
      title={t.nothing(query)}
      text={t.nothingHint}
    />
  );
}

/** What was found stays in sight until it is known what the next letter finds. */
function useSteady<R extends Reading<unknown>>(reading: R): R {
  const latest = useLatest(reading.data);
  return { ...reading, data: reading.problem ? undefined : latest };
}

function People({ query }: QueryProps) {
  return (
    <PeopleCard reading={useSteady(useSearchPeople(query))} empty={<Nothing query={query} />} />
  );
}

function Posts({ query }: QueryProps) {
  return <PostList reading={useSteady(useSearchPosts(query))} empty={<Nothing query={query} />} />;
}

function Goals({ query }: QueryProps) {
  const goals = useSteady(useSearchGoals(query));
  return (
    <CardList reading={goals} keyOf={(goal) => goal.id} empty={<Nothing query={query} />}>
      {(goal) => <FoundGoalCard goal={goal} />}
    </CardList>
  );
}

function Groups({ query }: QueryProps) {
  const groups = useSteady(useSearchGroups(query));
  return (
    <CardList reading={groups} keyOf={(group) => group.id} empty={<Nothing query={query} />}>
      {(group) => <GroupCard group={group} />}
    </CardList>
  );
}

interface CardListProps<T> {
  readonly reading: PagedReading<T>;
  readonly keyOf: (item: T) => string;
  readonly empty: ReactNode;
  readonly children: (item: T) => ReactNode;
}

function CardList<T>({ reading, keyOf, empty, children }: CardListProps<T>) {
  return (
    <Listing
      items={reading.data}
      problem={reading.problem}
      retry={reading.retry}
      skeleton={{ count: 4, className: 'h-28 rounded-card' }}
      empty={empty}
    >
      {(items) => (
        <InfiniteList
          items={items}
          keyOf={keyOf}
          more={reading.more}
          className="grid grid-cols-1 gap-3"
        >
          {children}
        </InfiniteList>
      )}
    </Listing>
  );
}

/** The best few of each kind, and the way to the rest. */
function OfEachKind({ query }: QueryProps) {
  const { data, problem, retry } = useSteady(useSearchAll(query));
  if (!data) {
    return problem ? (
      <LoadFailed problem={problem} retry={retry} />
    ) : (
      <SkeletonList count={4} className="h-20" />
    );
  }
  const { people, groups, goals, posts } = data;
  if ([people, groups, goals, posts].every(({ nodes }) => nodes.length === 0)) {
    return <Nothing query={query} />;
  }
  return (
    <div className="grid grid-cols-1 gap-7">
      <Best kind="people" query={query} found={people}>
        {(nodes) => (
          <Card className="grid grid-cols-1 gap-1 p-2 sm:p-3">
            {nodes.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </Card>
        )}
      </Best>
      <Best kind="groups" query={query} found={groups}>
        {(nodes) => nodes.map((group) => <GroupCard key={group.id} group={group} />)}
      </Best>
      <Best kind="goals" query={query} found={goals}>
        {(nodes) => nodes.map((goal) => <FoundGoalCard key={goal.id} goal={goal} />)}
      </Best>
      <Best kind="posts" query={query} found={posts}>
        {(nodes) => nodes.map((post) => <PostCard key={post.id} post={post} />)}
      </Best>
    </div>
  );
}

interface BestProps<T> {
  readonly kind: Exclude<Kind, 'all'>;
  readonly query: string;
  readonly found: Found<T>;
  readonly children: (nodes: readonly T[]) => ReactNode;
}

function Best<T>({ kind, query, found, children }: BestProps<T>) {
  const t = useTexts(discoveryTexts);
  if (found.nodes.length === 0) return null;
  return (
    <section aria-label={t.kinds[kind]}>
      <div className="mb-2.5 flex items-center justify-between gap-3 px-1">
        <h2 className="text-xl font-semibold">{t.kinds[kind]}</h2>
        {found.pageInfo.hasNextPage && (
          <Link
            to={searchPath(query, kind)}
            replace
            aria-label={t.showAll(t.kinds[kind])}
            className="inline-flex min-h-9 items-center gap-0.5 rounded-lg px-1 font-semibold text-blaze-ink hover:underline"
          >
            {t.all}
            <IconForward aria-hidden="true" className="size-4" />
          </Link>
        )}
      </div>
      <div className="grid grid-cols-1 gap-3">{children(found.nodes)}</div>
    </section>
  );
}
