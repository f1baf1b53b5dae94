// Workouts::keep_recording: the same run from a watch, a phone and a file becomes one workout.
#include <algorithm>

#include "product/workouts/changes.h"
#include "product/workouts/matching.h"
#include "product/workouts/merging.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {
namespace {

constexpr int kAttempts =
    64;  // every one that fails means that another upload of the same person went through
constexpr std::size_t kLongestFingerprint = 200;
constexpr TextRule kTitleRule{0, 200, false};

/// What no body does is left out: a sensor was wrong.
template <typename T>
void drop_senseless(std::optional<T>& value, double low, double high) {
  if (value && !(static_cast<double>(*value) >= low && static_cast<double>(*value) <= high))
    value.reset();
}

void drop_senseless(Measures& measures) {
  drop_senseless(measures.average_heart_rate, 20, 250);
  drop_senseless(measures.max_heart_rate, 20, 250);
  drop_senseless(measures.average_cadence, 0, 254);
  drop_senseless(measures.max_cadence, 0, 254);
  drop_senseless(measures.average_power, 0, 5'000);
  drop_senseless(measures.max_power, 0, 10'000);
  drop_senseless(measures.calories, 0, 100'000);
  drop_senseless(measures.max_speed, 0, 150);
  drop_senseless(measures.steps, 0, kMostSteps);
  drop_senseless(measures.pushes, 0, kMostSteps);
}

std::optional<std::string> name_of(const std::optional<std::string>& file_name) {
  InputCheck check{InputPath()};
  auto kept = check.optional_text("fileName", file_name, kTitleRule);
  return check.ok() ? kept : std::nullopt;
}

bool is_among(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

Task<Kept> Workouts::keep_recording(const RequestContext& context, Measures measures,
                                    Origin origin) const {
  const Owner owner(context);
  if (origin.fingerprint.empty() || origin.fingerprint.size() > kLongestFingerprint)
    throw Error(ErrorCode::internal, "error.internal", "a recording needs a fingerprint");
  drop_senseless(measures);
  Source source;
  source.id = ids_.make<SourceId>();
  source.source = origin.source;
  source.fingerprint = std::move(origin.fingerprint);
  source.file_name = name_of(origin.file_name);
  source.device = device_text(origin.device);
  source.home_zone = co_await home_zone(owner);
  source.added_at = clock_.now();
  source.measures = std::move(measures);

  InputCheck checked{InputPath()};
  source.measures.title = checked.optional_text("title", source.measures.title, kTitleRule);
  std::vector<Source> alone(1, source);
  check(make(std::move(alone)), checked);
  checked.throw_if_any();
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    auto kept = co_await try_keep(context, source);
    if (kept) co_return std::move(*kept);
  }
  throw changed_elsewhere();
}

Task<Workouts::Attempt> Workouts::try_keep(const RequestContext& context, Source source) const {
  const Owner owner(context);
  // First of all: what happens after this read makes the commit fail.
  const Tally seen = co_await repository_.tally(owner);
  const auto known = co_await repository_.find_file(owner, source.fingerprint);
  if (known) {
    auto workout = co_await repository_.find(owner, *known);
    if (!workout) co_return std::nullopt;
    Kept kept;
    kept.workout = std::move(*workout);
    kept.outcome = Outcome::same;
    co_return kept;
  }
  auto found = co_await find_same(owner, source);
  if (found) co_return co_await keep_merged(context, std::move(source), std::move(*found), seen);
  co_return co_await keep_new(context, std::move(source), seen);
}

/// The best match among the workouts around its start that the person has not split from it.
Task<std::optional<Workouts::Found>> Workouts::find_same(Owner owner, Source source) const {
  struct Candidate {
    StoredWorkout workout;
    MergeReason reason;
  };
  std::vector<Candidate> candidates;
  const MatchFacts facts = facts_of(source.measures, source.source);
  auto near = co_await repository_.near(owner, source.measures.started_at);
  for (StoredWorkout& workout : near)
    if (const auto reason = match(facts, facts_of(workout)))
      candidates.push_back(Candidate{std::move(workout), *reason});
  if (candidates.empty()) co_return std::nullopt;
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return is_better(a.reason, b.reason); });
  const auto apart = co_await repository_.apart(owner, source.fingerprint);
  for (Candidate& candidate : candidates) {
    Found found;
    found.sources = co_await repository_.sources_of(owner, candidate.workout);
    if (std::any_of(found.sources.begin(), found.sources.end(),
                    [&](const Source& other) { return is_among(apart, apart_name(other)); }))
      continue;
    found.workout = std::move(candidate.workout);
    found.reason = candidate.reason;
    found.reason.source_id = source.id;
    co_return found;
  }
  co_return std::nullopt;
}

Task<Workouts::Attempt> Workouts::keep_new(const RequestContext& context, Source source,
                                           Tally seen) const {
  const Owner owner(context);
  if (seen.workouts >= kWorkoutLimit)
    throw Error::conflict("error.workout.limit").with("limit", std::to_string(kWorkoutLimit));
  std::vector<Source> sources(1, source);
  StoredWorkout workout = make(std::move(sources));
  store::Transaction transaction;
  WorkoutRepository::count(transaction, owner, 1, kWorkoutLimit, &seen);
  WorkoutRepository::add(transaction, owner, workout);
  WorkoutRepository::add_source(transaction, owner, workout.id, source);
  std::vector<events::NewEvent> events;
  tell_logged(events, owner, workout);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) co_return std::nullopt;
  Kept kept;
  kept.workout = std::move(workout);
  co_return kept;
}

Task<Workouts::Attempt> Workouts::keep_merged(const RequestContext& context, Source source,
                                              Found found, Tally seen) const {
  const Owner owner(context);
  if (found.sources.size() >= kSourceLimit)
    throw Error::conflict("error.workout.too_many_sources")
        .with("limit", std::to_string(kSourceLimit))
        .with("workoutId", found.workout.id.to_string());
  source.reason = found.reason;
  store::Transaction transaction;
  keep_first_source(transaction, owner, found.workout.id, found.sources);
  found.sources.push_back(source);
  StoredWorkout after = changed(found.workout, std::move(found.sources));
  WorkoutRepository::count(transaction, owner, 0, kWorkoutLimit, &seen);
  WorkoutRepository::replace(transaction, owner, found.workout, after);
  WorkoutRepository::add_source(transaction, owner, after.id, source);
  std::vector<events::NewEvent> events;
  tell_updated(events, owner, after);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) co_return std::nullopt;
  Kept kept;
  kept.workout = std::move(after);
  kept.outcome = Outcome::merged;
  kept.reason = found.reason;
  co_return kept;
}

}  // namespace waymark::workouts
