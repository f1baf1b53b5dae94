// Recording → Measures: all the numbers of a workout. It runs for as long as a second on millions of samples: call it in
// the background pool.
//
// Order      Samples are sorted by time within their segment, segments by their first time. Doubles (the same time) and
//            what overlaps an earlier segment are dropped, so that a track that is in the file twice counts once.
// Spikes     A fix that would take an impossible speed to reach (15 m/s on foot, 10 m/s swimming and rowing, 40 m/s else)
//            is set aside. When the next fixes agree with it rather than with what was before (five of them, or half a
//            minute), the fix had jumped for good: that counts as a pause.
// Pauses     A new segment, and a step of more than five minutes: nothing is counted across them.
// Way        Distance, moving time and rests: timeline.h. Heights and climb: heights.h. Means: averages.h.
//            Splits and best efforts: splits.h. For charts: series.h. Line and bounds: track_summary.h.
// Elapsed    From the first sample to the last; the beginning and the end that the file itself tells widen it by up to ten
//            minutes each.
// Totals     What the device says of the whole counts where samples tell nothing (files without any, heart rates that were
//            not recorded), and for the distance indoors.
#pragma once

#include <optional>

#include "product/workouts/recording/measures.h"
#include "product/workouts/recording/naming.h"
#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

inline constexpr double kLongestWorkout = 7 * 24 * 3600;  // seconds

/// `type`, when given, wins over what the file says. Throws Error(invalid_input) naming `file`: nothing moves and no time
/// is told; no start; a start before 1991 (the device's clock was not set); longer than seven days.
Measures measure(Recording recording, std::optional<WorkoutType> type);

}  // namespace waymark::workouts
