// A track's line for a map: simplified, then encoded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "product/workouts/recording/geodesic.h"

namespace waymark::workouts {

/// At most `most` (2 or more) of the points, first and last among them: those that a line of that
/// many points can least do without (Douglas-Peucker, cutting the worst stretch first). Stops
/// earlier when no point lies more than a metre off the line. Longitudes must be continuous
/// (a track that crosses 180° goes on to 181°).
std::vector<Position> simplify(const std::vector<Position>& line, std::size_t most);

/// The places in `line` of what simplify() keeps, rising.
std::vector<std::size_t> simplified_places(const std::vector<Position>& line, std::size_t most);

/// Google's encoded polyline, precision 5.
std::string encode_polyline(const std::vector<Position>& line);
/// The points again, rounded; ends early where the text is none of ours.
std::vector<Position> decode_polyline(std::string_view text);

}  // namespace waymark::workouts
