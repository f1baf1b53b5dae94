// Whether a recording and a workout are the same thing, told by two devices.
//
// They are when the kinds of workout can be one (walk, run and hike; anything and OTHER), and
//   at the same time   they overlap by 80 % of the longer, and their distances, when both have one, agree to 80 %
//   by hand            what a person typed is less exact: starts within 15 minutes, and times and distances to 80 %
//   hours off          one clock is wrong by whole hours (at most 14), as when a service takes local time for UTC: starts
//                      within 10 s of whole hours, times and distances to 98 %, and the same bounds when both have a track.
//                      Not two FIT files, whose clocks satellites set. (Two commutes hours apart differ by more.)
#pragma once

#include <optional>

#include "product/workouts/source.h"

namespace waymark::workouts {

/// How far apart the starts of a match can be.
inline constexpr std::chrono::hours kFarthestMatch{15};

/// What matching looks at.
struct MatchFacts {
  WorkoutType type = WorkoutType::other;
  WorkoutSource source = WorkoutSource::manual;
  Instant started_at;
  double elapsed_seconds = 0;
  std::optional<double> distance_metres;
  const TrackSummary* track = nullptr;  // borrowed
};
MatchFacts facts_of(const Workout& workout);
MatchFacts facts_of(const Measures& measures, WorkoutSource source);

/// Why they are the same; nullopt when they are not. (`source_id` is left to the caller.)
std::optional<MergeReason> match(const MatchFacts& recording, const MatchFacts& workout);

/// How they lie to each other, whether or not they are the same.
MergeReason comparison(const MatchFacts& recording, const MatchFacts& workout);

/// Whether `a` is a better match than `b`: without corrected hours, then by overlap, then by start.
bool is_better(const MergeReason& a, const MergeReason& b);

}  // namespace waymark::workouts
