// The part of FIT's profile that matters here: which fields of which messages are read, and how their numbers scale
// (FIT SDK, Profile: "Messages"). All else is skipped by its size.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace waymark::workouts::fit {

/// The global numbers of the messages that are read.
enum class Kind : std::uint16_t {
  file_id = 0,
  sport = 12,
  session = 18,
  lap = 19,
  record = 20,
  event = 21,
  device_info = 23,
  activity = 34,
  monitoring = 55,
  length = 101,
  monitoring_info = 103,
  field_description = 206,
};

/// What a field says, whatever message it stands in.
enum class Field : std::uint8_t {
  timestamp,
  local_timestamp,
  start_time,
  latitude,
  longitude,
  altitude,
  enhanced_altitude,
  heart_rate,
  cadence,
  fractional_cadence,
  distance,
  speed,
  enhanced_speed,
  speed_and_distance,  // compressed_speed_distance: 24 bits
  power,
  temperature,
  event,
  event_type,
  sport,
  sub_sport,
  elapsed,
  timer,
  moving,
  ascent,
  descent,
  calories,
  average_heart_rate,
  max_heart_rate,
  average_cadence,
  average_fractional_cadence,
  max_cadence,
  max_fractional_cadence,
  average_power,
  max_power,
  average_speed,
  enhanced_average_speed,
  max_speed,
  enhanced_max_speed,
  pool_length,
  length_type,
  file_type,
  manufacturer,
  product,
  serial,
  device_index,
  name,   // a text
  units,  // a text
  developer_index,
  field_number,
  base_type,
  scale,
  offset,
  native_message,
  native_field,
  // Monitoring: steps of a day.
  activity_type,
  activity_type_and_intensity,  // a byte: the type in its low five bits
  cycles,
  timestamp_16,
};
inline constexpr std::size_t kFields = static_cast<std::size_t>(Field::timestamp_16) + 1;
static_assert(kFields <= 64, "Message keeps one bit for each");

/// value = number / scale - offset.
struct FieldRule {
  std::uint8_t number;
  Field target;
  double scale = 1;
  double offset = 0;
};

/// The fields of a message that are read; empty for a message that is none of the above. The time stamp (253) is in all.
std::span<const FieldRule> rules_of(std::uint16_t message);

inline constexpr std::uint8_t kTimestampField = 253;

/// Whether a developer's field in `units` may stand for `target`: when it says nothing, or the unit that is used here.
bool units_agree(Field target, std::string_view units);

}  // namespace waymark::workouts::fit
