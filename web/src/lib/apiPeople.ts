// Other people: profiles, who follows whom, blocking and muting.
import type { ApolloCache } from '@apollo/client';
import type { FollowUserMutation } from '@/generated/graphql';
import {
  AcceptFollowDocument,
  BlockedUsersDocument,
  BlockUserDocument,
  DeclineFollowDocument,
  FollowersDocument,
  FollowingDocument,
  FollowRequestsDocument,
  FollowUserDocument,
  MutedUsersDocument,
  MuteUserDocument,
  MySharingDocument,
  PersonFieldsFragmentDoc,
  ProfileDocument,
  RemoveFollowerDocument,
  SentFollowRequestsDocument,
  UnblockUserDocument,
  UnfollowUserDocument,
  UnmuteUserDocument,
  UpdateSharingDocument,
} from '@/generated/people';
import type { Person, Profile, Relation, Sharing, SharingInput } from '@/models';
import {
  paged,
  useAsk,
  useChange,
  useReading,
  withdraw,
  type PagedReading,
  type Reading,
} from './apiHooks';

const peoplePerPage = 30;

/** Asks whether there is somebody of that nickname. Throws `Problem`. */
export function useFindPerson(): (nickname: string) => Promise<Profile | null> {
  const ask = useAsk(ProfileDocument);
  return async (nickname) => (await ask({ nickname }))?.user ?? null;
}

export function useProfile(nickname: string): Reading<{ readonly user: Profile | null }> {
  return useReading(ProfileDocument, { nickname });
}

export function useFollowers(id: string): PagedReading<Person> {
  const reading = useReading(FollowersDocument, { id, first: peoplePerPage }, 'resume');
  return paged(reading, reading.data && (reading.data.user?.followers ?? nobody));
}

export function useFollowing(id: string): PagedReading<Person> {
  const reading = useReading(FollowingDocument, { id, first: peoplePerPage }, 'resume');
  return paged(reading, reading.data && (reading.data.user?.following ?? nobody));
}

/** A person who has gone, or may not be seen any more, since the page was opened. */
const nobody = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** Whom a person follows and who follows them: the first of both, each once. */
export function useKnownPeople(id: string): Reading<readonly Person[]> {
  const following = useFollowing(id);
  const followers = useFollowers(id);
  const all = following.data && followers.data && [...following.data, ...followers.data];
  return {
    data: all?.filter((person, index) => all.findIndex((one) => one.id === person.id) === index),
    problem: following.problem ?? followers.problem,
    retry: () => {
      following.retry();
      followers.retry();
    },
  };
}

export function useFollowRequests(): PagedReading<Person> {
  const reading = useReading(FollowRequestsDocument, { first: peoplePerPage });
  return paged(reading, reading.data?.followRequests);
}

export function useSentFollowRequests(): PagedReading<Person> {
  const reading = useReading(SentFollowRequestsDocument, { first: peoplePerPage });
  return paged(reading, reading.data?.sentFollowRequests);
}

export function useBlockedUsers(): PagedReading<Person> {
  const reading = useReading(BlockedUsersDocument, { first: peoplePerPage });
  return paged(reading, reading.data?.blockedUsers);
}

export function useMutedUsers(): PagedReading<Person> {
  const reading = useReading(MutedUsersDocument, { first: peoplePerPage });
  return paged(reading, reading.data?.mutedUsers);
}

type Target = Readonly<{ id: string }>;

/** A person as they will be when `change` was made; null when the cache does not know them. */
function expect(cache: ApolloCache, { id }: Target, change: (person: Person) => Partial<Relation>) {
  const person = cache.readFragment({
    id: `PublicUser:${id}`,
    fragment: PersonFieldsFragmentDoc,
    fragmentName: 'PersonFields',
  });
  if (!person) return null;
  return {
    ...person,
    __typename: 'PublicUser',
    relation: { ...person.relation, ...change(person), __typename: 'Relation' },
  };
}

/** Whom one follows decides what the feed holds; it is read anew when it is next looked at. */
const forgetFeed = (cache: ApolloCache) => {
  cache.evict({ id: 'ROOT_QUERY', fieldName: 'feed' });
  cache.gc();
};

/**
 * The count moves with the button. The server counts a little later, from events, so what it answers at once would be the
 * count before.
 */
function counted(cache: ApolloCache, id: string, by: number): void {
  cache.modify<Record<string, number | null>>({
    id: `PublicUser:${id}`,
    fields: {
      followerCount: (count) => (typeof count === 'number' ? Math.max(0, count + by) : null),
    },
  });
}

const followerLists = [FollowersDocument];

export function useFollow() {
  return useChange(FollowUserDocument, {
    optimistic: expectFollowed,
    update: followed,
    renew: followerLists,
  });
}

const expectFollowed = (target: Target, cache: ApolloCache) => {
  const followUser = expect(cache, target, ({ visibility }) =>
    visibility === 'PUBLIC' ? { follows: true } : { requested: true },
  );
  return followUser && { followUser };
};

const followed = (cache: ApolloCache, { followUser }: FollowUserMutation) => {
  if (followUser.relation.follows) counted(cache, followUser.id, 1);
  forgetFeed(cache);
};

export function useUnfollow() {
  return useChange(UnfollowUserDocument, {
    optimistic: expectUnfollowed,
    update: unfollowed,
    renew: followerLists,
  });
}

/** Takes back the request to follow somebody. */
export function useTakeBack() {
  return useChange(UnfollowUserDocument, { optimistic: expectUnfollowed });
}

const expectUnfollowed = (target: Target, cache: ApolloCache) => {
  const unfollowUser = expect(cache, target, () => ({ follows: false, requested: false }));
  return unfollowUser && { unfollowUser };
};

const unfollowed = (cache: ApolloCache, _: unknown, { id }: Target) => {
  counted(cache, id, -1);
  forgetFeed(cache);
};

export function useMute() {
  return useChange(MuteUserDocument, { optimistic: expectMuted, update: forgetFeed });
}

const expectMuted = (target: Target, cache: ApolloCache) => {
  const muteUser = expect(cache, target, () => ({ mutes: true }));
  return muteUser && { muteUser };
};

export function useUnmute() {
  return useChange(UnmuteUserDocument, { optimistic: expectUnmuted, update: unmuted });
}

const unmuted = (cache: ApolloCache, _: unknown, { id }: Target) => {
  withdraw(cache, 'mutedUsers', 'PublicUser', id);
  forgetFeed(cache);
};

const expectUnmuted = (target: Target, cache: ApolloCache) => {
  const unmuteUser = expect(cache, target, () => ({ mutes: false }));
  return unmuteUser && { unmuteUser };
};

export function useBlock() {
  return useChange(BlockUserDocument, { update: forgetFeed });
}

export function useUnblock() {
  return useChange(UnblockUserDocument, { update: unblocked });
}

const unblocked = (cache: ApolloCache, _: unknown, { id }: Target) => {
  withdraw(cache, 'blockedUsers', 'PublicUser', id);
  forgetFeed(cache);
};

export function useRemoveFollower() {
  return useChange(RemoveFollowerDocument);
}

export function useAcceptFollow() {
  return useChange(AcceptFollowDocument, { update: requestAnswered });
}

export function useDeclineFollow() {
  return useChange(DeclineFollowDocument, { update: requestAnswered });
}

/** The request leaves the list and the count at once. */
const requestAnswered = (cache: ApolloCache, _: unknown, { id }: Target) => {
  withdraw(cache, 'followRequests', 'PublicUser', id);
  cache.modify<Record<string, { readonly __ref: string }>>({
    id: 'ROOT_QUERY',
    fields: {
      me: (me) => {
        cache.modify<Record<string, number>>({
          id: (me as { readonly __ref: string }).__ref,
          fields: { followRequestCount: (count) => Math.max(0, Number(count) - 1) },
        });
        return me as { readonly __ref: string };
      },
    },
  });
};

export function useSharing(): Reading<{ readonly mySharing: Sharing }> {
  return useReading(MySharingDocument, {});
}

export function useUpdateSharing() {
  return useChange(UpdateSharingDocument, { optimistic: expectSharing });
}

const expectSharing = ({ input }: { readonly input: SharingInput }, cache: ApolloCache) => {
  const known = cache.readQuery({ query: MySharingDocument })?.mySharing;
  if (!known) return null;
  const given = Object.entries(input).filter(([, audience]) => audience != null);
  const updateSharing = { ...known, ...(Object.fromEntries(given) as Partial<Sharing>) };
  return { updateSharing: { ...updateSharing, __typename: 'Sharing' } };
};
