// Reads the track points of a GPX file (1.0 and 1.1), piece by piece.
//
// What is read: trk/name, trk/type, trk/trkseg/trkpt with its lat, lon, ele, time, and the heart
// rate of any extension (`hr`, as in Garmin's SampleExtension, or `heartrate`). Names count
// without their namespace prefix, in any order; all else is passed over, routes and waypoints
// included.
//
// Hardening: a document type (and so every entity declaration) is refused; so are more than 64
// levels, kSampleLimit points, and a name, value or tag of unreasonable size. Memory is bounded by the
// points kept, 40 bytes each. Elevations and heart rates that make no sense are left out; a
// position or a time that makes none is an error, naming point and line. Positions (0, 0), which
// receivers without a fix write, are left out, as are points without a time.
#pragma once

#include <memory>
#include <string_view>

#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

/// One file. Not thread-safe, but may move between threads.
class GpxReader {
 public:
  explicit GpxReader(std::size_t most_samples = kSampleLimit);
  ~GpxReader();
  GpxReader(GpxReader&&) noexcept;

  /// Throws Error(invalid_input) naming the field `file`.
  void feed(std::string_view piece);
  /// Ends the file. Throws as feed(), also when there is no track point, none with a time, or when
  /// more steps go back in time than forward (a few back are jitter, which sorting puts right).
  Recording finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waymark::workouts
