#include "product/workouts/recording/geodesic.h"

#include <cmath>
#include <numbers>

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>

namespace waymark::workouts {

double distance_metres(Position from, Position to) {
  constexpr double kRadian = std::numbers::pi / 180;
  constexpr double kSemiMajor = 6378137.0;  // WGS 84
  constexpr double kFlattening = 1 / 298.257223563;
  constexpr double kEccentricity2 = kFlattening * (2 - kFlattening);
  constexpr double kNear = 0.01;  // degrees
  constexpr double kHighest = 85;

  const double latitude_step = to.latitude - from.latitude;
  const double longitude_step = std::remainder(to.longitude - from.longitude, 360.0);
  const double middle = (from.latitude + to.latitude) / 2;
  if (std::abs(latitude_step) < kNear && std::abs(longitude_step) < kNear &&
      std::abs(middle) < kHighest) {
    // Radii of curvature at the middle latitude: along the meridian and across it.
    const double sine = std::sin(middle * kRadian);
    const double w2 = 1 - kEccentricity2 * sine * sine;
    const double across = kSemiMajor / std::sqrt(w2);
    const double along = across * (1 - kEccentricity2) / w2;
    return std::hypot(along * latitude_step * kRadian,
                      across * std::cos(middle * kRadian) * longitude_step * kRadian);
  }
  double metres = 0;
  GeographicLib::Geodesic::WGS84().Inverse(from.latitude, from.longitude, to.latitude, to.longitude,
                                           metres);
  return metres;
}

Position between(Position from, Position to, double share) {
  const auto line = GeographicLib::Geodesic::WGS84().InverseLine(from.latitude, from.longitude,
                                                                 to.latitude, to.longitude);
  Position found;
  line.Position(line.Distance() * share, found.latitude, found.longitude);
  found.longitude = from.longitude + std::remainder(found.longitude - from.longitude, 360.0);
  return found;
}

}  // namespace waymark::workouts
