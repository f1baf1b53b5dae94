// What a device recorded, whatever file it came in: the model that every reader (../files) fills and that measure.h turns
// into the numbers of a workout. SI units throughout; what a file does not say, or says without sense, is absent.
//
//   file → reader → Recording (one a workout) → measure() → Measures → Workout
//
// Recordings live in memory only: of a workout its summary is kept (architecture.md §9).
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "product/workouts/recording/geodesic.h"
#include "product/workouts/recording/workout_type.h"

namespace waymark::workouts {

/// At most so many in a recording; readers refuse more, naming the limit.
inline constexpr std::size_t kSampleLimit = 2'000'000;

/// One moment of a recording in 40 bytes. A moment without a fix (indoors, a tunnel) has no position.
struct Sample {
  static constexpr float kNone = -1e9f;
  static constexpr std::int32_t kNoPosition = std::numeric_limits<std::int32_t>::min();
  static constexpr std::uint16_t kNoPower = 0xFFFF;
  static constexpr std::uint8_t kNoCadence = 0xFF;
  static constexpr std::int8_t kNoTemperature = 127;

  std::int64_t time = 0;                     // milliseconds since 1970
  std::int32_t latitude = kNoPosition;       // degrees × 1e7 (a centimetre)
  std::int32_t longitude = kNoPosition;      // both or neither
  float elevation = kNone;                   // metres
  float distance = kNone;                    // metres since the start, as the device counts
  float speed = kNone;                       // metres a second
  std::uint16_t power = kNoPower;            // watts
  std::uint16_t segment = 0;                 // rises after every pause that the device tells of
  std::uint8_t heart_rate = 0;               // beats a minute; 0: none
  std::uint8_t cadence = kNoCadence;         // turns, strokes or pairs of steps a minute
  std::int8_t temperature = kNoTemperature;  // degrees Celsius

  bool has_position() const { return latitude != kNoPosition; }
  bool has_elevation() const { return elevation != kNone; }
  bool has_distance() const { return distance != kNone; }
  bool has_speed() const { return speed != kNone; }
  bool has_power() const { return power != kNoPower; }
  bool has_cadence() const { return cadence != kNoCadence; }
  bool has_temperature() const { return temperature != kNoTemperature; }
  Position position() const { return Position{latitude * 1e-7, longitude * 1e-7}; }
};
static_assert(sizeof(Sample) == 40);

/// What the device itself says of a workout or of a lap.
struct DeviceTotals {
  std::optional<double> elapsed_seconds;  // with pauses
  std::optional<double> timer_seconds;    // without those that the device knew of
  std::optional<double> moving_seconds;
  std::optional<double> distance_metres;
  std::optional<double> climb_metres;
  std::optional<double> descent_metres;
  std::optional<double> calories;  // kilocalories
  std::optional<double> average_heart_rate;
  std::optional<double> max_heart_rate;
  std::optional<double> average_cadence;
  std::optional<double> max_cadence;
  std::optional<double> average_power;
  std::optional<double> max_power;
  std::optional<double> average_speed;
  std::optional<double> max_speed;
  std::optional<double> steps;   // of both feet
  std::optional<double> pushes;  // of a wheelchair
};
BOOST_DESCRIBE_STRUCT(DeviceTotals, (),
                      (elapsed_seconds, timer_seconds, moving_seconds, distance_metres,
                       climb_metres, descent_metres, calories, average_heart_rate, max_heart_rate,
                       average_cadence, max_cadence, average_power, max_power, average_speed,
                       max_speed, steps, pushes))

struct Lap {
  Instant started_at;
  DeviceTotals totals;
};

/// Which watch, phone or program.
struct Device {
  std::optional<std::string> manufacturer;
  std::optional<std::string> name;  // the product's, or its number when that is all
  std::optional<std::string> serial;
};
BOOST_DESCRIBE_STRUCT(Device, (), (manufacturer, name, serial))

enum class FileFormat { fit, gpx, tcx, apple_health, csv };
BOOST_DESCRIBE_ENUM(FileFormat, fit, gpx, tcx, apple_health, csv)

struct Recording {
  FileFormat format = FileFormat::gpx;
  /// What the file calls it: a name, and a type in the format's own word or number.
  std::optional<std::string> name;
  std::optional<std::string> type_text;
  std::optional<WorkoutType> type;    // when the format's own word for it is certain
  bool indoors = false;               // treadmill, trainer, pool: distances are the device's
  std::optional<Instant> started_at;  // when the file says so apart from its samples
  std::optional<Instant> ended_at;
  std::optional<std::int32_t> utc_offset_minutes;  // of the wall clock where it was
  std::optional<std::string> time_zone;            // IANA name
  Device device;
  DeviceTotals totals;
  std::vector<Lap> laps;        // in order
  std::vector<Sample> samples;  // in the order of the file
  /// What was wrong with the file and yet could be read over: message keys of api/messages.
  std::vector<std::string> warnings;
};

}  // namespace waymark::workouts
