// What is computed from a track's points.
//
// Order      Points are sorted by time within their segment, segments by their first time. Doubles
//            (the same time) and what overlaps an earlier segment are dropped, so that a track that
//            is in the file twice counts once.
// Spikes     A point that would take an impossible speed to reach (15 m/s on foot, 10 m/s swimming
//            and rowing, 40 m/s else) is set aside. When the next points agree with it rather than
//            with what was before (five of them, or half a minute), the fix had jumped for good: that
//            counts as a pause.
// Resting    Points are looked at in windows of at least five seconds. A window whose ends lie less
//            than 0.3 m a second apart is resting: its time is not moving time, and of a whole rest
//            only the straight way from its beginning to its end counts, not the jitter.
// Pauses     A new segment, and a step of more than five minutes: nothing is counted across them.
// Distance   The sum of the geodesics (WGS 84) between the points of moving windows.
// Elapsed    From the first point to the last.
// Climb      Elevations are smoothed (mean of nine points, within a segment); then every rise counts
//            from its lowest to its highest point when it is at least 3 m, and ends when the track
//            has fallen 3 m below its top. Barometer noise and the steps of GPS heights stay below.
// Heart rate The mean over the points that have one.
// Bounds     minLongitude is the western edge, also when the track crosses 180° (RFC 7946 §5.2).
#pragma once

#include <optional>
#include <string>

#include "product/workouts/gpx_reader.h"
#include "product/workouts/model.h"

namespace waymark::workouts {

inline constexpr std::size_t kPolylinePoints = 500;

/// The type that GPX <type> and <name> speak of: words (running, trail_running, "Morning Ride") or
/// Strava's numbers.
WorkoutType type_of(const std::optional<std::string>& type, const std::optional<std::string>& name);

/// A workout with all that can be measured. `type`, when given, wins over what the file says.
/// Throws Error(invalid_input) naming `file` when nothing moves in it.
Workout measure(GpxTrack track, std::optional<WorkoutType> type);

}  // namespace waymark::workouts
