// Distances on the WGS 84 spheroid.
#pragma once

namespace waymark::workouts {

struct Position {
  double latitude = 0;   // degrees
  double longitude = 0;  // degrees
};

/// Metres along the geodesic. Neighbouring points (less than about a kilometre apart, not at the
/// poles) take a local formula that is within a millionth of it; others Karney's algorithm
/// (GeographicLib).
double distance_metres(Position from, Position to);

/// What lies `share` (0 to 1) of the way from `from` to `to` along the geodesic. Its longitude is within half a turn of
/// that of `from`.
Position between(Position from, Position to, double share);

}  // namespace waymark::workouts
