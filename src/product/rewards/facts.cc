#include "product/rewards/facts.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "product/assistance/events.h"
#include "product/goals/events.h"
#include "product/rewards/rules.h"
#include "product/workouts/events.h"

namespace waymark::rewards {
namespace {

using Payload = boost::json::object;

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
Fact fact(Source source, const Payload& payload, const char* id_name) {
  Fact fact;
  fact.source = source;
  fact.source_id = member<Id<Subject>>(payload, id_name).uuid;
  return fact;
}

Fact task(const Payload& payload) {
  return fact<TaskSubject>(Source::task, payload, "taskId");
}
Fact goal(const Payload& payload) {
  return fact<GoalSubject>(Source::goal, payload, "goalId");
}
Fact quest(const Payload& payload) {
  return fact<QuestSubject>(Source::quest, payload, "questId");
}
Fact workout(const Payload& payload) {
  return fact<WorkoutSubject>(Source::workout, payload, "workoutId");
}

Fact earning(Fact fact, Points points, Instant at) {
  fact.claim = Claim{points, at};
  return fact;
}

Meaning task_completed(const Payload& payload) {
  return earning(task(payload), kTaskPoints, member<Instant>(payload, "completedAt"));
}
Meaning task_gone(const Payload& payload) {
  return task(payload);
}
Meaning task_deleted(const Payload& payload) {
  if (!member<bool>(payload, "wasDone")) return std::monostate();
  return task(payload);
}
Meaning goal_completed(const Payload& payload) {
  return earning(goal(payload), kGoalPoints, member<Instant>(payload, "completedAt"));
}
Meaning goal_gone(const Payload& payload) {
  return goal(payload);
}
Meaning quest_completed(const Payload& payload) {
  return earning(quest(payload), member<Points>(payload, "rewardPoints"),
                 member<Instant>(payload, "completedAt"));
}
Meaning quest_gone(const Payload& payload) {
  return quest(payload);
}
/// Logged or edited: what it is now. It counts for the day on which it was done.
Meaning workout_stands(const Payload& payload) {
  return earning(workout(payload),
                 workout_points(member<std::optional<Metres>>(payload, "distanceMetres")),
                 member<Instant>(payload, "startedAt"));
}
Meaning workout_gone(const Payload& payload) {
  return workout(payload);
}
/// Of the helper, for that request; the event is the asker's.
Fact thanks(const Payload& payload) {
  Fact made = fact<assistance::AssistanceSubject>(Source::thanks, payload, "assistanceId");
  made.earner = member<UserId>(payload, "helperId");
  return made;
}
Meaning thanked(const Payload& payload) {
  return earning(thanks(payload), kThanksPoints, member<Instant>(payload, "thankedAt"));
}
Meaning thanks_withdrawn(const Payload& payload) {
  return thanks(payload);
}
Meaning profile(const Payload& payload) {
  return ZoneChange{member<std::string>(payload, "timeZone")};
}

struct Reader {
  std::string_view type;
  Meaning (*read)(const Payload&);
};

constexpr std::array kReaders = {
    Reader{goals::kTaskCompleted, task_completed},
    Reader{goals::kTaskReopened, task_gone},
    Reader{goals::kTaskDeleted, task_deleted},
    Reader{goals::kGoalCompleted, goal_completed},
    Reader{goals::kGoalReopened, goal_gone},
    Reader{goals::kGoalDeleted, goal_gone},
    Reader{goals::kQuestCompleted, quest_completed},
    Reader{goals::kQuestReopened, quest_gone},
    Reader{goals::kQuestDeleted, quest_gone},
    Reader{workouts::kWorkoutLogged, workout_stands},
    Reader{workouts::kWorkoutUpdated, workout_stands},
    Reader{workouts::kWorkoutDeleted, workout_gone},
    Reader{assistance::ThanksGiven::kType, thanked},
    Reader{assistance::ThanksWithdrawn::kType, thanks_withdrawn},
    Reader{"UserSignedUp", profile},
    Reader{"ProfileUpdated", profile},
};

const Reader* reader_of(std::string_view type) {
  const auto found = std::ranges::find(kReaders, type, &Reader::type);
  return found == kReaders.end() ? nullptr : &*found;
}

}  // namespace

bool is_meaningful(std::string_view type) {
  return reader_of(type) != nullptr;
}

Meaning meaning_of(const events::Event& event) {
  const Reader* reader = reader_of(event.type);
  if (reader == nullptr) return std::monostate();
  const boost::json::value payload = json::parse(event.payload);
  if (!payload.is_object()) throw Error::invalid("payload", "error.type.object");
  return reader->read(payload.get_object());
}

}  // namespace waymark::rewards
