// Reads the export of Apple's Health app, export.xml: any size, in bounded memory.
//
//   apple_health_scanner.h   finds the few elements that matter among millions
//   apple_health_workout.h   one <Workout> becomes a Recording
//   heart_rate_log.h         heart rates, kept in two or three bytes each
//
// What is read: every workout with its totals (attributes as exports had them until iOS 15,
// WorkoutStatistics since), its pauses, laps and metadata, and its route; the heart rates recorded
// meanwhile, which stand before the workouts in the file; every count of steps. Each value is
// converted from its own `unit`. Records within a Correlation stand in the file twice and count
// once. The document type is passed over unread, as some iOS versions write one that is malformed.
//
// Memory: kHeartRateBytes for heart rates (about ten million; past that the rest is left out, and the
// workouts say so), one workout, and 64 KiB for the longest element.
#pragma once

#include <memory>
#include <string_view>

#include "product/workouts/files/file_reader.h"

namespace waymark::workouts {

/// Where the routes of workouts lie.
class RouteFiles {
 public:
  virtual ~RouteFiles() = default;
  /// Feeds the file that a FileReference names ("/workout-routes/route_….gpx"), to its end; false when there
  /// is none. Throws Error.
  virtual bool read(std::string_view path, FileReader& into) = 0;
};

/// `routes` outlives the reader; without it workouts have no track. Besides the errors of every
/// reader: Error(invalid_input, "error.apple_health.cut") when the file ends too early.
std::unique_ptr<FileReader> apple_health_reader(Finds& finds, RouteFiles* routes = nullptr);

}  // namespace waymark::workouts
