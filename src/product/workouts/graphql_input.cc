#include "product/workouts/graphql_input.h"

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
  std::optional<std::int64_t> steps;
  std::optional<std::int64_t> pushes;
  std::optional<std::string> notes;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(WorkoutUpdate, (),
                      (type, title, started_at, moving_seconds, distance_metres, climb_metres,
                       average_heart_rate, steps, pushes, notes, version))

struct VisibilityInput {
  std::optional<Audience> workout;
  std::optional<Audience> map;
  std::optional<Audience> heart_rate;
  std::optional<Audience> location;
};
BOOST_DESCRIBE_STRUCT(VisibilityInput, (), (workout, map, heart_rate, location))

struct FilterInput {
  std::optional<WorkoutType> type;
  std::optional<Instant> from;
  std::optional<Instant> to;
};
BOOST_DESCRIBE_STRUCT(FilterInput, (), (type, from, to))

bool is_given(const graphql::Call& call, const char* name) {
  return call.has_argument(std::string("input.") + name);
}

}  // namespace

WorkoutChanges changes_of(const graphql::Call& call) {
  WorkoutUpdate input = call.argument<WorkoutUpdate>("input");
  InputCheck check(InputPath("input"));
  const auto given = [&](const char* name) { return is_given(call, name); };
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
  if (given("steps")) changes.steps.emplace(input.steps);
  if (given("pushes")) changes.pushes.emplace(input.pushes);
  if (given("notes")) changes.notes.emplace(std::move(input.notes));
  changes.version = input.version;
  return changes;
}

VisibilityChanges visibility_of(const graphql::Call& call) {
  const VisibilityInput input = call.argument<VisibilityInput>("input");
  VisibilityChanges changes;
  if (is_given(call, "workout")) changes.workout.emplace(input.workout);
  if (is_given(call, "map")) changes.map.emplace(input.map);
  if (is_given(call, "heartRate")) changes.heart_rate.emplace(input.heart_rate);
  if (is_given(call, "location")) changes.location.emplace(input.location);
  return changes;
}

WorkoutFilter filter_of(const graphql::Call& call) {
  WorkoutFilter filter;
  if (const auto input = call.argument<std::optional<FilterInput>>("filter")) {
    filter.type = input->type;
    filter.from = input->from;
    filter.to = input->to;
  }
  return filter;
}

}  // namespace waymark::workouts
