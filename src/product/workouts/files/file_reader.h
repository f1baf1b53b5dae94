// Files that devices and services write, read piece by piece into recordings (../recording/recording.h).
//
//   formats.h      which format a file is of
//   fit_reader.h   FIT: activities and monitoring
//   gpx_reader.h   GPX 1.0 and 1.1
//   tcx_reader.h   TCX
//   csv_reader.h   tables of workouts: Strava's, Garmin Connect's, our own
//   apple_health_reader.h   the export of Apple's Health app
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"
#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

/// What counted steps; of two at the same time the later named is believed.
enum class StepDevice : std::uint8_t { other, phone, watch };

/// Steps that one device counted in [from, to).
struct StepCount {
  std::string source;  // the device's or the program's name
  Instant from;
  Instant to;
  std::int64_t steps = 0;
  StepDevice device = StepDevice::other;
};

/// At most so many laps in a recording; readers refuse more, naming the limit.
inline constexpr std::size_t kLapLimit = 20'000;

/// Takes what a reader finds, as soon as it is whole: a file may hold years. What it throws ends the reading.
class Finds {
 public:
  virtual ~Finds() = default;
  virtual void workout(Recording recording) = 0;
  virtual void steps(StepCount steps) = 0;
};

/// Reads one file. Not thread-safe, but may move between threads. Memory is bounded by one workout (kSampleLimit), whatever
/// the file's size.
class FileReader {
 public:
  virtual ~FileReader() = default;
  /// Any number of bytes, the next of the file. Throws Error(invalid_input) naming the field `file`; then it is over.
  virtual void feed(std::string_view piece) = 0;
  /// The file's end. Throws as feed().
  virtual void finish() = 0;
};

}  // namespace waymark::workouts
