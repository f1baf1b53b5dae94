#include "product/workouts/graphql.h"

#include "platform/graphql/page_argument.h"

namespace waymark::workouts {
namespace {

struct WorkoutUpdate {
  std::optional<WorkoutType> type;
  std::optional<std::string> title;
  std::optional<Instant> started_at;
  std::optional<double> moving_seconds;
  std::optional<double> distance_metres;
  std::optional<double> climb_metres;
  std::optional<std::int64_t> average_heart_rate;
  std::optional<std::string> notes;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(WorkoutUpdate, (),
                      (type, title, started_at, moving_seconds, distance_metres, climb_metres,
                       average_heart_rate, notes, version))

/// What is absent stays, null takes away; what a workout cannot be without cannot be null.
WorkoutChanges changes_of(const graphql::Call& call) {
  WorkoutUpdate input = call.argument<WorkoutUpdate>("input");
  InputCheck check(InputPath("input"));
  const auto given = [&](const char* name) {
    return call.has_argument(std::string("input.") + name);
  };
  const auto needed = [&](const char* name, bool there) {
    if (given(name) && !there) check.wrong(name, "error.required");
  };
  needed("type", input.type.has_value());
  needed("startedAt", input.started_at.has_value());
  needed("movingSeconds", input.moving_seconds.has_value());
  check.throw_if_any();
  WorkoutChanges changes;
  changes.type = input.type;
  changes.started_at = input.started_at;
  changes.moving_seconds = input.moving_seconds;
  if (given("title")) changes.title.emplace(std::move(input.title));
  if (given("distanceMetres")) changes.distance_metres.emplace(input.distance_metres);
  if (given("climbMetres")) changes.climb_metres.emplace(input.climb_metres);
  if (given("averageHeartRate")) changes.average_heart_rate.emplace(input.average_heart_rate);
  if (given("notes")) changes.notes.emplace(std::move(input.notes));
  changes.version = input.version;
  return changes;
}

}  // namespace

void WorkoutsGraphql::bind(graphql::Bindings& bindings) {
  bindings.object<Workout>("Workout");
  bindings.object<TrackSummary>("TrackSummary");
  bindings.query("myWorkouts", &WorkoutsGraphql::my_workouts, this);
  bindings.query("workout", &WorkoutsGraphql::workout, this);
  bindings.mutation("logWorkout", &WorkoutsGraphql::log, this);
  bindings.mutation("updateWorkout", &WorkoutsGraphql::update, this);
  bindings.mutation("deleteWorkout", &WorkoutsGraphql::remove, this);
}

Task<graphql::Connection<Workout>> WorkoutsGraphql::my_workouts(graphql::Call& call) const {
  const Owner owner(call.context());
  WorkoutPage page = co_await workouts_.list(owner, page_of(call));
  graphql::Connection<Workout> connection;
  connection.has_next_page = page.has_next;
  connection.has_previous_page = page.has_previous;
  for (auto& [workout, cursor] : page.entries)
    connection.edges.push_back({std::move(workout), std::move(cursor)});
  co_return connection;
}

Task<std::optional<Workout>> WorkoutsGraphql::workout(graphql::Call& call) const {
  return workouts_.find(Owner(call.context()), call.argument<WorkoutId>("id"));
}

Task<Workout> WorkoutsGraphql::log(graphql::Call& call) const {
  return workouts_.log(call.context(), call.argument<WorkoutInput>("input"), InputPath("input"));
}

Task<Workout> WorkoutsGraphql::update(graphql::Call& call) const {
  return workouts_.update(call.context(), call.argument<WorkoutId>("id"), changes_of(call),
                          InputPath("input"));
}

Task<bool> WorkoutsGraphql::remove(graphql::Call& call) const {
  const WorkoutId id = call.argument<WorkoutId>("id");
  co_await workouts_.remove(call.context(), id);
  co_return true;
}

}  // namespace waymark::workouts
