// The GraphQL client: cache, access token with its renewal, and the socket of the subscriptions.
import { ApolloClient, ApolloLink, type FieldMergeFunction, type Reference } from '@apollo/client';
import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { HttpLink } from '@apollo/client/link/http';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { from, switchMap } from 'rxjs';
import { currentLanguage } from '@/i18n/language';
import { Problem, problemFrom, type FieldError } from '@/models/problem';
import { offlineTexts } from '@/i18n/offline';
import { freshToken, parseJson, renew } from './api';
import { connection } from './offline/connection';
import { keepCache, TellingCache } from './offline/keptCache';
import { offlineReads } from './offline/offlineReads';
import { takeSnapshot } from './offline/snapshot';
import { overtakenReads } from './overtakenReads';
import { session } from './session';

interface Page {
  readonly nodes: readonly unknown[];
}

/** A page that was asked for with a cursor goes behind those already there; one without starts anew. */
const appendPage: FieldMergeFunction<Page> = (existing, incoming, { args }) => {
  const page = args?.['page'] as { after?: string | null } | undefined;
  if (!existing || page?.after == null) return incoming;
  return { ...incoming, nodes: [...existing.nodes, ...incoming.nodes] };
};

/**
 * As `appendPage`, for lists that people scroll far down: a first page that reaches into what is there renews its head and
 * leaves the pages below, so that asking again does not take away what is being read.
 */
const renewHead: FieldMergeFunction<Page> = (existing, incoming, options) => {
  const page = options.args?.['page'] as { after?: string | null } | undefined;
  const last = incoming.nodes.at(-1);
  if (!existing || page?.after != null || last === undefined) {
    return appendPage(existing, incoming, options);
  }
  const id = (node: unknown) => options.readField('id', node as Reference);
  const at = existing.nodes.findIndex((node) => id(node) === id(last));
  if (at < 0) return incoming;
  // What has risen to the head since is no longer below it.
  const risen = new Set(incoming.nodes.map(id));
  const below = existing.nodes.slice(at + 1).filter((node) => !risen.has(id(node)));
  return { ...existing, nodes: [...incoming.nodes, ...below] };
};

const pageSize = ['page', ['first']];

export function makeCache(): TellingCache {
  return new TellingCache({
    typePolicies: {
      Query: {
        fields: {
          myGoals: { keyArgs: ['filter', ...pageSize], merge: appendPage },
          myQuests: { keyArgs: ['filter', ...pageSize], merge: appendPage },
          myWorkouts: { keyArgs: [...pageSize], merge: appendPage },
          tasks: { keyArgs: ['goalId', ...pageSize], merge: appendPage },
          todaysTasks: { merge: false },
          followRequests: { keyArgs: [...pageSize], merge: appendPage },
          sentFollowRequests: { keyArgs: [...pageSize], merge: appendPage },
          blockedUsers: { keyArgs: [...pageSize], merge: appendPage },
          rooms: { keyArgs: [...pageSize], merge: renewHead },
          messageRequests: { keyArgs: [...pageSize], merge: renewHead },
          feed: { keyArgs: [...pageSize], merge: renewHead },
          timeline: { keyArgs: ['userId', ...pageSize], merge: renewHead },
          myGroups: { keyArgs: [...pageSize], merge: renewHead },
          groupInvites: { keyArgs: [...pageSize], merge: appendPage },
          groupPosts: { keyArgs: ['groupId', ...pageSize], merge: renewHead },
          groupMembers: { keyArgs: ['groupId', ...pageSize], merge: appendPage },
          groupRequests: { keyArgs: ['groupId', ...pageSize], merge: appendPage },
          groupBans: { keyArgs: ['groupId', ...pageSize], merge: appendPage },
          groupInvitations: { merge: false },
          myImports: { keyArgs: [...pageSize], merge: appendPage },
          myJourneys: { keyArgs: [...pageSize], merge: appendPage },
          myJourneyCards: { keyArgs: [...pageSize], merge: appendPage },
          journeyLeaderboard: { keyArgs: ['journeyId', ...pageSize], merge: appendPage },
          teamLeaderboard: {
            keyArgs: ['teamId', 'journeyId', 'span', 'week', ...pageSize],
            merge: appendPage,
          },
          journeys: { merge: false },
          myTeams: { merge: false },
          postsBy: { keyArgs: ['userId', ...pageSize], merge: renewHead },
          postsByTag: { keyArgs: ['tag', ...pageSize], merge: renewHead },
          comments: { keyArgs: ['postId', 'parentId', ...pageSize], merge: appendPage },
          search: { keyArgs: ['query', 'kinds', ...pageSize], merge: appendPage },
          suggestedPeople: { merge: false },
          trendingTags: { merge: false },
          myAssistance: { keyArgs: [...pageSize], merge: appendPage },
          assistanceForMe: { keyArgs: [...pageSize], merge: appendPage },
          moderationCases: { keyArgs: ['state', ...pageSize], merge: appendPage },
          myModerationNotices: { keyArgs: [...pageSize], merge: appendPage },
          notifications: { keyArgs: ['unreadOnly', ...pageSize], merge: renewHead },
          mutedUsers: { keyArgs: [...pageSize], merge: appendPage },
        },
      },
      PublicUser: {
        fields: {
          relation: { merge: true },
          followers: { keyArgs: [...pageSize], merge: renewHead },
          following: { keyArgs: [...pageSize], merge: renewHead },
        },
      },
      Group: { fields: { pinnedPosts: { merge: false } } },
      Journey: { fields: { milestones: { merge: false }, profile: { merge: false } } },
      Team: { fields: { journeys: { merge: false } } },
      TeamJourney: {
        keyFields: ['teamId', 'journeyId'],
        fields: {
          rules: { merge: false },
          position: { merge: false },
          unlocked: { merge: false },
          pastSeasons: { merge: false },
          members: { keyArgs: [...pageSize], merge: appendPage },
        },
      },
      // Numbered within their journey.
      Milestone: { keyFields: false },
      UnlockedMilestone: { keyFields: false },
      Assistance: {
        fields: {
          thanked: { merge: false },
          answers: { keyArgs: [...pageSize], merge: appendPage },
        },
      },
      ModerationCase: { fields: { reports: { keyArgs: [...pageSize], merge: appendPage } } },
      Sharing: { keyFields: [] },
      NotificationPreference: { keyFields: ['kind'] },
      Room: { fields: { members: { merge: false } } },
      // One person, one set of rewards: what the subscription brings lands where the queries look.
      Rewards: { keyFields: [], fields: { badges: { merge: false } } },
    },
  });
}

const authorize = new SetContextLink(async (previous) => {
  const token = await freshToken();
  return {
    ...previous,
    headers: {
      ...(previous.headers as Record<string, string> | undefined),
      'Accept-Language': currentLanguage(),
      ...(token === null ? {} : { Authorization: `Bearer ${token.value}` }),
    },
  };
});

/** A refused token is renewed and the operation sent once more. */
const renewWhenRefused = new ErrorLink(({ error, operation, forward }) => {
  if (!isUnauthenticated(error) || operation.getContext()['renewed'] === true) return;
  const refused = session.token()?.value ?? null;
  operation.setContext({ renewed: true });
  return from(renew(refused)).pipe(
    switchMap((token) => {
      const headers = operation.getContext()['headers'] as Record<string, string> | undefined;
      operation.setContext({
        headers: { ...headers, ...(token && { Authorization: `Bearer ${token.value}` }) },
      });
      return forward(operation);
    }),
  );
});

type ConnectionListener = (reconnected: boolean) => void;
const connectionListeners = new Set<ConnectionListener>();

/** Called on each opening of the socket; `reconnected` says that something may have been missed. */
export function onSocketOpen(listener: ConnectionListener): () => void {
  connectionListeners.add(listener);
  return () => connectionListeners.delete(listener);
}

function makeSocket() {
  return createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    // A function, so that each reconnect brings the token of that moment.
    connectionParams: async () => {
      const token = await freshToken();
      return token === null ? {} : { authorization: `Bearer ${token.value}` };
    },
    retryAttempts: Infinity,
    // Never so long apart that a network that came back goes unnoticed.
    retryWait: (tries) =>
      after(Math.random() * Math.min(longestRetryMs, 1_000 * 2 ** Math.min(tries, 16))),
    shouldRetry: () => true,
    keepAlive: 25_000,
    on: {
      connected: (_socket, _payload, wasRetry) => {
        connection.heard();
        for (const listener of connectionListeners) listener(wasRetry);
      },
    },
  });
}

export interface Graph {
  readonly client: ApolloClient;
  close(): void;
}

let shared: { readonly person: string | null; readonly graph: Promise<Graph> } | null = null;

/**
 * The client of the session, with what its person saw last; closed at log-out and when another person comes, so that nothing
 * of one is left for the next. The same promise for as long as it is the same person's.
 */
export function sharedGraph(person: string | null): Promise<Graph> {
  if (shared?.person !== person) {
    close();
    shared = { person, graph: openGraph(person) };
  }
  return shared.graph;
}

function close(): void {
  void shared?.graph.then((graph) => {
    graph.close();
  });
  shared = null;
}

session.subscribe(() => {
  if (session.current().status === 'signedOut') close();
});

/** Longer than this a browser's storage is not waited for. */
const storageWithinMs = 2_000;
const longestRetryMs = 30_000;

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function openGraph(person: string | null): Promise<Graph> {
  const cache = makeCache();
  const kept =
    person !== null && (await Promise.race([takeSnapshot(person), after(storageWithinMs)]));
  if (kept) cache.restore(kept);
  const stopKeeping = person === null ? null : keepCache(cache, person);
  const { client, close } = connect(cache);
  return {
    client,
    close() {
      stopKeeping?.();
      close();
    },
  };
}

/** fetch, which tells whether anybody answered. */
async function heeded(...given: Parameters<typeof fetch>): Promise<Response> {
  try {
    const response = await fetch(...given);
    connection.heard();
    return response;
  } catch (failure) {
    if (given[1]?.signal?.aborted !== true) connection.missed();
    throw failure;
  }
}

function connect(cache: TellingCache): Graph {
  const socket = makeSocket();
  const http = ApolloLink.from([
    authorize,
    renewWhenRefused,
    new HttpLink({ uri: '/graphql', fetch: heeded }),
  ]);
  const client = new ApolloClient({
    cache,
    link: ApolloLink.from([
      overtakenReads(),
      offlineReads(isUnreachable),
      ApolloLink.split(
        (operation) => operation.operationType === OperationTypeNode.SUBSCRIPTION,
        new GraphQLWsLink(socket),
        http,
      ),
    ]),
    defaultOptions: {
      watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' },
    },
  });
  return {
    client,
    close() {
      client.stop();
      void socket.dispose();
    },
  };
}

interface Extensions {
  readonly code?: string;
  readonly errors?: readonly FieldError[];
}

/** Whatever a GraphQL call threw, as the refusal that forms and toasts understand. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const extensions = (first?.extensions ?? {}) as Extensions;
    return new Problem(
      200,
      (extensions.code ?? '').toUpperCase(),
      first?.message ?? '',
      extensions.errors,
    );
  }
  if (ServerError.is(error)) {
    const body = parseJson(error.bodyText) as
      { errors?: { message: string; extensions?: Extensions }[] } | undefined;
    const first = body?.errors?.[0];
    if (first?.extensions) {
      const { code, errors } = first.extensions;
      return new Problem(error.statusCode, (code ?? '').toUpperCase(), first.message, errors);
    }
    return problemFrom(error.statusCode, body);
  }
  return new Problem(0, 'OFFLINE', '');
}

function isUnauthenticated(error: unknown): boolean {
  if (ServerError.is(error) && error.statusCode === 401) return true;
  return asProblem(error).code === 'UNAUTHENTICATED';
}

/** Nobody of ours has answered: there is no network, or before the server stands one that cannot reach it. */
export function isUnreachable(error: unknown): boolean {
  if (ServerError.is(error)) {
    return [502, 503, 504].includes(error.statusCode) && asProblem(error).code === '';
  }
  return asProblem(error).isOffline;
}

/** For a change that cannot wait. */
export function needsConnection(): Problem {
  return new Problem(0, 'OFFLINE', offlineTexts[currentLanguage()].needsConnection);
}
