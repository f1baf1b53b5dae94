// Where a workout came from: what was logged by hand, or one recording of one device.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "product/workouts/model.h"
#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

/// At most so many sources are put together to one workout.
inline constexpr std::size_t kSourceLimit = 8;

/// Where a recording came from, as whoever read it knows.
struct Origin {
  WorkoutSource source = WorkoutSource::gpx;
  /// SHA-256 (hex) of the file, then '#' and the recording's place in it when that is above 0. The same one is the same
  /// recording. At most 200 bytes.
  std::string fingerprint;
  std::optional<std::string> file_name;
  Device device;
};

/// A source as stored, with all that was measured of it: the canonical workout can be computed anew at any time.
struct Source {
  SourceId id;
  WorkoutSource source = WorkoutSource::manual;
  std::string fingerprint;  // empty: logged by hand
  std::optional<std::string> file_name;
  std::optional<std::string> device;
  std::string home_zone = "UTC";  // the person's, when it came
  Instant added_at;
  std::optional<MergeReason> reason;  // why it was put to the workout; the first has none
  Measures measures;
};
BOOST_DESCRIBE_STRUCT(Source, (),
                      (id, source, fingerprint, file_name, device, home_zone, added_at, reason,
                       measures))

enum class Outcome {
  made,    // a new workout
  merged,  // one more source of a workout that was there
  same     // the same recording again: nothing was changed
};

struct Kept {
  Workout workout;
  Outcome outcome = Outcome::made;
  std::optional<MergeReason> reason;  // of a merge
};

/// "Garmin Forerunner 265"; nullopt when nothing is known.
std::optional<std::string> device_text(const Device& device);

/// What a source is called among those that are kept apart: its fingerprint; of one logged by hand, its id.
std::string apart_name(const Source& source);

/// The source of a workout that was kept before there were sources.
Source source_of(const StoredWorkout& stored);

}  // namespace waymark::workouts
