#include "product/workouts/files/apple_health_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace waymark::workouts {
namespace {

/// The number that so many digits are, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

struct Unit {
  std::string_view name;
  double factor;
};

template <std::size_t N>
std::optional<double> converted(const std::array<Unit, N>& units, double value,
                                std::string_view unit) {
  for (const Unit& known : units)
    if (known.name == unit) return value * known.factor;
  return std::nullopt;
}

struct NamedType {
  std::string_view name;
  WorkoutType type;
};
constexpr std::array<NamedType, 25> kTypes{{
    {"Running", WorkoutType::run},
    {"Walking", WorkoutType::walk},
    {"Hiking", WorkoutType::hike},
    {"Cycling", WorkoutType::ride},
    {"HandCycling", WorkoutType::ride},
    {"Swimming", WorkoutType::swim},
    {"Rowing", WorkoutType::row},
    {"PaddleSports", WorkoutType::row},
    {"CrossCountrySkiing", WorkoutType::ski},
    {"DownhillSkiing", WorkoutType::ski},
    {"Snowboarding", WorkoutType::ski},
    {"SnowSports", WorkoutType::ski},
    {"TraditionalStrengthTraining", WorkoutType::strength},
    {"FunctionalStrengthTraining", WorkoutType::strength},
    {"CoreTraining", WorkoutType::strength},
    {"Yoga", WorkoutType::yoga},
    {"MindAndBody", WorkoutType::yoga},
    {"Elliptical", WorkoutType::other},
    {"StairClimbing", WorkoutType::other},
    {"HighIntensityIntervalTraining", WorkoutType::other},
    {"Pilates", WorkoutType::other},
    {"SwimBikeRun", WorkoutType::other},
    {"WheelchairWalkPace", WorkoutType::other},
    {"WheelchairRunPace", WorkoutType::other},
    {"Other", WorkoutType::other},
}};

}  // namespace

std::optional<HealthTime> parse_health_time(std::string_view text) {
  if (text.size() != 25 || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' ||
      text[16] != ':' || text[19] != ' ' || (text[20] != '+' && text[20] != '-'))
    return std::nullopt;
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  const int offset_hours = digits(text, 21, 2);
  const int offset_minutes = digits(text, 23, 2);
  if (year < 0 || month < 0 || day < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
      second < 0 || second > 60 || offset_hours < 0 || offset_hours > 14 || offset_minutes < 0 ||
      offset_minutes > 59)
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  HealthTime time;
  time.offset_minutes = (offset_hours * 60 + offset_minutes) * (text[20] == '-' ? -1 : 1);
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  time.second = ((days * 24 + hour) * 60 + minute - time.offset_minutes) * 60 + second;
  return time;
}

std::optional<double> parse_health_number(std::string_view text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::optional<double> metres_of(double value, std::string_view unit) {
  constexpr std::array<Unit, 8> kUnits{{{"m", 1},
                                        {"km", 1000},
                                        {"cm", 0.01},
                                        {"mm", 0.001},
                                        {"mi", 1609.344},
                                        {"yd", 0.9144},
                                        {"ft", 0.3048},
                                        {"in", 0.0254}}};
  return converted(kUnits, value, unit);
}

std::optional<double> seconds_of(double value, std::string_view unit) {
  constexpr std::array<Unit, 5> kUnits{
      {{"min", 60}, {"s", 1}, {"hr", 3600}, {"h", 3600}, {"ms", 0.001}}};
  return converted(kUnits, value, unit);
}

std::optional<double> kilocalories_of(double value, std::string_view unit) {
  constexpr std::array<Unit, 5> kUnits{
      {{"kcal", 1}, {"Cal", 1}, {"cal", 0.001}, {"kJ", 1 / 4.184}, {"J", 0.001 / 4.184}}};
  return converted(kUnits, value, unit);
}

std::optional<double> count_of(double value, std::string_view unit) {
  constexpr std::array<Unit, 1> kUnits{{{"count", 1}}};
  return converted(kUnits, value, unit);
}

std::optional<double> per_minute_of(double value, std::string_view unit) {
  constexpr std::array<Unit, 2> kUnits{{{"count/min", 1}, {"count/s", 60}}};
  return converted(kUnits, value, unit);
}

std::optional<double> metres_per_second_of(double value, std::string_view unit) {
  constexpr std::array<Unit, 5> kUnits{
      {{"m/s", 1}, {"km/hr", 1 / 3.6}, {"km/h", 1 / 3.6}, {"mi/hr", 0.44704}, {"mi/h", 0.44704}}};
  return converted(kUnits, value, unit);
}

/// Keys are words before a colon, behind a comma and a blank; values may have commas in them
/// ("Watch6,12").
Device parse_health_device(std::string_view text) {
  Device device;
  const auto value_of = [&](std::string_view key) -> std::optional<std::string> {
    const std::size_t start = text.find(key);
    if (start == std::string_view::npos) return std::nullopt;
    std::string_view value = text.substr(start + key.size());
    value = value.substr(0, std::min(value.find(", "), value.find('>')));
    if (value.empty()) return std::nullopt;
    return std::string(value);
  };
  device.name = value_of(", name:");
  device.manufacturer = value_of(", manufacturer:");
  if (const auto hardware = value_of(", hardware:"))
    device.name = device.name ? *device.name + " (" + *hardware + ")" : *hardware;
  return device;
}

std::optional<WorkoutType> health_workout_type(std::string_view name) {
  for (const NamedType& known : kTypes)
    if (known.name == name) return known.type;
  return std::nullopt;
}

}  // namespace waymark::workouts
