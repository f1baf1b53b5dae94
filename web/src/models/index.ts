// The things the app shows, named once. Their shapes come from the schema by way of the generated documents.
import type {
  AssistanceAnswerFieldsFragment,
  AssistanceFieldsFragment,
  CaseFieldsFragment,
  MessageFieldsFragment,
  ModerationNoticeFieldsFragment,
  ModerationReportsQuery,
  MyRecordsQuery,
  MySuspensionQuery,
  RoomFieldsFragment,
  ActivityFieldsFragment,
  BadgeKind,
  CertificateQuery,
  CommentFieldsFragment,
  EntryFieldsFragment,
  FoundGoalFieldsFragment,
  GoalFieldsFragment,
  NoticeFieldsFragment,
  NoticePreferencesQuery,
  GroupBansQuery,
  GroupFieldsFragment,
  GroupMembersQuery,
  GroupPageQuery,
  ImportFieldsFragment,
  InvitationFieldsFragment,
  JourneyBoardQuery,
  JourneyFieldsFragment,
  MyCardsQuery,
  MyTeamsQuery,
  PersonFieldsFragment,
  PictureFieldsFragment,
  PostFieldsFragment,
  ProfileFieldsFragment,
  QuestFieldsFragment,
  RelationFieldsFragment,
  RewardsFieldsFragment,
  RouteFieldsFragment,
  RulesFieldsFragment,
  SharingFieldsFragment,
  SuggestedPeopleQuery,
  TaskFieldsFragment,
  TeamJourneyFieldsFragment,
  TeamMemberFieldsFragment,
  TeamProgressSubscription,
  TeamRoadQuery,
  UserFieldsFragment,
  VisibilityFieldsFragment,
  WholeCaseFieldsFragment,
  WorkoutFieldsFragment,
  WorkoutNumbersFragment,
  WorkoutPrivacyQuery,
  WorkoutSourcesQuery,
  WorkoutTotalsQuery,
} from '@/generated/graphql';

export type {
  ActivityKind,
  Audience,
  AuditAction,
  BadgeKind,
  BoardSpan,
  CaseState,
  DecisionAction,
  Gender,
  GoalInput,
  GoalStatus,
  GoalUpdate,
  GroupAdmission,
  GroupRole,
  GroupVisibility,
  JourneyInput,
  JourneyVisibility,
  PostInput,
  PostVisibility,
  ProfileInput,
  QuestInput,
  QuestKind,
  QuestMetric,
  QuestStatus,
  RecordKind,
  ReportReason,
  SharingInput,
  SubjectKind,
  TaskUpdate,
  TeamJourneyStatus,
  TeamRulesInput,
  TotalsUnit,
  WorkoutInput,
  WorkoutType,
  WorkoutUpdate,
} from '@/generated/graphql';

export type User = UserFieldsFragment;
export type Person = PersonFieldsFragment;
export type Profile = ProfileFieldsFragment;
export type Relation = RelationFieldsFragment;
export type Post = PostFieldsFragment;
export type Picture = PictureFieldsFragment;
export type Comment = CommentFieldsFragment;
export type Activity = ActivityFieldsFragment;
export type FeedEntry = EntryFieldsFragment;
export type Room = RoomFieldsFragment;
export type Message = MessageFieldsFragment;
export type Sharing = SharingFieldsFragment;
export type Notice = NoticeFieldsFragment;
export type NoticeKind = Notice['kind'];
export type NoticePreference = NoticePreferencesQuery['notificationPreferences'][number];
export type Assistance = AssistanceFieldsFragment;
export type AssistanceAnswer = AssistanceAnswerFieldsFragment;
export type ModerationCaseInBrief = CaseFieldsFragment;
export type ModerationCase = WholeCaseFieldsFragment;
export type ModerationDecision = ModerationCase['decisions'][number];
export type ModerationNotice = ModerationNoticeFieldsFragment;
export type ModerationReport = NonNullable<
  ModerationReportsQuery['moderationCase']
>['reports']['nodes'][number];
export type Suspension = NonNullable<MySuspensionQuery['mySuspension']>;
export type Goal = GoalFieldsFragment;
export type FoundGoal = FoundGoalFieldsFragment;
export type Group = GroupFieldsFragment;
export type GroupWithPins = NonNullable<GroupPageQuery['group']>;
export type GroupMember = GroupMembersQuery['groupMembers']['nodes'][number];
/** Somebody who asks to join a group, or may not. */
export type GroupCandidate = GroupBansQuery['groupBans']['nodes'][number];
export type GroupInvitation = InvitationFieldsFragment;
/** Somebody worth following, and why. */
export type Suggestion = SuggestedPeopleQuery['suggestedPeople'][number];
/** Files on their way to becoming workouts. */
export type ImportJob = ImportFieldsFragment;
export type Journey = JourneyFieldsFragment;
export type JourneyWithRoute = RouteFieldsFragment;
export type Milestone = JourneyWithRoute['milestones'][number];
export type JourneyCard = MyCardsQuery['myJourneyCards']['nodes'][number];
export type Certificate = NonNullable<CertificateQuery['certificate']>;
/** A group, and the journeys it is on. */
export type Team = MyTeamsQuery['myTeams'][number];
export type TeamJourney = TeamJourneyFieldsFragment;
export type TeamWithRoad = NonNullable<TeamRoadQuery['team']>;
/** A team's journey with its route, its rules and its members. */
export type TeamRoad = TeamWithRoad['journeys'][number];
export type TeamMember = TeamMemberFieldsFragment;
export type TeamRules = RulesFieldsFragment;
/** A team among the others on a journey. */
export type TeamStanding = JourneyBoardQuery['journeyLeaderboard']['nodes'][number];
export type TeamProgress = TeamProgressSubscription['onTeamProgress'];
export type Task = TaskFieldsFragment;
export type Quest = QuestFieldsFragment;
export type Workout = WorkoutFieldsFragment;
export type Track = NonNullable<Workout['track']>;
/** With all that was measured. */
export type MeasuredWorkout = Workout & WorkoutNumbersFragment;
export type WorkoutSeries = NonNullable<WorkoutNumbersFragment['series']>;
export type WorkoutSplit = WorkoutNumbersFragment['miles'][number];
/** One of the recordings that a workout is made of. */
export type WorkoutOrigin = WorkoutSourcesQuery['workoutSources'][number];
export type WorkoutTotal = WorkoutTotalsQuery['workoutTotals'][number];
export type WorkoutVisibility = VisibilityFieldsFragment;
export type WorkoutPrivacy = WorkoutPrivacyQuery;
export type PrivacyZone = WorkoutPrivacyQuery['privacyZones'][number];
export type PersonalRecord = MyRecordsQuery['myRecords'][number];
export type Rewards = RewardsFieldsFragment;

export interface TodaysTask extends Task {
  readonly goal: Pick<Goal, 'id' | 'title'> | null;
}

export const workoutTypes = [
  'RUN',
  'WALK',
  'HIKE',
  'RIDE',
  'SWIM',
  'ROW',
  'SKI',
  'STRENGTH',
  'YOGA',
  'OTHER',
] as const;

export const questMetrics = [
  'DISTANCE_METRES',
  'MOVING_SECONDS',
  'CLIMB_METRES',
  'WORKOUTS',
  'TASKS_DONE',
] as const;

export const badgeKinds: readonly BadgeKind[] = ['FIRST_STEPS', 'QUEST_CONQUEROR', 'WEEK_OF_FIRE'];

export const genders = ['UNDISCLOSED', 'FEMALE', 'MALE', 'NON_BINARY', 'OTHER'] as const;

export const audiences = ['PUBLIC', 'FOLLOWERS', 'PRIVATE'] as const;

export const sharedKinds = [
  'goals',
  'tasks',
  'quests',
  'workouts',
  'badges',
  'milestones',
] as const satisfies readonly (keyof Sharing)[];

export const journeyVisibilities = ['PRIVATE', 'PUBLIC'] as const;
export const boardSpans = ['WEEK', 'SEASON', 'ALL'] as const;

export const groupVisibilities = ['PUBLIC', 'PRIVATE'] as const;

export const groupAdmissions = ['OPEN', 'REQUEST'] as const;
export const reportReasons = [
  'SPAM',
  'HARASSMENT',
  'HATE',
  'VIOLENCE',
  'SELF_HARM',
  'SEXUAL',
  'ILLEGAL',
  'IMPERSONATION',
  'MISINFORMATION',
  'OTHER',
] as const;

export const caseStates = ['OPEN', 'APPEALED', 'DECIDED'] as const;

export const decisionActions = ['DISMISS', 'WARN', 'HIDE', 'SUSPEND'] as const;

export const postVisibilities = ['PUBLIC', 'UNLISTED', 'FOLLOWERS', 'DIRECT'] as const;

/** What one can react with; the server takes no other. */
export const reactionEmojis: readonly string[] =
  '👍 👎 ❤️ 😂 😮 😢 😡 🎉 🔥 💪 👏 🙏 👀 ✅ 🏃 ⛰️'.split(' ');
