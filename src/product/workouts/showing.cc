#include "product/workouts/showing.h"

#include <cmath>

#include "product/workouts/recording/compact_numbers.h"

namespace waymark::workouts {
namespace {

constexpr double kMinutesFrom = 120;  // seconds from which a difference is told in minutes

Column column_of(const std::optional<std::string>& text) {
  return text ? decode_column(*text) : Column();
}

std::optional<std::int64_t> entry(const Column& column, std::size_t i) {
  return i < column.size() ? column[i] : std::nullopt;
}

std::optional<double> scaled(std::optional<std::int64_t> value, double unit) {
  if (!value) return std::nullopt;
  return static_cast<double>(*value) / unit;
}

/// All lists are as long as that of the seconds, whatever a column holds.
std::optional<std::vector<std::optional<std::int64_t>>> numbers(
    const std::optional<std::string>& text, std::size_t size) {
  if (!text) return std::nullopt;
  Column column = decode_column(*text);
  column.resize(size);
  return column;
}

std::optional<std::vector<std::optional<double>>> numbers(const std::optional<std::string>& text,
                                                          std::size_t size, double unit) {
  if (!text) return std::nullopt;
  const Column column = decode_column(*text);
  std::vector<std::optional<double>> values;
  for (std::size_t i = 0; i < size; ++i) values.push_back(scaled(entry(column, i), unit));
  return values;
}

}  // namespace

std::vector<WorkoutSplit> expanded(const SplitColumns& columns) {
  const Column moving = decode_column(columns.moving);
  const Column elapsed = decode_column(columns.elapsed);
  const Column change = column_of(columns.elevation_change);
  const Column beats = column_of(columns.heart_rate);
  std::vector<WorkoutSplit> splits;
  for (std::size_t i = 0; i < moving.size(); ++i) {
    WorkoutSplit& split = splits.emplace_back();
    split.distance_metres = i + 1 < moving.size() ? columns.unit_metres : columns.last_metres;
    split.moving_seconds = scaled(moving[i], 10).value_or(0);
    split.elapsed_seconds = scaled(entry(elapsed, i), 10).value_or(0);
    split.elevation_change = scaled(entry(change, i), 10);
    split.average_heart_rate = entry(beats, i);
  }
  return splits;
}

WorkoutSeries expanded(const SeriesColumns& columns) {
  WorkoutSeries series;
  for (const auto& second : decode_column(columns.seconds))
    series.seconds.push_back(second.value_or(0));
  const std::size_t size = series.seconds.size();
  series.distance_metres = numbers(columns.distance, size, 10);
  series.elevation = numbers(columns.elevation, size, 10);
  series.heart_rate = numbers(columns.heart_rate, size);
  series.speed = numbers(columns.speed, size, 100);
  series.cadence = numbers(columns.cadence, size);
  series.power = numbers(columns.power, size);
  return series;
}

std::string explanation(const MergeReason& reason, Locale locale) {
  std::vector<std::string> parts;
  const auto say = [&](const char* key, const char* name, std::int64_t value) {
    parts.push_back(translate(locale, key, {{name, std::to_string(value)}}));
  };
  if (reason.by_hand) parts.push_back(translate(locale, "workout.merge.by_hand"));
  if (reason.start_difference_seconds < kMinutesFrom)
    say("workout.merge.start_seconds", "seconds", std::llround(reason.start_difference_seconds));
  else
    say("workout.merge.start_minutes", "minutes",
        std::llround(reason.start_difference_seconds / 60));
  say("workout.merge.overlap", "percent", reason.overlap_percent);
  if (reason.distance_percent) say("workout.merge.distance", "percent", *reason.distance_percent);
  if (reason.corrected_hours > 0) say("workout.merge.hours_ahead", "hours", reason.corrected_hours);
  if (reason.corrected_hours < 0)
    say("workout.merge.hours_behind", "hours", -reason.corrected_hours);
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace waymark::workouts
