// What a body did: a run, a ride, a swim (architecture.md §8 "workout"; SW 3e `CanonicalWorkout`).
//
// A workout is canonical: one, however many devices and files tell of it. What each of them told lies in its sources
// (source.h); the workout is computed from them and from what its owner changed by hand (merging.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "base/units.h"
#include "product/accounts/user.h"
#include "product/workouts/recording/measures.h"

namespace waymark::workouts {

using accounts::Audience;
using SourceId = Id<struct SourceSubject>;

enum class WorkoutSource { manual, fit, gpx, tcx, apple_health, csv };
BOOST_DESCRIBE_ENUM(WorkoutSource, manual, fit, gpx, tcx, apple_health, csv)

/// Why a source was taken for the workout that was there.
struct MergeReason {
  SourceId source_id;
  double start_difference_seconds = 0;           // after the hours were corrected
  std::int64_t overlap_percent = 0;              // of the longer of the two
  std::optional<std::int64_t> distance_percent;  // the shorter of the longer
  std::int64_t corrected_hours = 0;              // that the source's clock was ahead
  bool by_hand = false;
};
BOOST_DESCRIBE_STRUCT(MergeReason, (),
                      (source_id, start_difference_seconds, overlap_percent, distance_percent,
                       corrected_hours, by_hand))

/// GraphQL `Workout`.
struct Workout {
  WorkoutId id;
  WorkoutType type = WorkoutType::other;
  std::optional<std::string> title;
  WorkoutSource source = WorkoutSource::manual;  // the one that counts most
  Instant started_at;
  Instant ended_at;
  std::int64_t utc_offset_minutes = 0;   // of the wall clock where it was, at the start
  std::optional<std::string> time_zone;  // IANA name
  bool indoors = false;
  std::optional<Metres> distance_metres;
  Seconds moving_seconds;
  Seconds elapsed_seconds;
  std::optional<Metres> climb_metres;
  std::optional<Metres> descent_metres;
  std::optional<std::int64_t> average_heart_rate;  // beats a minute
  std::optional<std::int64_t> max_heart_rate;
  std::optional<std::int64_t> average_cadence;  // turns, strokes or pairs of steps a minute
  std::optional<std::int64_t> max_cadence;
  std::optional<std::int64_t> average_power;  // watts
  std::optional<std::int64_t> max_power;
  std::optional<double> average_speed;  // metres a second of moving time
  std::optional<double> max_speed;
  std::optional<std::int64_t> calories;  // kilocalories
  std::optional<std::int64_t> steps;     // of both feet
  std::optional<std::int64_t> pushes;    // of a wheelchair
  std::optional<std::string> notes;
  std::optional<std::string> device;
  std::optional<TrackSummary> track;
  std::vector<BestEffort> best_efforts;
  std::int64_t source_count = 1;
  std::vector<MergeReason> merge_reasons;  // one a source that was merged
  Instant created_at;
  Instant updated_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Workout, (),
                      (id, type, title, source, started_at, ended_at, utc_offset_minutes, time_zone,
                       indoors, distance_metres, moving_seconds, elapsed_seconds, climb_metres,
                       descent_metres, average_heart_rate, max_heart_rate, average_cadence,
                       max_cadence, average_power, max_power, average_speed, max_speed, calories,
                       steps, pushes, notes, device, track, best_efforts, source_count,
                       merge_reasons, created_at, updated_at, version))

/// What its owner set by hand: it wins over every source. (Notes no source has: they are the workout's own.)
struct Edits {
  std::optional<WorkoutType> type;
  std::optional<std::string> title;
  std::optional<Instant> started_at;
  std::optional<double> moving_seconds;
  std::optional<double> distance_metres;
  std::optional<double> climb_metres;
  std::optional<std::int64_t> average_heart_rate;
  std::optional<std::int64_t> steps;
  std::optional<std::int64_t> pushes;
  std::vector<std::string> taken_away;  // wire names of what is to be absent
};
BOOST_DESCRIBE_STRUCT(Edits, (),
                      (type, title, started_at, moving_seconds, distance_metres, climb_metres,
                       average_heart_rate, steps, pushes, taken_away))

/// Who sees what. In a workout's own: absent is as for all; for all: absent is the default (settings.h).
struct WorkoutVisibility {
  std::optional<Audience> workout;  // that there is one; for all: Sharing.workouts decides
  std::optional<Audience> map;
  std::optional<Audience> heart_rate;
  std::optional<Audience> location;
  bool operator==(const WorkoutVisibility&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkoutVisibility, (), (workout, map, heart_rate, location))

/// The outer optional is "given", the inner one "not as for all".
struct VisibilityChanges {
  std::optional<std::optional<Audience>> workout;
  std::optional<std::optional<Audience>> map;
  std::optional<std::optional<Audience>> heart_rate;
  std::optional<std::optional<Audience>> location;
};
WorkoutVisibility with(WorkoutVisibility visibility, const VisibilityChanges& changes);

/// A workout as stored.
struct StoredWorkout : Workout {
  Edits edits;
  WorkoutVisibility visibility;          // for this one alone
  std::optional<std::string> file_hash;  // of a file that was kept before there were sources
};
BOOST_DESCRIBE_STRUCT(StoredWorkout, (Workout), (edits, visibility, file_hash))

}  // namespace waymark::workouts
