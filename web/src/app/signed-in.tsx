// Everything behind log-in: one GraphQL client for as long as the session lasts.
import { ApolloProvider } from '@apollo/client/react';
import { lazy, Suspense, use, useSyncExternalStore } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { Frame } from '@/components/layout/frame';
import { PageSkeleton, Splash } from '@/components/layout/splash';
import { sharedGraph } from '@/lib/apiGraphql';
import { session } from '@/lib/session';
import DashboardPage from '@/pages/dashboard/page';
import { NotFoundPage } from '@/pages/not-found';

const ChatPage = lazy(() => import('@/pages/chat/page'));
const FeedPage = lazy(() => import('@/pages/feed/page'));
const PostPage = lazy(() => import('@/pages/posts/page'));
const TagPage = lazy(() => import('@/pages/posts/tag'));
const ModerationPage = lazy(() => import('@/pages/moderation/queue'));
const CasePage = lazy(() => import('@/pages/moderation/case'));
const DecisionsPage = lazy(() => import('@/pages/moderation/decisions'));
const NoticesPage = lazy(() => import('@/pages/notices/page'));
const HelpPage = lazy(() => import('@/pages/help/list'));
const RequestPage = lazy(() => import('@/pages/help/page'));
const GoalsPage = lazy(() => import('@/pages/goals/list'));
const GoalPage = lazy(() => import('@/pages/goals/page'));
const SharedGoalPage = lazy(() => import('@/pages/goals/shared'));
const GroupsPage = lazy(() => import('@/pages/groups/list'));
const GroupPage = lazy(() => import('@/pages/groups/page'));
const JoinPage = lazy(() => import('@/pages/groups/join'));
const JourneysPage = lazy(() => import('@/pages/journeys/list'));
const JourneyPage = lazy(() => import('@/pages/journeys/page'));
const NewJourneyPage = lazy(() => import('@/pages/journeys/new'));
const JourneyCardsPage = lazy(() => import('@/pages/journeys/cards'));
const TeamPage = lazy(() => import('@/pages/teams/page'));
const CertificatePage = lazy(() => import('@/pages/teams/certificate'));
const QuestsPage = lazy(() => import('@/pages/quests/list'));
const WorkoutsPage = lazy(() => import('@/pages/workouts/list'));
const ImportPage = lazy(() => import('@/pages/workouts/import'));
const StatisticsPage = lazy(() => import('@/pages/workouts/statistics'));
const WorkoutPrivacyPage = lazy(() => import('@/pages/workouts/privacy'));
const WorkoutPage = lazy(() => import('@/pages/workouts/page'));
const PeoplePage = lazy(() => import('@/pages/people/page'));
const ProfilePage = lazy(() => import('@/pages/people/profile'));
const RewardsPage = lazy(() => import('@/pages/rewards/page'));
const SearchPage = lazy(() => import('@/pages/search/page'));
const SettingsPage = lazy(() => import('@/pages/settings/page'));

export default function SignedIn() {
  const { status } = useSyncExternalStore(session.subscribe, session.current);
  const { pathname, search, hash } = useLocation();
  if (status === 'unknown') return <Splash />;
  if (status === 'signedOut')
    return <Navigate to="/login" replace state={{ from: pathname + search + hash }} />;
  return <Pages person={session.person()} />;
}

function Pages({ person }: { readonly person: string | null }) {
  const { client } = use(sharedGraph(person));
  return (
    <ApolloProvider client={client}>
      <Frame>
        <Suspense fallback={<PageSkeleton />}>
          <Routes>
            <Route index element={<DashboardPage />} />
            <Route path="chat" element={<ChatPage />} />
            <Route path="chat/:id" element={<ChatPage />} />
            <Route path="feed" element={<FeedPage />} />
            <Route path="posts/:id" element={<PostPage />} />
            <Route path="tags/:tag" element={<TagPage />} />
            <Route path="moderation" element={<ModerationPage />} />
            <Route path="moderation/:id" element={<CasePage />} />
            <Route path="decisions" element={<DecisionsPage />} />
            <Route path="notifications" element={<NoticesPage />} />
            <Route path="help" element={<HelpPage />} />
            <Route path="help/:id" element={<RequestPage />} />
            <Route path="goals" element={<GoalsPage />} />
            <Route path="goals/:id" element={<GoalPage />} />
            <Route path="goals/of/:ownerId/:id" element={<SharedGoalPage />} />
            <Route path="groups" element={<GroupsPage />} />
            <Route path="groups/join" element={<JoinPage />} />
            <Route path="groups/:id" element={<GroupPage />} />
            <Route path="groups/:id/:tab" element={<GroupPage />} />
            <Route path="journeys" element={<JourneysPage />} />
            <Route path="journeys/new" element={<NewJourneyPage />} />
            <Route path="journeys/cards" element={<JourneyCardsPage />} />
            <Route path="journeys/:id" element={<JourneyPage />} />
            <Route path="teams/:id" element={<TeamPage />} />
            <Route path="teams/:id/:journeyId" element={<TeamPage />} />
            <Route path="teams/:id/:journeyId/certificate/:season" element={<CertificatePage />} />
            <Route path="quests" element={<QuestsPage />} />
            <Route path="workouts" element={<WorkoutsPage />} />
            <Route path="workouts/import" element={<ImportPage />} />
            <Route path="workouts/statistics" element={<StatisticsPage />} />
            <Route path="workouts/privacy" element={<WorkoutPrivacyPage />} />
            <Route path="workouts/:id" element={<WorkoutPage />} />
            <Route path="people" element={<PeoplePage />} />
            <Route path="people/:nickname" element={<ProfilePage />} />
            <Route path="people/:nickname/:tab" element={<ProfilePage />} />
            <Route path="rewards" element={<RewardsPage />} />
            <Route path="search" element={<SearchPage />} />
            <Route path="settings" element={<SettingsPage />} />
            <Route path="*" element={<NotFoundPage inside />} />
          </Routes>
        </Suspense>
      </Frame>
    </ApolloProvider>
  );
}
