// Where workouts lie in the store.
//
//   USER#u  WORKOUT#<startedAt>#w   the workout        GSI1 USER#u / ENTITY#Workout#<t>#w
//   USER#u  WORKOUTREF#w            {startedAt}        finds a workout by its id
//   USER#u  WORKOUTFILE#<sha256>    {workoutId}        a file counts once
//   USER#u  TALLY#WORKOUTS          {workouts}         for the limit
//
// <startedAt> and <t> (createdAt) are RFC 3339 in UTC with milliseconds, so that keys sort by time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/request_context.h"
#include "platform/store/listing.h"
#include "product/workouts/model.h"

namespace waymark::workouts {

/// A workout as stored: with the SHA-256 (hex) of the file that it came from.
struct StoredWorkout {
  Workout workout;
  std::optional<std::string> file_hash;
};

struct WorkoutSpan {
  std::vector<Workout> workouts;
  bool more = false;  // there are some behind the last
};

class WorkoutRepository {
 public:
  explicit WorkoutRepository(store::Store& store) : store_(store) {}

  Task<std::optional<StoredWorkout>> find(Owner owner, WorkoutId id) const;
  /// Newest start first.
  Task<store::ListedPage> list(Owner owner, store::PageRequest request) const;
  /// Up to `limit` workouts that started in [from, to] (no `to`: for ever), oldest first, after the
  /// sort key `after` when there is one.
  Task<WorkoutSpan> between(Owner owner, Instant from, std::optional<Instant> to,
                            std::optional<std::string> after, std::uint32_t limit) const;
  /// The workout that a file was made into.
  Task<std::optional<WorkoutId>> find_file(Owner owner, std::string file_hash) const;

  static Workout from_item(const store::Item& item);
  static std::string sort_key(const Workout& workout);

  // Parts of a commit.
  /// Puts the workout, its reference, the tally (fails at `limit`), and the file's mark, in the
  /// order ref, tally, file (when there is one), workout.
  static void add(store::Transaction& transaction, Owner owner, const StoredWorkout& stored,
                  std::int64_t limit);
  /// Replaces `before`, whose version must still be the stored one: else the first operation fails.
  static void replace(store::Transaction& transaction, Owner owner, const StoredWorkout& before,
                      const Workout& after);
  static void remove(store::Transaction& transaction, Owner owner, const StoredWorkout& stored);

 private:
  store::Store& store_;
};

}  // namespace waymark::workouts
