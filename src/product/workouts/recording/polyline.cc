#include "product/workouts/recording/polyline.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <queue>

#include "product/workouts/recording/compact_numbers.h"

namespace waymark::workouts {
namespace {

constexpr double kMetresADegree = 111'320;
constexpr double kCloseEnough = 1;           // metres
constexpr std::size_t kCandidates = 20'000;  // that the cutting looks at

struct Flat {
  double x = 0;
  double y = 0;
};

double distance2(Flat a, Flat b) {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

/// Of `point` from the stretch between `a` and `b`, squared.
double off2(Flat point, Flat a, Flat b) {
  const double length2 = distance2(a, b);
  if (length2 == 0) return distance2(point, a);
  const double along = ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length2;
  const double t = std::clamp(along, 0.0, 1.0);
  return distance2(point, Flat{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
}

/// Metres on a plane that touches the track in its middle: exact enough for choosing points.
std::vector<Flat> flatten(const std::vector<Position>& line) {
  double low = 90, high = -90;
  for (const Position& point : line) {
    low = std::min(low, point.latitude);
    high = std::max(high, point.latitude);
  }
  const double shrink = std::cos((low + high) / 2 * std::numbers::pi / 180);
  std::vector<Flat> flat;
  flat.reserve(line.size());
  for (const Position& point : line)
    flat.push_back(
        Flat{point.longitude * shrink * kMetresADegree, point.latitude * kMetresADegree});
  return flat;
}

/// Leaves out points closer to the last kept one than a 20,000th of the length, so that no more
/// than that many are left.
std::vector<std::size_t> thinned(const std::vector<Flat>& flat) {
  double length = 0;
  for (std::size_t i = 1; i < flat.size(); ++i)
    length += std::sqrt(distance2(flat[i - 1], flat[i]));
  const double step = flat.size() > kCandidates ? length / kCandidates : 0;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < flat.size(); ++i)
    if (i == 0 || i + 1 == flat.size() || distance2(flat[kept.back()], flat[i]) >= step * step)
      kept.push_back(i);
  return kept;
}

/// A stretch of the line and its point that lies farthest off it.
struct Stretch {
  std::size_t from = 0;
  std::size_t to = 0;
  std::size_t worst = 0;
  double off2 = 0;
  bool operator<(const Stretch& other) const { return off2 < other.off2; }
};

Stretch stretch_of(const std::vector<Flat>& flat, std::size_t from, std::size_t to) {
  Stretch stretch{from, to, from, 0};
  for (std::size_t i = from + 1; i < to; ++i) {
    const double distance = off2(flat[i], flat[from], flat[to]);
    if (distance <= stretch.off2) continue;
    stretch.off2 = distance;
    stretch.worst = i;
  }
  return stretch;
}

}  // namespace

std::vector<std::size_t> simplified_places(const std::vector<Position>& line, std::size_t most) {
  if (line.size() <= 2) {
    std::vector<std::size_t> both(line.size());
    std::iota(both.begin(), both.end(), std::size_t{0});
    return both;
  }
  const std::vector<Flat> all = flatten(line);
  const std::vector<std::size_t> places = thinned(all);
  std::vector<Flat> flat;
  flat.reserve(places.size());
  for (const std::size_t place : places) flat.push_back(all[place]);

  std::vector<std::size_t> kept{0, flat.size() - 1};
  std::priority_queue<Stretch> stretches;
  stretches.push(stretch_of(flat, 0, flat.size() - 1));
  while (kept.size() < most && stretches.top().off2 > kCloseEnough * kCloseEnough) {
    const Stretch worst = stretches.top();
    stretches.pop();
    kept.push_back(worst.worst);
    stretches.push(stretch_of(flat, worst.from, worst.worst));
    stretches.push(stretch_of(flat, worst.worst, worst.to));
  }
  std::sort(kept.begin(), kept.end());
  for (std::size_t& index : kept) index = places[index];
  return kept;
}

std::vector<Position> simplify(const std::vector<Position>& line, std::size_t most) {
  std::vector<Position> simple;
  for (const std::size_t place : simplified_places(line, most)) simple.push_back(line[place]);
  return simple;
}

std::string encode_polyline(const std::vector<Position>& line) {
  std::string out;
  std::int64_t latitude = 0;
  std::int64_t longitude = 0;
  for (const Position& point : line) {
    const std::int64_t next_latitude = std::llround(point.latitude * 1e5);
    const std::int64_t next_longitude = std::llround(point.longitude * 1e5);
    append_compact(out, next_latitude - latitude);
    append_compact(out, next_longitude - longitude);
    latitude = next_latitude;
    longitude = next_longitude;
  }
  return out;
}

std::vector<Position> decode_polyline(std::string_view text) {
  std::vector<Position> line;
  std::int64_t latitude = 0;
  std::int64_t longitude = 0;
  while (!text.empty()) {
    const auto north = take_compact(text);
    const auto east = take_compact(text);
    if (!north || !east) break;
    latitude += *north;
    longitude += *east;
    line.push_back(
        Position{static_cast<double>(latitude) / 1e5, static_cast<double>(longitude) / 1e5});
  }
  return line;
}

}  // namespace waymark::workouts
