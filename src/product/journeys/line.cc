#include "product/journeys/line.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "product/workouts/recording/polyline.h"

namespace waymark::journeys {
namespace {

constexpr std::size_t kSimplified = 900;  // points; what is put in between comes to them
constexpr double kFarApart = 50'000;      // metres
constexpr double kAtPole = 89.9999;       // degrees
constexpr double kRise = 5;               // metres
constexpr double kPolylineScale = 1e5;
constexpr double kDecimetres = 10;
constexpr char kBetweenTexts = ' ';  // which the coding never writes

Error damaged() {
  return Error(ErrorCode::internal, "error.internal", "a stored line is damaged");
}

void append_number(std::string& out, std::int64_t value) {
  std::uint64_t bits = static_cast<std::uint64_t>(value) << 1;
  if (value < 0) bits = ~bits;
  while (bits >= 0x20) {
    out += static_cast<char>((0x20 | (bits & 0x1F)) + 63);
    bits >>= 5;
  }
  out += static_cast<char>(bits + 63);
}

std::int64_t take_number(std::string_view& text) {
  std::uint64_t bits = 0;
  for (unsigned shift = 0; shift < 60; shift += 5) {
    if (text.empty() || text.front() < 63) throw damaged();
    const auto piece = static_cast<std::uint64_t>(text.front() - 63);
    text.remove_prefix(1);
    bits |= (piece & 0x1F) << shift;
    if (piece < 0x20) return static_cast<std::int64_t>((bits & 1) != 0 ? ~(bits >> 1) : bits >> 1);
  }
  throw damaged();
}

std::string encode(const std::vector<double>& numbers, double scale) {
  std::string out;
  std::int64_t before = 0;
  for (const double number : numbers) {
    const std::int64_t now = std::llround(number * scale);
    append_number(out, now - before);
    before = now;
  }
  return out;
}

std::vector<double> decode(std::string_view text, double scale) {
  std::vector<double> numbers;
  std::int64_t sum = 0;
  while (!text.empty()) {
    sum += take_number(text);
    numbers.push_back(static_cast<double>(sum) / scale);
  }
  return numbers;
}

std::vector<Position> decode_polyline(std::string_view text) {
  std::vector<Position> points;
  std::int64_t latitude = 0;
  std::int64_t longitude = 0;
  while (!text.empty()) {
    latitude += take_number(text);
    longitude += take_number(text);
    points.push_back(Position{static_cast<double>(latitude) / kPolylineScale,
                              static_cast<double>(longitude) / kPolylineScale});
  }
  return points;
}

bool is_pole(Position point) {
  return std::abs(point.latitude) > kAtPole;
}

/// Continuous longitudes, and none of their own at the poles.
std::vector<Position> unwrapped(const std::vector<RoutePoint>& points) {
  std::vector<Position> line;
  line.reserve(points.size());
  for (const RoutePoint& point : points) line.push_back(Position{point.latitude, point.longitude});
  const auto first = std::find_if_not(line.begin(), line.end(), is_pole);
  if (first == line.end()) return line;
  double longitude = first->longitude;
  for (Position& point : line) {
    if (!is_pole(point)) longitude += std::remainder(point.longitude - longitude, 360.0);
    point.longitude = longitude;
  }
  return line;
}

std::vector<double> distances_along(const std::vector<Position>& line) {
  std::vector<double> distances(line.size(), 0);
  for (std::size_t i = 1; i < line.size(); ++i)
    distances[i] = distances[i - 1] + workouts::distance_metres(line[i - 1], line[i]);
  return distances;
}

/// The points that matter, and some more where they are far apart.
Line drawn(const std::vector<Position>& all, const std::vector<double>& distances) {
  const auto places = workouts::simplified_places(all, kSimplified);
  std::vector<Position> points;
  std::vector<double> along;
  // Over a pole a longitude jumps by up to half a turn; what follows goes on from there.
  const auto add = [&](Position point, double metres) {
    if (!points.empty())
      point.longitude = points.back().longitude +
                        std::remainder(point.longitude - points.back().longitude, 360.0);
    points.push_back(point);
    along.push_back(metres);
  };
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t to = places[i];
    if (i > 0) {
      const std::size_t from = places[i - 1];
      const double leg = distances[to] - distances[from];
      const int parts = static_cast<int>(std::ceil(leg / kFarApart));
      for (int part = 1; part < parts; ++part) {
        const double share = static_cast<double>(part) / parts;
        add(workouts::between(all[from], all[to], share), distances[from] + leg * share);
      }
    }
    add(all[to], distances[to]);
  }
  return Line(std::move(points), std::move(along));
}

/// `values` is defined at `distances`; linear in between.
double value_at(const std::vector<double>& distances, const std::vector<double>& values,
                double metres) {
  const auto after = std::upper_bound(distances.begin(), distances.end(), metres);
  if (after == distances.begin()) return values.front();
  if (after == distances.end()) return values.back();
  const auto i = static_cast<std::size_t>(after - distances.begin());
  const double share = (metres - distances[i - 1]) / (distances[i] - distances[i - 1]);
  return values[i - 1] + (values[i] - values[i - 1]) * share;
}

std::vector<ProfilePoint> profile_of(const std::vector<double>& distances,
                                     const std::vector<double>& elevations) {
  const std::size_t count = std::min(kProfilePoints, distances.size());
  std::vector<ProfilePoint> profile;
  for (std::size_t i = 0; i < count; ++i) {
    const double metres =
        distances.back() * static_cast<double>(i) / static_cast<double>(count - 1);
    profile.push_back(ProfilePoint{metres, value_at(distances, elevations, metres)});
  }
  return profile;
}

double climb_of(const std::vector<double>& elevations) {
  double climb = 0;
  double low = elevations.front();
  double high = low;
  for (const double elevation : elevations) {
    high = std::max(high, elevation);
    const bool fallen = elevation <= high - kRise;
    if (fallen && high - low >= kRise) climb += high - low;
    if (fallen || elevation < low) low = high = elevation;
  }
  return climb + (high - low >= kRise ? high - low : 0);
}

}  // namespace

Line::Line(std::string_view polyline, std::string_view distances)
    : Line(decode_polyline(polyline), decode(distances, kDecimetres)) {
  if (points_.size() < 2 || points_.size() != distances_.size()) throw damaged();
}

Line::Line(std::vector<Position> points, std::vector<double> distances)
    : points_(std::move(points)), distances_(std::move(distances)) {}

Position Line::at(double metres) const {
  const auto after = std::upper_bound(distances_.begin(), distances_.end(), metres);
  if (after == distances_.begin()) return points_.front();
  if (after == distances_.end()) return points_.back();
  const auto i = static_cast<std::size_t>(after - distances_.begin());
  const double share = (metres - distances_[i - 1]) / (distances_[i] - distances_[i - 1]);
  const Position from = points_[i - 1];
  const Position to = points_[i];
  return Position{from.latitude + (to.latitude - from.latitude) * share,
                  from.longitude + (to.longitude - from.longitude) * share};
}

Line::Nearest Line::nearest(Position point) const {
  constexpr int kSteps = 20;  // that each leg is looked at in
  Nearest best;
  best.off = workouts::distance_metres(points_.front(), point);
  for (std::size_t i = 1; i < points_.size(); ++i) {
    const double leg = distances_[i] - distances_[i - 1];
    // Whose end is farther away than it is long cannot come nearer; scaled legs may be longer than they say.
    const double end_off = workouts::distance_metres(points_[i], point);
    if (end_off - 2 * leg > best.off) continue;
    for (int step = 1; step <= kSteps; ++step) {
      const double metres = distances_[i - 1] + leg * step / kSteps;
      const double off = workouts::distance_metres(at(metres), point);
      if (off < best.off) best = Nearest{metres, off};
    }
  }
  return best;
}

Line Line::scaled_to(double length) const {
  std::vector<double> distances = distances_;
  for (double& distance : distances) distance *= length / distances_.back();
  return Line(points_, std::move(distances));
}

std::string Line::polyline() const {
  return workouts::encode_polyline(points_);
}

std::string Line::encoded_distances() const {
  return encode(distances_, kDecimetres);
}

std::optional<Route> route_of(const std::vector<RoutePoint>& points) {
  const std::vector<Position> all = unwrapped(points);
  if (all.size() < 2) return std::nullopt;
  const std::vector<double> distances = distances_along(all);
  if (distances.back() < kShortest || distances.back() > kLongest) return std::nullopt;
  Route route;
  route.line = drawn(all, distances);
  std::vector<double> elevations;
  for (const RoutePoint& point : points)
    if (point.elevation) elevations.push_back(*point.elevation);
  if (elevations.size() != points.size()) return route;
  route.profile = profile_of(distances, elevations);
  route.climb_metres = climb_of(elevations);
  return route;
}

std::string encode_profile(const std::vector<ProfilePoint>& profile) {
  std::vector<double> distances;
  std::vector<double> elevations;
  for (const ProfilePoint& point : profile) {
    distances.push_back(point.distance_metres);
    elevations.push_back(point.elevation_metres);
  }
  return encode(distances, kDecimetres) + kBetweenTexts + encode(elevations, kDecimetres);
}

std::vector<ProfilePoint> decode_profile(std::string_view text) {
  const std::size_t end = text.find(kBetweenTexts);
  if (end == std::string_view::npos) throw damaged();
  const std::vector<double> distances = decode(text.substr(0, end), kDecimetres);
  const std::vector<double> elevations = decode(text.substr(end + 1), kDecimetres);
  if (distances.size() != elevations.size()) throw damaged();
  std::vector<ProfilePoint> profile;
  for (std::size_t i = 0; i < distances.size(); ++i)
    profile.push_back(ProfilePoint{distances[i], elevations[i]});
  return profile;
}

}  // namespace waymark::journeys
