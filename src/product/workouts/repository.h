// Where workouts lie in the store.
//
//   USER#u  WORKOUT#<startedAt>#w            the workout    GSI1 USER#u / ENTITY#Workout#<t>#w
//                                                           GSI2 WORKOUT#w / WORKOUT#w: for others, who have its id alone
//                                                           GSI3 USER#u#<type> / WORKOUT#<startedAt>#w
//   USER#u  WORKOUTREF#w                     {startedAt}    finds a workout by its id
//   USER#u  WORKOUTSRC#w#s                   a source (source.h)
//   USER#u  WORKOUTFILE#<fingerprint>        {workoutId}    a recording counts once
//   USER#u  WORKOUTAPART#<fingerprint>       {apart: […]}   with these it is never merged again
//   USER#u  WORKOUTBEST#<type>#<kind>#<v>#w  a Best         the best of a kind comes first
//   USER#u  TALLY#WORKOUTS                   {workouts, changes}   for the limit, and for who matches
//
// <startedAt> and <t> (createdAt) are RFC 3339 in UTC with milliseconds, so that keys sort by time; <v> is a number of 12
// digits: milliseconds, or for what is better when there is more, 999,999,999,999 less millimetres or milliseconds.
//
// Every change of a workout adds one to `changes`. Who looks for a workout to merge with reads it first and commits on the
// condition that it is still the same: so of two devices that upload the same run at the same moment, one sees the other.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/request_context.h"
#include "platform/store/listing.h"
#include "product/workouts/source.h"

namespace waymark::workouts {

struct WorkoutSpan {
  std::vector<Workout> workouts;
  bool more = false;  // there are some behind the last
};

/// Which workouts of a list are wanted.
struct WorkoutFilter {
  std::optional<WorkoutType> type;
  std::optional<Instant> from;  // inclusive
  std::optional<Instant> to;    // exclusive
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

struct Tally {
  std::int64_t workouts = 0;
  std::int64_t changes = 0;
};

/// What a workout holds of one kind of record.
struct Best {
  WorkoutType type = WorkoutType::other;
  RecordKind kind = RecordKind::m400;
  double value = 0;  // seconds, or metres
  WorkoutId workout_id;
  Instant achieved_at;
};
BOOST_DESCRIBE_STRUCT(Best, (), (type, kind, value, workout_id, achieved_at))

/// A workout that another person owns.
struct FoundWorkout {
  UserId owner;
  StoredWorkout workout;
};

class WorkoutRepository {
 public:
  explicit WorkoutRepository(store::Store& store) : store_(store) {}

  Task<std::optional<StoredWorkout>> find(Owner owner, WorkoutId id) const;
  /// Whoever owns it.
  Task<std::optional<FoundWorkout>> find_anywhere(WorkoutId id) const;
  /// In the order in which they count; of a workout from before there were sources, the one it would have.
  Task<std::vector<Source>> sources_of(Owner owner, const StoredWorkout& workout) const;
  /// Newest start first.
  Task<WorkoutPage> list(Owner owner, WorkoutFilter filter, store::PageRequest request) const;
  /// Up to `limit` workouts that started in [from, to] (no `to`: for ever), oldest first, after the
  /// sort key `after` when there is one.
  Task<WorkoutSpan> between(Owner owner, Instant from, std::optional<Instant> to,
                            std::optional<std::string> after, std::uint32_t limit) const;
  /// Those that started within kFarthestMatch of `start`; at most 200.
  Task<std::vector<StoredWorkout>> near(Owner owner, Instant start) const;
  /// The workout that a recording was made into.
  Task<std::optional<WorkoutId>> find_file(Owner owner, std::string fingerprint) const;
  Task<Tally> tally(Owner owner) const;
  /// The fingerprints with which this one is never merged.
  Task<std::vector<std::string>> apart(Owner owner, std::string fingerprint) const;
  /// The best of every type and kind, or of one type.
  Task<std::vector<Best>> bests(Owner owner, std::optional<WorkoutType> type) const;

  static Workout from_item(const store::Item& item);
  static std::string sort_key(const Workout& workout);

  // Parts of a commit.
  /// Puts the workout, its reference and what it holds of records.
  static void add(store::Transaction& transaction, Owner owner, const StoredWorkout& workout);
  /// Replaces `before`, whose version must still be the stored one.
  static void replace(store::Transaction& transaction, Owner owner, const StoredWorkout& before,
                      const StoredWorkout& after);
  /// The same for taking it away, on the same condition. Not its sources.
  static void remove(store::Transaction& transaction, Owner owner, const StoredWorkout& workout);

  /// Puts a source, with its mark when it has a fingerprint.
  static void put_source(store::Transaction& transaction, Owner owner, WorkoutId workout,
                         const Source& source);
  /// The same for one that must be new: the commit fails when its recording is known.
  static void add_source(store::Transaction& transaction, Owner owner, WorkoutId workout,
                         const Source& source);
  static void move_source(store::Transaction& transaction, Owner owner, WorkoutId from,
                          WorkoutId to, const Source& source);
  static void remove_source(store::Transaction& transaction, Owner owner, WorkoutId workout,
                            const Source& source);
  static void put_apart(store::Transaction& transaction, Owner owner,
                        const std::string& fingerprint, const std::vector<std::string>& others);

  /// One more change, and so many more workouts: fails when there would be more than `limit`. With `seen`: only when
  /// nothing has changed since.
  static void count(store::Transaction& transaction, Owner owner, std::int64_t more,
                    std::int64_t limit, const Tally* seen = nullptr);

 private:
  store::Store& store_;
};

}  // namespace waymark::workouts
