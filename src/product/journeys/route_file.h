// Reads the route of a GPX file (1.0 and 1.1), piece by piece: the points of its tracks, in order; of its routes when it has
// no track; and its way points, which may become milestones. Times do not matter here.
//
// Names count without their namespace prefix; all else is passed over. What workouts/files/xml_parser.h refuses is refused
// here; so are more than kRoutePoints points and kWayPoints way points.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "product/journeys/line.h"

namespace waymark::journeys {

inline constexpr std::size_t kRoutePoints = 2'000'000;
inline constexpr std::size_t kWayPoints = 2'000;

struct WayPoint {
  RoutePoint point;
  std::string name;  // empty: none
  std::string text;
};

struct RouteFile {
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::vector<RoutePoint> points;
  std::vector<WayPoint> way_points;
};

/// One file. Not thread-safe, but may move between threads.
class RouteReader {
 public:
  RouteReader();
  ~RouteReader();

  /// Throws Error(invalid_input) naming the field `file`; then it is over.
  void feed(std::string_view piece);
  /// The file's end. Throws as feed(), also when there is no point.
  RouteFile finish();

 private:
  class Document;
  std::unique_ptr<Document> document_;
};

}  // namespace waymark::journeys
