// The things the app shows, named once. Their shapes come from the schema by way of the generated documents.
import type {
  AssistanceAnswerFieldsFragment,
  AssistanceFieldsFragment,
  CaseFieldsFragment,
  MessageFieldsFragment,
  ModerationNoticeFieldsFragment,
  ModerationReportsQuery,
  MySuspensionQuery,
  RoomFieldsFragment,
  ActivityFieldsFragment,
  BadgeKind,
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
  InvitationFieldsFragment,
  PersonFieldsFragment,
  PictureFieldsFragment,
  PostFieldsFragment,
  ProfileFieldsFragment,
  QuestFieldsFragment,
  RelationFieldsFragment,
  RewardsFieldsFragment,
  SharingFieldsFragment,
  SuggestedPeopleQuery,
  TaskFieldsFragment,
  UserFieldsFragment,
  WholeCaseFieldsFragment,
  WorkoutFieldsFragment,
} from '@/generated/graphql';

export type {
  ActivityKind,
  Audience,
  AuditAction,
  BadgeKind,
  CaseState,
  DecisionAction,
  Gender,
  GoalInput,
  GoalStatus,
  GoalUpdate,
  GroupAdmission,
  GroupRole,
  GroupVisibility,
  PostInput,
  PostVisibility,
  ProfileInput,
  QuestInput,
  QuestKind,
  QuestMetric,
  QuestStatus,
  ReportReason,
  SharingInput,
  SubjectKind,
  TaskUpdate,
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
export type Task = TaskFieldsFragment;
export type Quest = QuestFieldsFragment;
export type Workout = WorkoutFieldsFragment;
export type Track = NonNullable<Workout['track']>;
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
