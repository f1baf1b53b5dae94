#include "product/feed/facts.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "product/goals/events.h"
#include "product/journeys/events.h"
#include "product/posts/events.h"
#include "product/rewards/events.h"
#include "product/workouts/events.h"

namespace waymark::feed {
namespace {

using Payload = boost::json::object;
using Facts = std::vector<Fact>;

/// A member of the payload; absent counts as null.
template <typename T>
T member(const Payload& payload, const char* name) {
  const boost::json::value* value = payload.if_contains(name);
  json::Problems problems;
  T read = json::decode_at<T>(value ? *value : boost::json::value(), name, problems);
  problems.throw_if_any();
  return read;
}

template <typename Subject>
std::string id_of(const Payload& payload, const char* name) {
  return member<Id<Subject>>(payload, name).to_string();
}
std::string goal_of(const Payload& payload) {
  return id_of<GoalSubject>(payload, "goalId");
}
std::string task_of(const Payload& payload) {
  return id_of<TaskSubject>(payload, "taskId");
}
std::string quest_of(const Payload& payload) {
  return id_of<QuestSubject>(payload, "questId");
}
std::string workout_of(const Payload& payload) {
  return id_of<WorkoutSubject>(payload, "workoutId");
}

Activity titled(ActivityKind kind, const Payload& payload) {
  Activity activity;
  activity.kind = kind;
  activity.title = member<std::optional<std::string>>(payload, "title");
  return activity;
}

Fact stands(std::string source, Activity activity) {
  return Stands{std::move(source), std::move(activity)};
}
Fact changed(std::string source, Activity activity) {
  return Changed{std::move(source), std::move(activity)};
}
Fact gone(ActivityKind kind, std::string source) {
  return Gone{kind, std::move(source)};
}

Facts goal_created(const Payload& payload) {
  return {stands(goal_of(payload), titled(ActivityKind::goal_created, payload))};
}
Facts goal_updated(const Payload& payload) {
  return {changed(goal_of(payload), titled(ActivityKind::goal_created, payload)),
          changed(goal_of(payload), titled(ActivityKind::goal_completed, payload))};
}
Facts goal_completed(const Payload& payload) {
  return {stands(goal_of(payload), titled(ActivityKind::goal_completed, payload))};
}
Facts goal_reopened(const Payload& payload) {
  return {gone(ActivityKind::goal_completed, goal_of(payload))};
}
Facts goal_deleted(const Payload& payload) {
  return {gone(ActivityKind::goal_created, goal_of(payload)),
          gone(ActivityKind::goal_completed, goal_of(payload))};
}
Facts task_completed(const Payload& payload) {
  return {stands(task_of(payload), titled(ActivityKind::task_completed, payload))};
}
Facts task_updated(const Payload& payload) {
  return {changed(task_of(payload), titled(ActivityKind::task_completed, payload))};
}
Facts task_gone(const Payload& payload) {
  return {gone(ActivityKind::task_completed, task_of(payload))};
}
Facts quest_completed(const Payload& payload) {
  return {stands(quest_of(payload), titled(ActivityKind::quest_completed, payload))};
}
Facts quest_gone(const Payload& payload) {
  return {gone(ActivityKind::quest_completed, quest_of(payload))};
}

Activity workout(const Payload& payload) {
  Activity activity = titled(ActivityKind::workout_logged, payload);
  activity.workout_type = member<workouts::WorkoutType>(payload, "type");
  activity.workout_id = member<WorkoutId>(payload, "workoutId");
  activity.audience = member<std::optional<workouts::Audience>>(payload, "audience");
  activity.distance_metres = member<std::optional<Metres>>(payload, "distanceMetres");
  activity.moving_seconds = member<Seconds>(payload, "movingSeconds");
  return activity;
}
Facts workout_logged(const Payload& payload) {
  return {stands(workout_of(payload), workout(payload))};
}
Facts workout_updated(const Payload& payload) {
  return {changed(workout_of(payload), workout(payload))};
}
Facts workout_gone(const Payload& payload) {
  return {gone(ActivityKind::workout_logged, workout_of(payload))};
}

Facts badge_earned(const Payload& payload) {
  Activity activity;
  activity.kind = ActivityKind::badge_earned;
  const auto badge = member<rewards::BadgeKind>(payload, "badge");
  activity.badge = badge;
  return {stands(std::string(enum_name(badge)), std::move(activity))};
}
Facts badge_revoked(const Payload& payload) {
  const auto badge = member<rewards::BadgeKind>(payload, "badge");
  return {gone(ActivityKind::badge_earned, std::string(enum_name(badge)))};
}
Facts on_level(const Payload& payload) {
  return {OnLevel{member<std::int64_t>(payload, "level")}};
}

/// What was reached stays reached.
Facts milestone_reached(const Payload& payload) {
  std::string source = id_of<GroupSubject>(payload, "groupId") + "#" +
                       id_of<journeys::JourneySubject>(payload, "journeyId") + "#" +
                       std::to_string(member<std::int64_t>(payload, "season")) + "#" +
                       member<std::string>(payload, "milestoneId");
  return {stands(std::move(source), titled(ActivityKind::milestone_reached, payload))};
}

std::string post_of(const Payload& payload) {
  return member<posts::PostId>(payload, "postId").to_string();
}
Activity of_post(ActivityKind kind, const Payload& payload) {
  Activity activity;
  activity.kind = kind;
  activity.post_id = member<posts::PostId>(payload, "postId");
  return activity;
}
Facts post_created(const Payload& payload) {
  return {stands(post_of(payload), of_post(ActivityKind::post, payload))};
}
Facts post_deleted(const Payload& payload) {
  return {gone(ActivityKind::post, post_of(payload))};
}
Facts post_boosted(const Payload& payload) {
  return {stands(post_of(payload), of_post(ActivityKind::boost, payload))};
}
Facts post_unboosted(const Payload& payload) {
  return {gone(ActivityKind::boost, post_of(payload))};
}

struct Reader {
  std::string_view type;
  Facts (*read)(const Payload&);
};

constexpr std::array kReaders = {
    Reader{goals::kGoalCreated, goal_created},
    Reader{goals::kGoalUpdated, goal_updated},
    Reader{goals::kGoalCompleted, goal_completed},
    Reader{goals::kGoalReopened, goal_reopened},
    Reader{goals::kGoalDeleted, goal_deleted},
    Reader{goals::kTaskCompleted, task_completed},
    Reader{goals::kTaskUpdated, task_updated},
    Reader{goals::kTaskReopened, task_gone},
    Reader{goals::kTaskDeleted, task_gone},
    Reader{goals::kQuestCompleted, quest_completed},
    Reader{goals::kQuestReopened, quest_gone},
    Reader{goals::kQuestDeleted, quest_gone},
    Reader{workouts::kWorkoutLogged, workout_logged},
    Reader{workouts::kWorkoutUpdated, workout_updated},
    Reader{workouts::kWorkoutDeleted, workout_gone},
    Reader{rewards::BadgeEarned::kType, badge_earned},
    Reader{rewards::BadgeRevoked::kType, badge_revoked},
    Reader{rewards::RewardEarned::kType, on_level},
    Reader{rewards::RewardRevoked::kType, on_level},
    Reader{journeys::MilestoneReached::kType, milestone_reached},
    Reader{posts::PostCreated::kType, post_created},
    Reader{posts::PostDeleted::kType, post_deleted},
    Reader{posts::kPostBoosted, post_boosted},
    Reader{posts::kPostUnboosted, post_unboosted},
};

const Reader* reader_of(std::string_view type) {
  const auto found = std::ranges::find(kReaders, type, &Reader::type);
  return found == kReaders.end() ? nullptr : &*found;
}

boost::json::value parsed(const events::Event& event) {
  boost::json::value payload = json::parse(event.payload);
  if (!payload.is_object()) throw Error::invalid("payload", "error.type.object");
  return payload;
}

bool may_be_of_group(const events::Event& event) {
  return event.type == posts::PostCreated::kType || event.type == posts::PostDeleted::kType;
}

/// The group that a post was written to.
std::optional<GroupId> group_of(const events::Event& event, const Payload& payload) {
  if (!may_be_of_group(event)) return std::nullopt;
  return member<std::optional<GroupId>>(payload, "groupId");
}

}  // namespace

bool is_meaningful(std::string_view type) {
  return reader_of(type) != nullptr;
}

std::vector<Fact> facts_of(const events::Event& event) {
  const Reader* reader = reader_of(event.type);
  if (reader == nullptr) return {};
  const boost::json::value payload = parsed(event);
  std::vector<Fact> facts = reader->read(payload.get_object());
  if (!group_of(event, payload.get_object())) return facts;
  for (Fact& fact : facts)
    if (auto* stands = std::get_if<Stands>(&fact)) stands->activity.author_id = event.user;
  return facts;
}

UserId actor_of(const events::Event& event) {
  if (!may_be_of_group(event)) return event.user;
  const boost::json::value payload = parsed(event);
  const auto group = group_of(event, payload.get_object());
  return group ? actor_of(*group) : event.user;
}

}  // namespace waymark::feed
