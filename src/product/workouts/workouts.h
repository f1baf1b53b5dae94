// Workouts: logged by hand or recorded by devices, edited, merged, split, deleted.
//
//   workouts.h     the rules (this file)        model.h       what a workout is      source.h  what it is made from
//   matching.h     is it the same one?          merging.h     one of many            records.h what is kept of records
//   repository.h   where it lies in the store   events.h      what is told of it
//   settings.h     zones and who sees what      viewing.h     what others see        totals.h  weeks and months
//   imports/       uploads and archives         graphql.h, rest.h   the edges
//   recording/     what a device recorded, and what is computed from it
//   files/         readers of the files that devices write
//
// Every change is one commit with its event; whoever counts workouts (quests, rewards) reads the
// events. An edit or a deletion says which workout it was, so that what it gave is taken back. Events are of the canonical
// workout alone: a source that joins one changes it (WorkoutUpdated), a merge deletes all but one, a split makes one.
//
// Limits: 50,000 workouts a person, 8 sources a workout, 7 days each. Times lie between 1970 (recordings: 1991) and a day
// from now (clocks differ).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/client_ids.h"
#include "base/input.h"
#include "base/request_context.h"
#include "platform/events/outbox.h"
#include "platform/store/listing.h"
#include "product/workouts/model.h"
#include "product/workouts/repository.h"

namespace waymark::workouts {

inline constexpr std::int64_t kWorkoutLimit = 50'000;
/// Steps, or pushes of a wheelchair, of one workout at most.
inline constexpr double kMostSteps = 1'000'000;

/// GraphQL `WorkoutInput`, and the body of POST /api/workouts.
struct WorkoutInput {
  WorkoutType type = WorkoutType::other;
  std::optional<std::string> title;
  Instant started_at;
  double moving_seconds = 0;
  std::optional<double> distance_metres;
  std::optional<double> climb_metres;
  std::optional<std::int64_t> average_heart_rate;
  std::optional<std::int64_t> steps;   // of both feet
  std::optional<std::int64_t> pushes;  // of a wheelchair
  std::optional<std::string> notes;
  std::optional<ClientId> client_id;  // of a client that may send it twice: the second logs nothing
};
BOOST_DESCRIBE_STRUCT(WorkoutInput, (),
                      (type, title, started_at, moving_seconds, distance_metres, climb_metres,
                       average_heart_rate, steps, pushes, notes, client_id))

/// An edit: the outer optional is "given", the inner one "not taken away".
struct WorkoutChanges {
  std::optional<WorkoutType> type;
  std::optional<std::optional<std::string>> title;
  std::optional<Instant> started_at;
  std::optional<double> moving_seconds;
  std::optional<std::optional<double>> distance_metres;
  std::optional<std::optional<double>> climb_metres;
  std::optional<std::optional<std::int64_t>> average_heart_rate;
  std::optional<std::optional<std::int64_t>> steps;
  std::optional<std::optional<std::int64_t>> pushes;
  std::optional<std::optional<std::string>> notes;
  std::int64_t version = 0;  // that the edit started from
};

/// Where a person's days begin.
using TimeZoneOf = std::function<Task<TimeZone>(Owner)>;

/// The rules. One for the whole server, any reactor; what it borrows outlives it.
class Workouts {
 public:
  /// Without `time_zone_of`, everybody lives in UTC.
  Workouts(store::Store& store, events::Outbox& outbox, const Clock& clock, IdSource& ids,
           TimeZoneOf time_zone_of = {})
      : repository_(store),
        outbox_(outbox),
        clock_(clock),
        ids_(ids),
        time_zone_of_(std::move(time_zone_of)) {}

  /// Throws Error(invalid_input) naming every wrong field below `at`, Error(conflict,
  /// "error.workout.limit") at the limit.
  /// With the client id of a workout that is there already it logs none and gives that one.
  Task<Workout> log(const RequestContext& context, WorkoutInput input, InputPath at) const;
  /// Keeps what was measured of a recording: as a new workout, or as one more source of the workout that it is (matching.h).
  /// The same recording again changes nothing. Throws Error(invalid_input) naming `startedAt` and the like,
  /// Error(conflict, "error.workout.limit"), Error(conflict, "error.workout.too_many_sources").
  Task<Kept> keep_recording(const RequestContext& context, Measures measures, Origin origin) const;
  /// Error(not_found) for an id that is not this person's; Error(conflict) when the stored version
  /// is not the one the edit started from, and then nothing is changed.
  Task<Workout> update(const RequestContext& context, WorkoutId id, WorkoutChanges changes,
                       InputPath at) const;
  Task<void> remove(const RequestContext& context, WorkoutId id) const;
  /// Who sees what of this one.
  Task<WorkoutVisibility> set_visibility(const RequestContext& context, WorkoutId id,
                                         VisibilityChanges changes) const;

  /// Takes a source out of a workout: what is left, then the new workout of that source. The two are never merged again by
  /// themselves. Error(conflict, "error.workout.only_source"), Error(not_found) for a source that is not there.
  Task<std::vector<Workout>> split(const RequestContext& context, WorkoutId id,
                                   SourceId source) const;
  /// Makes one of 2 or 3 workouts; the first id stays. Error(invalid_input) naming `ids`, Error(conflict) when one of them
  /// was changed meanwhile, or there would be too many sources.
  Task<Workout> merge(const RequestContext& context, std::vector<WorkoutId> ids) const;

  Task<std::optional<Workout>> find(Owner owner, WorkoutId id) const;
  Task<WorkoutPage> list(Owner owner, store::PageRequest request) const;
  Task<WorkoutPage> list(Owner owner, WorkoutFilter filter, store::PageRequest request) const;
  /// In the order in which they count. Error(not_found) for a workout that is not this person's.
  Task<std::vector<Source>> sources(Owner owner, WorkoutId id) const;
  /// The best of each type and kind, by type, then by kind.
  Task<std::vector<Best>> records(Owner owner, std::optional<WorkoutType> type) const;
  /// The workout that the recording with this fingerprint was made into.
  Task<std::optional<WorkoutId>> find_file(Owner owner, std::string fingerprint) const {
    return repository_.find_file(owner, std::move(fingerprint));
  }

 private:
  /// The candidate that a recording is a source of.
  struct Found {
    StoredWorkout workout;
    std::vector<Source> sources;
    MergeReason reason;
  };
  /// nullopt: somebody changed something meanwhile.
  using Attempt = std::optional<Kept>;

  Task<std::string> home_zone(Owner owner) const;
  Task<StoredWorkout> require(Owner owner, WorkoutId id) const;
  Task<Attempt> try_keep(const RequestContext& context, Source source) const;
  Task<std::optional<Found>> find_same(Owner owner, Source source) const;
  Task<Attempt> keep_new(const RequestContext& context, Source source, Tally seen) const;
  Task<Attempt> keep_merged(const RequestContext& context, Source source, Found found,
                            Tally seen) const;
  StoredWorkout make(std::vector<Source> sources) const;
  /// The state after a change of what it is made from.
  StoredWorkout changed(const StoredWorkout& before, std::vector<Source> sources) const;
  void check(const Workout& workout, InputCheck& check) const;

  WorkoutRepository repository_;
  events::Outbox& outbox_;
  const Clock& clock_;
  IdSource& ids_;
  TimeZoneOf time_zone_of_;
};

}  // namespace waymark::workouts
