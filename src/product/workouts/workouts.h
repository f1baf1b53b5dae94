// Workouts: logged by hand or read from a GPX file, edited, deleted.
//
//   model.h        what a workout is            events.h      what is told of it
//   workouts.h     the rules (this file)        repository.h  where it lies in the store
//   import.h       the upload                   graphql.h, rest.h   the edges
//   recording/     what a device recorded, and what is computed from it
//   files/         readers of the files that devices write
//
// Every change is one commit with its event; whoever counts workouts (quests, rewards) reads the
// events. An edit or a deletion says which workout it was, so that what it gave is taken back.
//
// Limits: 50,000 workouts a person. Times lie between 1970 and a day from now (clocks differ).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/input.h"
#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "platform/store/listing.h"
#include "product/workouts/model.h"
#include "product/workouts/repository.h"

namespace waymark::workouts {

inline constexpr std::int64_t kWorkoutLimit = 50'000;

/// GraphQL `WorkoutInput`, and the body of POST /api/workouts.
struct WorkoutInput {
  WorkoutType type = WorkoutType::other;
  std::optional<std::string> title;
  Instant started_at;
  double moving_seconds = 0;
  std::optional<double> distance_metres;
  std::optional<double> climb_metres;
  std::optional<std::int64_t> average_heart_rate;
  std::optional<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(WorkoutInput, (),
                      (type, title, started_at, moving_seconds, distance_metres, climb_metres,
                       average_heart_rate, notes))

/// An edit: the outer optional is "given", the inner one "not taken away".
struct WorkoutChanges {
  std::optional<WorkoutType> type;
  std::optional<std::optional<std::string>> title;
  std::optional<Instant> started_at;
  std::optional<double> moving_seconds;
  std::optional<std::optional<double>> distance_metres;
  std::optional<std::optional<double>> climb_metres;
  std::optional<std::optional<std::int64_t>> average_heart_rate;
  std::optional<std::optional<std::string>> notes;
  std::int64_t version = 0;  // that the edit started from
};

/// A page of workouts.
struct WorkoutPage {
  struct Entry {
    Workout workout;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// The rules. One for the whole server, any reactor; what it borrows outlives it.
class Workouts {
 public:
  Workouts(store::Store& store, events::Outbox& outbox, const Clock& clock, IdSource& ids)
      : repository_(store), outbox_(outbox), clock_(clock), ids_(ids) {}

  /// Throws Error(invalid_input) naming every wrong field below `at`, Error(conflict,
  /// "error.workout.limit") at the limit.
  Task<Workout> log(const RequestContext& context, WorkoutInput input, InputPath at) const;
  /// Keeps what was measured from a file: `measured` has all but id, creation and version. The same
  /// file again: Error(conflict, "error.workout.same_file") with the argument `workoutId`.
  Task<Workout> keep_import(const RequestContext& context, Workout measured,
                            std::string file_hash) const;
  /// Error(not_found) for an id that is not this person's; Error(conflict) when the stored version
  /// is not the one the edit started from, and then nothing is changed.
  Task<Workout> update(const RequestContext& context, WorkoutId id, WorkoutChanges changes,
                       InputPath at) const;
  Task<void> remove(const RequestContext& context, WorkoutId id) const;

  Task<std::optional<Workout>> find(Owner owner, WorkoutId id) const;
  Task<WorkoutPage> list(Owner owner, store::PageRequest request) const;
  /// The workout that a file with this SHA-256 (hex) was made into.
  Task<std::optional<WorkoutId>> find_file(Owner owner, std::string file_hash) const {
    return repository_.find_file(owner, std::move(file_hash));
  }

 private:
  Task<Workout> commit_new(const RequestContext& context, StoredWorkout stored) const;
  void check(const Workout& workout, InputCheck& check) const;

  WorkoutRepository repository_;
  events::Outbox& outbox_;
  const Clock& clock_;
  IdSource& ids_;
};

}  // namespace waymark::workouts
