// How far and how long somebody had gone at every moment of a recording.
//
// Distance   Between neighbouring fixes the geodesic (WGS 84). Where the fix was lost (a tunnel), or fixes lie more than
//            ten seconds apart, the way that the device counted, when it counted one that is possible; else the straight
//            line. Indoors, and without positions, the way that the device counted; without that, its speed by the time.
// Resting    The recording is looked at in windows of at least five seconds. A window whose ends lie less than 0.3 m a
//            second apart is resting: its time is not moving time, and of a whole rest only the straight way from its
//            beginning to its end counts, not the jitter.
// Pauses     A new stretch (track_cleaning.h): nothing is counted across them.
// Without any of this (strength, yoga), all time within stretches is moving time.
#pragma once

#include <vector>

#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

/// Columns of one length.
struct Timeline {
  std::vector<Sample> samples;   // in order, without spikes; `segment` counts the stretches
  std::vector<double> distance;  // metres since the start; empty when there is none to tell
  std::vector<double> moving;    // seconds since the start

  bool has_distance() const { return !distance.empty(); }
  std::size_t size() const { return samples.size(); }
  /// Seconds since the first sample, by the clock.
  double clock(std::size_t i) const {
    return static_cast<double>(samples[i].time - samples.front().time) / 1000;
  }
  double total_distance() const { return has_distance() ? distance.back() : 0; }
  double total_moving() const { return moving.empty() ? 0 : moving.back(); }
};

/// `samples` are clean; `fastest` is in metres a second: a device's distance that would need more is not believed.
Timeline timeline_of(std::vector<Sample> samples, bool indoors, double fastest);

}  // namespace waymark::workouts
