// Files that devices and services write, read piece by piece into recordings (../recording/recording.h).
//
//   gpx_reader.h   GPX 1.0 and 1.1
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"
#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

/// Steps that one device counted in [from, to).
struct StepCount {
  std::string source;  // the device's or the program's name
  Instant from;
  Instant to;
  std::int64_t steps = 0;
};

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
