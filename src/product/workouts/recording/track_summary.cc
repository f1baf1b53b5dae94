#include "product/workouts/recording/track_summary.h"

#include <algorithm>
#include <cmath>

#include "product/workouts/recording/polyline.h"

namespace waymark::workouts {
namespace {

/// Longitudes that go on past 180°, so that a track across it stays one line.
std::vector<Position> continuous(const std::vector<Sample>& samples) {
  std::vector<Position> line;
  line.reserve(samples.size());
  for (const Sample& sample : samples) {
    if (!sample.has_position()) continue;
    Position position = sample.position();
    if (!line.empty())
      position.longitude =
          line.back().longitude + std::remainder(position.longitude - line.back().longitude, 360.0);
    line.push_back(position);
  }
  return line;
}

}  // namespace

void bound(TrackSummary& summary, const std::vector<Position>& line) {
  double west = line[0].longitude, east = west;
  summary.min_latitude = summary.max_latitude = line[0].latitude;
  for (const Position& point : line) {
    summary.min_latitude = std::min(summary.min_latitude, point.latitude);
    summary.max_latitude = std::max(summary.max_latitude, point.latitude);
    west = std::min(west, point.longitude);
    east = std::max(east, point.longitude);
  }
  const bool all_around = east - west >= 360;
  summary.min_longitude = all_around ? -180 : std::remainder(west, 360.0);
  summary.max_longitude = all_around ? 180 : std::remainder(east, 360.0);
}

std::optional<TrackSummary> summary_of(const std::vector<Sample>& samples) {
  const std::vector<Position> line = continuous(samples);
  if (line.empty()) return std::nullopt;
  TrackSummary summary;
  summary.point_count = static_cast<std::int64_t>(line.size());
  summary.segment_count = samples.back().segment + 1;
  bound(summary, line);
  for (const Sample& sample : samples) {
    if (!sample.has_elevation()) continue;
    const double metres = std::round(static_cast<double>(sample.elevation) * 10.0) / 10;
    summary.min_elevation = std::min(summary.min_elevation.value_or(metres), metres);
    summary.max_elevation = std::max(summary.max_elevation.value_or(metres), metres);
  }
  summary.polyline = encode_polyline(simplify(line, kPolylinePoints));
  return summary;
}

}  // namespace waymark::workouts
