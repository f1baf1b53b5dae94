#include "product/workouts/recording/series.h"

#include <cmath>

#include "product/workouts/recording/compact_numbers.h"

namespace waymark::workouts {
namespace {

/// Samples spread evenly over the recording, first and last among them.
std::vector<std::size_t> places_of(std::size_t samples) {
  const std::size_t count = std::min(samples, kSeriesPoints);
  std::vector<std::size_t> places;
  places.reserve(count);
  for (std::size_t i = 0; i < count; ++i) places.push_back(i * (samples - 1) / (count - 1));
  return places;
}

std::optional<std::string> means_of(const RunningMean& mean,
                                    const std::vector<std::size_t>& places) {
  if (mean.empty()) return std::nullopt;
  Column column;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto from = static_cast<double>(places[i == 0 ? 0 : i - 1]);
    const auto to = static_cast<double>(places[i == 0 ? 1 : i]);
    const auto value = mean.mean(from, to);
    column.push_back(value ? std::optional(std::llround(*value)) : std::nullopt);
  }
  return encode_column(column);
}

std::string speeds_of(const Timeline& timeline, const std::vector<std::size_t>& places) {
  Column column;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t from = places[i == 0 ? 0 : i - 1];
    const std::size_t to = places[i == 0 ? 1 : i];
    const double metres = timeline.distance[to] - timeline.distance[from];
    const double seconds = timeline.moving[to] - timeline.moving[from];
    column.emplace_back(seconds > 0 ? std::llround(metres / seconds * 100) : 0);
  }
  return encode_column(column);
}

}  // namespace

std::optional<SeriesColumns> series_of(const Timeline& timeline, const Heights& heights,
                                       const SeriesMeans& means, double late) {
  if (timeline.size() < 2) return std::nullopt;
  const std::vector<std::size_t> places = places_of(timeline.size());
  Column seconds, distance, elevation;
  for (const std::size_t place : places) {
    seconds.emplace_back(std::llround(timeline.clock(place) + late));
    if (timeline.has_distance()) distance.emplace_back(std::llround(timeline.distance[place] * 10));
    const float height = heights.smooth[place];
    elevation.push_back(std::isnan(height)
                            ? std::nullopt
                            : std::optional(std::llround(static_cast<double>(height) * 10)));
  }
  SeriesColumns series;
  series.seconds = encode_column(seconds);
  if (timeline.has_distance()) {
    series.distance = encode_column(distance);
    series.speed = speeds_of(timeline, places);
  }
  if (heights.climb) series.elevation = encode_column(elevation);
  series.heart_rate = means_of(means.heart_rate, places);
  series.cadence = means_of(means.cadence, places);
  series.power = means_of(means.power, places);
  return series;
}

}  // namespace waymark::workouts
