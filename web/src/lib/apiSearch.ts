// Search, whom one might follow, and what is talked about.
import type { ApolloCache, Reference } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import type { TrendingTagsQuery } from '@/generated/graphql';
import {
  DismissSuggestionDocument,
  SearchAllDocument,
  SearchGoalsDocument,
  SearchGroupsDocument,
  SearchPeopleDocument,
  SearchPostsDocument,
  SharedGoalDocument,
  SuggestedPeopleDocument,
  TrendingTagsDocument,
} from '@/generated/search';
import type { FoundGoal, Group, Person, Post, Suggestion } from '@/models';
import { paged, useChange, useReading, type PagedReading, type Reading } from './apiHooks';

/** How long a query may be; the server refuses longer ones. */
export const longestQuery = 200;
const foundPerPage = 20;
const foundOfEach = 3;

/** Some of what was found of one kind. */
export interface Found<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

export interface FoundOfAll {
  readonly people: Found<Person>;
  readonly groups: Found<Group>;
  readonly goals: Found<FoundGoal>;
  readonly posts: Found<Post>;
}

/** A goal that its owner shows to everybody. */
export function useSharedGoal(
  ownerId: string,
  id: string,
): Reading<{ readonly goal: FoundGoal | null }> {
  const { data, ...rest } = useReading(SharedGoalDocument, { ownerId, id });
  return { ...rest, data: data && { goal: data.sharedGoal } };
}

/** The best few of each kind. */
export function useSearchAll(query: string): Reading<FoundOfAll> {
  const { data, ...rest } = useReading(SearchAllDocument, { query, first: foundOfEach });
  return { ...rest, data: data as FoundOfAll | undefined };
}

export function useSearchPeople(query: string): PagedReading<Person> {
  const reading = useReading(SearchPeopleDocument, { query, first: foundPerPage }, 'resume');
  return paged(reading, reading.data?.search as Pages<Person> | undefined);
}

/** The first of those who are found; nobody while nothing is asked, and until there is an answer. */
export function useFoundPeople(query: string): readonly Person[] {
  const variables = { query, first: foundPerPage };
  const { data } = useQuery(SearchPeopleDocument, { variables, skip: query === '' });
  return query === '' ? nobody : ((data?.search as Pages<Person> | undefined)?.nodes ?? nobody);
}

const nobody: readonly Person[] = [];

export function useSearchGroups(query: string): PagedReading<Group> {
  const reading = useReading(SearchGroupsDocument, { query, first: foundPerPage }, 'resume');
  return paged(reading, reading.data?.search as Pages<Group> | undefined);
}

export function useSearchPosts(query: string): PagedReading<Post> {
  const reading = useReading(SearchPostsDocument, { query, first: foundPerPage }, 'resume');
  return paged(reading, reading.data?.search as Pages<Post> | undefined);
}

export function useSearchGoals(query: string): PagedReading<FoundGoal> {
  const reading = useReading(SearchGoalsDocument, { query, first: foundPerPage }, 'resume');
  return paged(reading, reading.data?.search as Pages<FoundGoal> | undefined);
}

/** What is asked for by one kind holds that kind only, which the schema cannot say. */
interface Pages<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** People worth following, with why. */
export function useSuggestedPeople(first: number): Reading<readonly Suggestion[]> {
  const { data, ...rest } = useReading(SuggestedPeopleDocument, { first });
  return { ...rest, data: data?.suggestedPeople };
}

export type TrendingTag = TrendingTagsQuery['trendingTags'][number];

/** What many have lately written of. */
export function useTrendingTags(first: number): Reading<readonly TrendingTag[]> {
  const { data, ...rest } = useReading(TrendingTagsDocument, { first });
  return { ...rest, data: data?.trendingTags };
}

/** Does not suggest a person any more. */
export function useDismissSuggestion() {
  return useChange(DismissSuggestionDocument, { optimistic: dismissed, update: dropSuggestion });
}

const dismissed = () => ({ dismissSuggestion: true });

const dropSuggestion = (cache: ApolloCache, _: unknown, { id }: { readonly id: string }) => {
  cache.modify<Record<string, readonly { readonly person: Reference }[]>>({
    id: 'ROOT_QUERY',
    fields: {
      suggestedPeople: (suggestions, { readField }) =>
        (suggestions as readonly { readonly person: Reference }[]).filter(
          ({ person }) => readField('id', person) !== id,
        ),
    },
  });
};
