#include "product/workouts/workouts.h"

#include <cmath>

#include "base/json.h"
#include "product/workouts/events.h"

namespace waymark::workouts {
namespace {

constexpr TextRule kTitleRule{0, 200, false};
constexpr TextRule kNotesRule{0, 4000, true};
constexpr double kLongestSeconds = 7 * 24 * 3600;
constexpr double kFarthestMetres = 2'000'000;
constexpr double kHighestClimb = 100'000;
constexpr auto kClockSlack = std::chrono::hours(24);

Instant later(Instant start, Seconds by) {
  return start + std::chrono::milliseconds(std::llround(by.value * 1000));
}

std::optional<Metres> metres(const std::optional<double>& value) {
  if (!value) return std::nullopt;
  return Metres{*value};
}

template <typename Payload>
std::vector<events::NewEvent> one_event(std::string_view type, Owner owner,
                                        const Payload& payload) {
  std::vector<events::NewEvent> events;
  events.emplace_back(std::string(type), owner.user(), json::to_string(payload));
  return events;
}

Error changed_elsewhere() {
  return Error::conflict("error.conflict.changed_elsewhere");
}

}  // namespace

/// What holds for every workout, however it came here. Texts are checked where they are given.
void Workouts::check(const Workout& workout, InputCheck& check) const {
  if (!(workout.moving_seconds.value > 0) || workout.moving_seconds.value > kLongestSeconds)
    check.wrong("movingSeconds", "error.workout.moving_seconds");
  else if (workout.source == WorkoutSource::gpx && workout.moving_seconds > workout.elapsed_seconds)
    check.wrong("movingSeconds", "error.workout.moving_over_elapsed");
  if (workout.distance_metres)
    check.range("distanceMetres", workout.distance_metres->value, 0, kFarthestMetres);
  if (workout.climb_metres)
    check.range("climbMetres", workout.climb_metres->value, 0, kHighestClimb);
  if (workout.average_heart_rate)
    check.range("averageHeartRate", static_cast<double>(*workout.average_heart_rate), 20, 250);
  if (workout.started_at < Instant{})
    check.wrong("startedAt", "error.workout.too_early");
  else if (workout.started_at > clock_.now() + kClockSlack)
    check.wrong("startedAt", "error.workout.in_the_future");
}

Task<Workout> Workouts::log(const RequestContext& context, WorkoutInput input, InputPath at) const {
  InputCheck checked(std::move(at));
  StoredWorkout stored;
  Workout& workout = stored.workout;
  workout.type = input.type;
  workout.title = checked.optional_text("title", input.title, kTitleRule);
  workout.notes = checked.optional_text("notes", input.notes, kNotesRule);
  workout.started_at = input.started_at;
  workout.moving_seconds = Seconds{input.moving_seconds};
  workout.elapsed_seconds = workout.moving_seconds;
  workout.distance_metres = metres(input.distance_metres);
  workout.climb_metres = metres(input.climb_metres);
  workout.average_heart_rate = input.average_heart_rate;
  check(workout, checked);
  checked.throw_if_any();
  workout.ended_at = later(workout.started_at, workout.elapsed_seconds);
  co_return co_await commit_new(context, std::move(stored));
}

Task<Workout> Workouts::keep_import(const RequestContext& context, Workout measured,
                                    std::string file_hash) const {
  InputCheck checked{InputPath()};
  StoredWorkout stored;
  measured.title = checked.optional_text("title", measured.title, kTitleRule);
  check(measured, checked);
  checked.throw_if_any();
  stored.workout = std::move(measured);
  stored.file_hash = std::move(file_hash);
  co_return co_await commit_new(context, std::move(stored));
}

Task<Workout> Workouts::commit_new(const RequestContext& context, StoredWorkout stored) const {
  const Owner owner(context);
  stored.workout.id = ids_.make<WorkoutId>();
  stored.workout.created_at = stored.workout.updated_at = clock_.now();
  store::Transaction transaction;
  WorkoutRepository::add(transaction, owner, stored, kWorkoutLimit);
  auto events = one_event(kWorkoutLogged, owner, WorkoutLogged(stored.workout));
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (outcome.committed()) co_return std::move(stored.workout);
  if (stored.file_hash) {
    const auto existing = co_await repository_.find_file(owner, *stored.file_hash);
    if (existing)
      throw Error::conflict("error.workout.same_file").with("workoutId", existing->to_string());
  }
  throw Error::conflict("error.workout.limit").with("limit", std::to_string(kWorkoutLimit));
}

Task<Workout> Workouts::update(const RequestContext& context, WorkoutId id, WorkoutChanges changes,
                               InputPath at) const {
  const Owner owner(context);
  const auto before = co_await repository_.find(owner, id);
  if (!before) throw Error::not_found("workout");
  if (before->workout.version != changes.version) throw changed_elsewhere();

  InputCheck checked(std::move(at));
  Workout after = before->workout;
  if (changes.type) after.type = *changes.type;
  if (changes.title) after.title = checked.optional_text("title", *changes.title, kTitleRule);
  if (changes.notes) after.notes = checked.optional_text("notes", *changes.notes, kNotesRule);
  if (changes.started_at) after.started_at = *changes.started_at;
  if (changes.moving_seconds) {
    after.moving_seconds = Seconds{*changes.moving_seconds};
    if (after.source == WorkoutSource::manual) after.elapsed_seconds = after.moving_seconds;
  }
  if (changes.distance_metres) after.distance_metres = metres(*changes.distance_metres);
  if (changes.climb_metres) after.climb_metres = metres(*changes.climb_metres);
  if (changes.average_heart_rate) after.average_heart_rate = *changes.average_heart_rate;
  check(after, checked);
  checked.throw_if_any();
  after.ended_at = later(after.started_at, after.elapsed_seconds);
  after.updated_at = clock_.now();
  ++after.version;

  store::Transaction transaction;
  WorkoutRepository::replace(transaction, owner, *before, after);
  auto events = one_event(kWorkoutUpdated, owner, WorkoutUpdated(after));
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
  co_return after;
}

Task<void> Workouts::remove(const RequestContext& context, WorkoutId id) const {
  const Owner owner(context);
  const auto stored = co_await repository_.find(owner, id);
  if (!stored) throw Error::not_found("workout");
  store::Transaction transaction;
  WorkoutRepository::remove(transaction, owner, *stored);
  auto events = one_event(kWorkoutDeleted, owner, WorkoutDeleted(stored->workout, clock_.now()));
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
}

Task<std::optional<Workout>> Workouts::find(Owner owner, WorkoutId id) const {
  auto stored = co_await repository_.find(owner, id);
  if (!stored) co_return std::nullopt;
  co_return std::move(stored->workout);
}

Task<WorkoutPage> Workouts::list(Owner owner, store::PageRequest request) const {
  store::ListedPage listed = co_await repository_.list(owner, std::move(request));
  WorkoutPage page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  page.entries.reserve(listed.items.size());
  for (auto& [item, cursor] : listed.items)
    page.entries.push_back(
        WorkoutPage::Entry{WorkoutRepository::from_item(item), std::move(cursor)});
  co_return page;
}

}  // namespace waymark::workouts
