#include "product/workouts/workouts.h"

#include <algorithm>
#include <cmath>

#include "product/workouts/changes.h"
#include "product/workouts/merging.h"
#include "product/workouts/recording/track.h"

namespace waymark::workouts {
namespace {

constexpr TextRule kTitleRule{0, 200, false};
constexpr TextRule kNotesRule{0, 4000, true};
constexpr double kFarthestMetres = 2'000'000;
constexpr double kHighestClimb = 100'000;
constexpr auto kClockSlack = std::chrono::hours(24);

std::optional<Metres> metres(const std::optional<double>& value) {
  if (!value) return std::nullopt;
  return Metres{*value};
}

/// Sets a field by hand, or takes it away.
template <typename T>
void edit(Edits& edits, const char* name, std::optional<T> Edits::*member, std::optional<T> value) {
  std::erase(edits.taken_away, name);
  if (!value) edits.taken_away.emplace_back(name);
  edits.*member = std::move(value);
}

void apply(Edits& edits, const WorkoutChanges& changes) {
  if (changes.type) edits.type = changes.type;
  if (changes.title) edit(edits, "title", &Edits::title, *changes.title);
  if (changes.started_at) edits.started_at = changes.started_at;
  if (changes.moving_seconds) edits.moving_seconds = changes.moving_seconds;
  if (changes.distance_metres)
    edit(edits, "distanceMetres", &Edits::distance_metres, *changes.distance_metres);
  if (changes.climb_metres) edit(edits, "climbMetres", &Edits::climb_metres, *changes.climb_metres);
  if (changes.average_heart_rate)
    edit(edits, "averageHeartRate", &Edits::average_heart_rate, *changes.average_heart_rate);
  if (changes.steps) edit(edits, "steps", &Edits::steps, *changes.steps);
  if (changes.pushes) edit(edits, "pushes", &Edits::pushes, *changes.pushes);
}

}  // namespace

/// What holds for every workout, however it came here. Texts are checked where they are given.
void Workouts::check(const Workout& workout, InputCheck& check) const {
  if (!(workout.moving_seconds.value > 0) || workout.moving_seconds.value > kLongestWorkout)
    check.wrong("movingSeconds", "error.workout.moving_seconds");
  else if (workout.moving_seconds > workout.elapsed_seconds)
    check.wrong("movingSeconds", "error.workout.moving_over_elapsed");
  if (workout.distance_metres)
    check.range("distanceMetres", workout.distance_metres->value, 0, kFarthestMetres);
  if (workout.climb_metres)
    check.range("climbMetres", workout.climb_metres->value, 0, kHighestClimb);
  if (workout.average_heart_rate)
    check.range("averageHeartRate", static_cast<double>(*workout.average_heart_rate), 20, 250);
  if (workout.steps) check.range("steps", static_cast<double>(*workout.steps), 0, kMostSteps);
  if (workout.pushes) check.range("pushes", static_cast<double>(*workout.pushes), 0, kMostSteps);
  if (workout.started_at < Instant{})
    check.wrong("startedAt", "error.workout.too_early");
  else if (workout.started_at > clock_.now() + kClockSlack)
    check.wrong("startedAt", "error.workout.in_the_future");
}

Task<std::string> Workouts::home_zone(Owner owner) const {
  if (!time_zone_of_) co_return "UTC";
  const TimeZone zone = co_await time_zone_of_(owner);
  co_return zone.name();
}

Task<StoredWorkout> Workouts::require(Owner owner, WorkoutId id) const {
  auto stored = co_await repository_.find(owner, id);
  if (!stored) throw Error::not_found("workout");
  co_return std::move(*stored);
}

StoredWorkout Workouts::make(std::vector<Source> sources) const {
  StoredWorkout workout;
  workout.id = ids_.make<WorkoutId>();
  workout.created_at = workout.updated_at = clock_.now();
  return canonical(std::move(workout), std::move(sources));
}

StoredWorkout Workouts::changed(const StoredWorkout& before, std::vector<Source> sources) const {
  StoredWorkout after = canonical(before, std::move(sources));
  after.updated_at = clock_.now();
  ++after.version;
  return after;
}

Task<Workout> Workouts::log(const RequestContext& context, WorkoutInput input, InputPath at) const {
  const Owner owner(context);
  InputCheck checked(std::move(at));
  Source source;
  source.id = ids_.make<SourceId>();
  source.added_at = clock_.now();
  source.home_zone = co_await home_zone(owner);
  Measures& measures = source.measures;
  measures.type = input.type;
  measures.started_at = input.started_at;
  measures.moving_seconds = measures.elapsed_seconds = Seconds{input.moving_seconds};
  measures.distance_metres = metres(input.distance_metres);
  measures.climb_metres = metres(input.climb_metres);
  measures.average_heart_rate = input.average_heart_rate;
  measures.steps = input.steps;
  measures.pushes = input.pushes;

  StoredWorkout workout;
  workout.edits.title = checked.optional_text("title", input.title, kTitleRule);
  workout.notes = checked.optional_text("notes", input.notes, kNotesRule);
  workout.moving_seconds = workout.elapsed_seconds = measures.moving_seconds;
  workout.started_at = measures.started_at;
  workout.distance_metres = measures.distance_metres;
  workout.climb_metres = measures.climb_metres;
  workout.average_heart_rate = measures.average_heart_rate;
  workout.steps = measures.steps;
  workout.pushes = measures.pushes;
  check(workout, checked);
  checked.throw_if_any();

  workout.id = id_for<WorkoutId>(owner.user(), input.client_id, "workout", ids_);
  workout.created_at = workout.updated_at = clock_.now();
  std::vector<Source> sources(1, source);
  workout = canonical(std::move(workout), std::move(sources));
  store::Transaction transaction;
  WorkoutRepository::count(transaction, owner, 1, kWorkoutLimit);
  WorkoutRepository::add(transaction, owner, workout);
  WorkoutRepository::add_source(transaction, owner, workout.id, source);
  std::vector<events::NewEvent> events;
  tell_logged(events, owner, workout);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (outcome.committed()) co_return workout;
  // Only what a client named beforehand can be there already.
  auto logged = co_await repository_.find(owner, workout.id);
  if (logged) co_return std::move(*logged);
  throw Error::conflict("error.workout.limit").with("limit", std::to_string(kWorkoutLimit));
}

Task<Workout> Workouts::update(const RequestContext& context, WorkoutId id, WorkoutChanges changes,
                               InputPath at) const {
  const Owner owner(context);
  const StoredWorkout before = co_await require(owner, id);
  if (before.version != changes.version) throw changed_elsewhere();
  std::vector<Source> sources = co_await repository_.sources_of(owner, before);

  InputCheck checked(std::move(at));
  if (changes.title) changes.title = checked.optional_text("title", *changes.title, kTitleRule);
  StoredWorkout edited = before;
  if (changes.notes) edited.notes = checked.optional_text("notes", *changes.notes, kNotesRule);
  apply(edited.edits, changes);
  const StoredWorkout after = changed(edited, std::move(sources));
  check(after, checked);
  checked.throw_if_any();

  store::Transaction transaction;
  WorkoutRepository::replace(transaction, owner, before, after);
  WorkoutRepository::count(transaction, owner, 0, kWorkoutLimit);
  std::vector<events::NewEvent> events;
  tell_updated(events, owner, after);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
  co_return after;
}

Task<void> Workouts::remove(const RequestContext& context, WorkoutId id) const {
  const Owner owner(context);
  const StoredWorkout workout = co_await require(owner, id);
  const std::vector<Source> sources = co_await repository_.sources_of(owner, workout);
  store::Transaction transaction;
  WorkoutRepository::remove(transaction, owner, workout);
  for (const Source& source : sources)
    WorkoutRepository::remove_source(transaction, owner, id, source);
  WorkoutRepository::count(transaction, owner, -1, kWorkoutLimit);
  std::vector<events::NewEvent> events;
  tell_deleted(events, owner, workout, clock_.now());
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
}

Task<WorkoutVisibility> Workouts::set_visibility(const RequestContext& context, WorkoutId id,
                                                 VisibilityChanges changes) const {
  const Owner owner(context);
  const StoredWorkout before = co_await require(owner, id);
  StoredWorkout after = before;
  after.visibility = with(before.visibility, changes);
  if (after.visibility == before.visibility) co_return after.visibility;
  after.updated_at = clock_.now();
  ++after.version;
  store::Transaction transaction;
  WorkoutRepository::replace(transaction, owner, before, after);
  std::vector<events::NewEvent> events;
  tell_updated(events, owner, after);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
  co_return after.visibility;
}

Task<std::optional<Workout>> Workouts::find(Owner owner, WorkoutId id) const {
  auto stored = co_await repository_.find(owner, id);
  if (!stored) co_return std::nullopt;
  co_return std::optional<Workout>(std::move(*stored));
}

Task<WorkoutPage> Workouts::list(Owner owner, store::PageRequest request) const {
  return repository_.list(owner, WorkoutFilter(), std::move(request));
}

Task<WorkoutPage> Workouts::list(Owner owner, WorkoutFilter filter,
                                 store::PageRequest request) const {
  return repository_.list(owner, filter, std::move(request));
}

Task<std::vector<Source>> Workouts::sources(Owner owner, WorkoutId id) const {
  const StoredWorkout workout = co_await require(owner, id);
  co_return co_await repository_.sources_of(owner, workout);
}

Task<std::vector<Best>> Workouts::records(Owner owner, std::optional<WorkoutType> type) const {
  std::vector<Best> bests = co_await repository_.bests(owner, type);
  std::sort(bests.begin(), bests.end(), [](const Best& a, const Best& b) {
    return std::pair(a.type, a.kind) < std::pair(b.type, b.kind);
  });
  co_return bests;
}

}  // namespace waymark::workouts
