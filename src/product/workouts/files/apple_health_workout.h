// One <Workout> of a health export, gathered element by element.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "product/workouts/files/apple_health_scanner.h"
#include "product/workouts/files/heart_rate_log.h"
#include "product/workouts/recording/recording.h"

namespace waymark::workouts {

class RouteFiles;

class AppleHealthWorkout {
 public:
  explicit AppleHealthWorkout(const XmlAttributes& attributes);

  /// Its activities say them again.
  void add_event(const XmlAttributes& attributes);
  /// Only those of the workout itself: those of its activities say the same again, in parts.
  void add_statistics(const XmlAttributes& attributes);
  void add_metadata(const XmlAttributes& attributes);
  void add_route(std::string path);

  /// With the heart rates that lie within it, and with its track. Nullopt when it has no times.
  std::optional<Recording> finish(const HeartRateLog& rates, RouteFiles* routes) &&;

 private:
  struct Pause {
    std::int64_t from = 0;  // milliseconds
    std::int64_t to = 0;
  };

  void order_events();
  void read_routes(RouteFiles* routes);
  void add_heart_rates(const HeartRateLog& rates);
  void part_by_pauses();

  Recording recording_;
  std::vector<std::string> routes_;
  std::vector<Pause> pauses_;
  std::optional<std::int64_t> paused_at_;
};

}  // namespace waymark::workouts
