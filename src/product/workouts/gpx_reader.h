// Reads the track points of a GPX file (1.0 and 1.1), piece by piece.
//
// What is read: trk/name, trk/type, trk/trkseg/trkpt with its lat, lon, ele, time, and the heart
// rate of any extension (`hr`, as in Garmin's TrackPointExtension, or `heartrate`). Names count
// without their namespace prefix, in any order; all else is passed over, routes and waypoints
// included.
//
// Hardening: a document type (and so every entity declaration) is refused; so are more than 64
// levels, 500,000 points, and a name, value or tag of unreasonable size. Memory is bounded by the
// points kept, 24 bytes each. Elevations and heart rates that make no sense are left out; a
// position or a time that makes none is an error, naming point and line. Positions (0, 0), which
// receivers without a fix write, are left out, as are points without a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "product/workouts/geodesic.h"

namespace waymark::workouts {

inline constexpr std::size_t kTrackPointLimit = 500'000;

/// A point in 24 bytes: degrees to 1e-7 (a centimetre), elevation in metres.
struct TrackPoint {
  std::int64_t time = 0;  // milliseconds since 1970
  std::int32_t latitude = 0;
  std::int32_t longitude = 0;
  float elevation = kNoElevation;
  std::uint16_t segment = 0;    // rises with every trkseg
  std::uint8_t heart_rate = 0;  // 0: none

  static constexpr float kNoElevation = -1e9f;
  bool has_elevation() const { return elevation != kNoElevation; }
  Position position() const { return Position{latitude * 1e-7, longitude * 1e-7}; }
};
static_assert(sizeof(TrackPoint) == 24);

struct GpxTrack {
  std::optional<std::string> name;
  std::optional<std::string> type;
  std::vector<TrackPoint> points;  // in the order of the file
};

/// One file. Not thread-safe, but may move between threads.
class GpxReader {
 public:
  GpxReader();
  ~GpxReader();
  GpxReader(GpxReader&&) noexcept;

  /// Throws Error(invalid_input) naming the field `file`.
  void feed(std::string_view piece);
  /// Ends the file. Throws as feed(), also when there is no track point, none with a time, or when
  /// more steps go back in time than forward (a few back are jitter, which sorting puts right).
  GpxTrack finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waymark::workouts
