// Workouts::split and Workouts::merge: what a person decides about sources.
#include <algorithm>
#include <set>

#include "product/workouts/changes.h"
#include "product/workouts/matching.h"
#include "product/workouts/merging.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {
namespace {

constexpr std::size_t kMostMerged =
    3;  // workouts at once: with all their sources and records they are one commit

/// A workout of one source has nothing to explain.
void forget_reason_of_only(std::vector<Source>& sources) {
  if (sources.size() == 1) sources.front().reason.reset();
}

void add_once(std::vector<std::string>& list, const std::string& one) {
  if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(one);
}

}  // namespace

Task<std::vector<Workout>> Workouts::split(const RequestContext& context, WorkoutId id,
                                           SourceId source_id) const {
  const Owner owner(context);
  const StoredWorkout before = co_await require(owner, id);
  std::vector<Source> left = co_await repository_.sources_of(owner, before);
  const auto place = std::find_if(left.begin(), left.end(),
                                  [&](const Source& source) { return source.id == source_id; });
  if (place == left.end()) throw Error::not_found("workout_source");
  if (left.size() == 1) throw Error::conflict("error.workout.only_source");
  Source taken = *place;
  left.erase(place);
  taken.reason.reset();
  forget_reason_of_only(left);

  store::Transaction transaction;
  std::vector<std::string> apart = co_await repository_.apart(owner, apart_name(taken));
  for (const Source& source : left) {
    std::vector<std::string> others = co_await repository_.apart(owner, apart_name(source));
    add_once(others, apart_name(taken));
    add_once(apart, apart_name(source));
    WorkoutRepository::put_apart(transaction, owner, apart_name(source), others);
  }
  WorkoutRepository::put_apart(transaction, owner, apart_name(taken), apart);

  if (left.size() == 1) WorkoutRepository::put_source(transaction, owner, id, left.front());
  const StoredWorkout after = changed(before, std::move(left));
  std::vector<Source> alone(1, taken);
  const StoredWorkout made = make(std::move(alone));
  WorkoutRepository::count(transaction, owner, 1, kWorkoutLimit);
  WorkoutRepository::replace(transaction, owner, before, after);
  WorkoutRepository::add(transaction, owner, made);
  WorkoutRepository::move_source(transaction, owner, id, made.id, taken);
  std::vector<events::NewEvent> events;
  tell_updated(events, owner, after);
  tell_logged(events, owner, made);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
  std::vector<Workout> both;
  both.push_back(after);
  both.push_back(made);
  co_return both;
}

Task<Workout> Workouts::merge(const RequestContext& context, std::vector<WorkoutId> ids) const {
  const Owner owner(context);
  const std::set<WorkoutId> distinct(ids.begin(), ids.end());
  if (ids.size() < 2 || ids.size() > kMostMerged || distinct.size() != ids.size())
    throw Error::invalid("ids", "error.workout.merge_count",
                         {{"limit", std::to_string(kMostMerged)}});
  const StoredWorkout before = co_await require(owner, ids.front());
  std::vector<Source> sources = co_await repository_.sources_of(owner, before);
  StoredWorkout edited = before;
  store::Transaction transaction;
  keep_first_source(transaction, owner, before.id, sources);
  std::vector<events::NewEvent> deletions;
  for (std::size_t i = 1; i < ids.size(); ++i) {
    const StoredWorkout other = co_await require(owner, ids[i]);
    std::vector<Source> joining = co_await repository_.sources_of(owner, other);
    for (Source& source : joining) {
      source.reason = comparison(facts_of(source.measures, source.source), facts_of(before));
      source.reason->source_id = source.id;
      source.reason->by_hand = true;
      WorkoutRepository::move_source(transaction, owner, other.id, before.id, source);
      sources.push_back(source);
    }
    if (!edited.notes) edited.notes = other.notes;
    if (!edited.edits.title) edited.edits.title = other.edits.title;
    WorkoutRepository::remove(transaction, owner, other);
    tell_deleted(deletions, owner, other, clock_.now());
  }
  if (sources.size() > kSourceLimit)
    throw Error::conflict("error.workout.too_many_sources")
        .with("limit", std::to_string(kSourceLimit))
        .with("workoutId", before.id.to_string());
  for (const Source& source : sources) {
    // What was split once may now be together again.
    std::vector<std::string> apart = co_await repository_.apart(owner, apart_name(source));
    const std::size_t was = apart.size();
    for (const Source& other : sources) std::erase(apart, apart_name(other));
    if (apart.size() != was)
      WorkoutRepository::put_apart(transaction, owner, apart_name(source), apart);
  }
  const StoredWorkout after = changed(edited, std::move(sources));
  InputCheck checked{InputPath()};
  check(after, checked);
  checked.throw_if_any();
  const auto gone = static_cast<std::int64_t>(ids.size()) - 1;
  WorkoutRepository::count(transaction, owner, -gone, kWorkoutLimit);
  WorkoutRepository::replace(transaction, owner, before, after);
  std::vector<events::NewEvent> events;
  tell_updated(events, owner, after);
  for (events::NewEvent& event : deletions) events.push_back(std::move(event));
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
  co_return after;
}

}  // namespace waymark::workouts
