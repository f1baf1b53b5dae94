// The line of a journey on the earth: where somebody is who has come so far.
//
// Latitudes and longitudes are degrees on WGS 84. Longitudes are continuous: a line that crosses the date line goes on to
// 181°, so that it can be drawn without tearing. At a pole, where a longitude says nothing, that of the point before counts.
// Between two points that are far apart the line follows the geodesic, by points put in between.
//
// Stored as three texts: Google's encoded polyline (precision 5), and in the same coding the distances from the start and
// the heights of the profile, each as the difference from the one before, in decimetres.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "product/workouts/recording/geodesic.h"

namespace waymark::journeys {

using workouts::Position;

inline constexpr std::size_t kLinePoints = 2'000;
inline constexpr std::size_t kProfilePoints = 500;
inline constexpr double kShortest = 100;        // metres
inline constexpr double kLongest = 50'000'000;  // metres; more than once around the earth

/// A point as somebody gave it.
struct RoutePoint {
  double latitude = 0;
  double longitude = 0;
  std::optional<double> elevation;  // metres
};

struct ProfilePoint {
  double distance_metres = 0;
  double elevation_metres = 0;
};
BOOST_DESCRIBE_STRUCT(ProfilePoint, (), (distance_metres, elevation_metres))

/// An immutable value. Two points at least.
class Line {
 public:
  Line() = default;
  /// What was encoded. Throws Error(internal) when it is damaged.
  Line(std::string_view polyline, std::string_view distances);
  Line(std::vector<Position> points, std::vector<double> distances);

  double length() const { return distances_.back(); }
  const std::vector<Position>& points() const { return points_; }
  /// Metres from the start, of each point.
  const std::vector<double>& distances() const { return distances_; }

  /// So many metres from the start; never beyond the ends.
  Position at(double metres) const;
  /// How far from the start the line comes nearest to `point`, and how near.
  struct Nearest {
    double metres = 0;
    double off = 0;
  };
  Nearest nearest(Position point) const;

  /// The same line, said to be so long.
  Line scaled_to(double length) const;

  std::string polyline() const;
  std::string encoded_distances() const;

 private:
  std::vector<Position> points_;
  std::vector<double> distances_;
};

/// What is measured of a route.
struct Route {
  Line line;
  std::vector<ProfilePoint> profile;   // empty unless every point has a height
  std::optional<double> climb_metres;  // rises of five metres and more
};

/// Measures `points`, any number. nullopt when they are less than kShortest or more than kLongest apart along the way.
std::optional<Route> route_of(const std::vector<RoutePoint>& points);

std::string encode_profile(const std::vector<ProfilePoint>& profile);
std::vector<ProfilePoint> decode_profile(std::string_view text);

}  // namespace waymark::journeys
