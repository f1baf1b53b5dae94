#include "product/workouts/files/apple_health_workout.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "product/workouts/files/apple_health_reader.h"
#include "product/workouts/files/apple_health_values.h"
#include "product/workouts/files/gpx_reader.h"

namespace waymark::workouts {
namespace {

constexpr std::size_t kMostRoutes = 64;
constexpr std::size_t kMostEvents = 10'000;
constexpr std::string_view kTypePrefix = "HKWorkoutActivityType";
constexpr std::string_view kQuantityPrefix = "HKQuantityTypeIdentifier";
constexpr std::string_view kEventPrefix = "HKWorkoutEventType";
/// Watches measure every five seconds or so; what is older says nothing of a moment.
constexpr std::int64_t kHeartRateHolds = 15'000;

std::string_view without(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

Instant instant_of(const HealthTime& time) {
  return Instant(std::chrono::seconds(time.second));
}
std::int64_t milliseconds(Instant instant) {
  return instant.time_since_epoch().count();
}

using Converter = std::optional<double> (*)(double, std::string_view);

/// An attribute's number, converted from the unit in another attribute.
std::optional<double> quantity(const XmlAttributes& attributes, std::string_view name,
                               std::string_view unit, Converter converter) {
  const auto value = parse_health_number(attributes.raw(name));
  return value ? converter(*value, attributes.raw(unit)) : std::nullopt;
}

/// "1234 cm": metadata have their unit in the value.
std::optional<double> metadata_metres(std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto value = parse_health_number(text.substr(0, blank));
  return value ? metres_of(*value, text.substr(blank + 1)) : std::nullopt;
}

std::optional<double> watts_of(double value, std::string_view unit) {
  if (unit == "W") return value;
  return std::nullopt;
}

void set(std::optional<double>& into, std::optional<double> value) {
  if (value && *value >= 0) into = value;
}

/// Takes the points of a route.
class TrackOnly final : public Finds {
 public:
  explicit TrackOnly(std::vector<Sample>& samples) : samples_(samples) {}
  void workout(Recording route) override {
    const unsigned before = samples_.empty() ? 0U : samples_.back().segment + 1U;
    if (samples_.size() + route.samples.size() > kSampleLimit)
      throw Error::invalid("file", "error.track.too_many_points",
                           {{"limit", std::to_string(kSampleLimit)}});
    for (Sample& sample : route.samples) {
      sample.segment = static_cast<std::uint16_t>(std::min(sample.segment + before, 0xFFFFU));
      samples_.push_back(sample);
    }
  }
  void steps(StepCount) override {}

 private:
  std::vector<Sample>& samples_;
};

}  // namespace

AppleHealthWorkout::AppleHealthWorkout(const XmlAttributes& attributes) {
  recording_.format = FileFormat::apple_health;
  const std::string type = attributes.text("workoutActivityType");
  recording_.type_text = without(type, kTypePrefix);
  recording_.type = health_workout_type(*recording_.type_text);
  if (const auto start = parse_health_time(attributes.raw("startDate"))) {
    recording_.started_at = instant_of(*start);
    recording_.utc_offset_minutes = start->offset_minutes;
  }
  if (const auto end = parse_health_time(attributes.raw("endDate")))
    recording_.ended_at = instant_of(*end);
  recording_.device = parse_health_device(attributes.text("device"));
  if (!recording_.device.name) recording_.device.name = attributes.text("sourceName");
  DeviceTotals& totals = recording_.totals;
  set(totals.timer_seconds, quantity(attributes, "duration", "durationUnit", seconds_of));
  set(totals.distance_metres,
      quantity(attributes, "totalDistance", "totalDistanceUnit", metres_of));
  set(totals.calories,
      quantity(attributes, "totalEnergyBurned", "totalEnergyBurnedUnit", kilocalories_of));
}

void AppleHealthWorkout::add_event(const XmlAttributes& attributes) {
  const std::string_view type = without(attributes.raw("type"), kEventPrefix);
  const auto date = parse_health_time(attributes.raw("date"));
  if (!date || pauses_.size() >= kMostEvents || recording_.laps.size() >= kMostEvents) return;
  const Instant when = instant_of(*date);
  if (type == "Pause") {
    if (!paused_at_) paused_at_ = milliseconds(when);
  } else if (type == "Resume") {
    if (!paused_at_) return;
    pauses_.push_back(Pause{*paused_at_, milliseconds(when)});
    paused_at_.reset();
  } else if (type == "Lap") {
    Lap lap;
    lap.started_at = when;
    set(lap.totals.elapsed_seconds, quantity(attributes, "duration", "durationUnit", seconds_of));
    recording_.laps.push_back(lap);
  }
}

void AppleHealthWorkout::add_statistics(const XmlAttributes& attributes) {
  const std::string_view type = without(attributes.raw("type"), kQuantityPrefix);
  const auto take = [&](std::optional<double>& into, std::string_view name, Converter converter) {
    set(into, quantity(attributes, name, "unit", converter));
  };
  DeviceTotals& totals = recording_.totals;
  if (type == "StepCount") {
    take(totals.steps, "sum", count_of);
  } else if (type == "PushCount") {
    take(totals.pushes, "sum", count_of);
  } else if (type.starts_with("Distance")) {
    take(totals.distance_metres, "sum", metres_of);
  } else if (type == "ActiveEnergyBurned") {
    take(totals.calories, "sum", kilocalories_of);
  } else if (type == "HeartRate") {
    take(totals.average_heart_rate, "average", per_minute_of);
    take(totals.max_heart_rate, "maximum", per_minute_of);
  } else if (type == "RunningPower" || type == "CyclingPower") {
    take(totals.average_power, "average", watts_of);
    take(totals.max_power, "maximum", watts_of);
  } else if (type == "CyclingCadence") {
    take(totals.average_cadence, "average", per_minute_of);
    take(totals.max_cadence, "maximum", per_minute_of);
  } else if (type == "RunningSpeed" || type == "CyclingSpeed") {
    take(totals.average_speed, "average", metres_per_second_of);
    take(totals.max_speed, "maximum", metres_per_second_of);
  }
}

void AppleHealthWorkout::add_metadata(const XmlAttributes& attributes) {
  const std::string_view key = attributes.raw("key");
  const std::string_view value = attributes.raw("value");
  if (key == "HKTimeZone")
    recording_.time_zone = attributes.text("value");
  else if (key == "HKIndoorWorkout" || key == "HKSwimmingLocationType")  // 1: a pool
    recording_.indoors = recording_.indoors || value == "1";
  else if (key == "HKElevationAscended")
    set(recording_.totals.climb_metres, metadata_metres(value));
  else if (key == "HKElevationDescended")
    set(recording_.totals.descent_metres, metadata_metres(value));
}

void AppleHealthWorkout::add_route(std::string path) {
  if (routes_.size() < kMostRoutes) routes_.push_back(std::move(path));
}

std::optional<Recording> AppleHealthWorkout::finish(const HeartRateLog& rates,
                                                    RouteFiles* routes) && {
  if (!recording_.started_at || !recording_.ended_at ||
      *recording_.ended_at < *recording_.started_at)
    return std::nullopt;
  const std::chrono::duration<double> elapsed = *recording_.ended_at - *recording_.started_at;
  recording_.totals.elapsed_seconds = elapsed.count();
  // The offset of the times is that of the phone when it exported.
  if (recording_.time_zone) recording_.utc_offset_minutes.reset();
  if (paused_at_) pauses_.push_back(Pause{*paused_at_, milliseconds(*recording_.ended_at)});
  order_events();
  read_routes(routes);
  part_by_pauses();
  add_heart_rates(rates);
  return std::move(recording_);
}

void AppleHealthWorkout::read_routes(RouteFiles* routes) {
  bool missing = false;
  bool broken = false;
  for (const std::string& path : routes_) {
    const std::size_t before = recording_.samples.size();
    try {
      TrackOnly track(recording_.samples);
      GpxReader reader(track);
      missing = !routes || !routes->read(path, reader) || missing;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalid_input) throw;
      recording_.samples.resize(before);
      broken = true;
    }
  }
  if (missing) recording_.warnings.emplace_back("warning.apple_health.route_missing");
  if (broken) recording_.warnings.emplace_back("warning.apple_health.route_broken");
}

/// Each once, in the order of time; pauses that overlap become one.
void AppleHealthWorkout::order_events() {
  std::sort(pauses_.begin(), pauses_.end(),
            [](const Pause& a, const Pause& b) { return a.from < b.from; });
  std::vector<Pause> apart;
  for (const Pause& pause : pauses_) {
    if (!apart.empty() && pause.from <= apart.back().to)
      apart.back().to = std::max(apart.back().to, pause.to);
    else
      apart.push_back(pause);
  }
  pauses_ = std::move(apart);
  std::vector<Lap>& laps = recording_.laps;
  std::stable_sort(laps.begin(), laps.end(),
                   [](const Lap& a, const Lap& b) { return a.started_at < b.started_at; });
  const auto same = [](const Lap& a, const Lap& b) { return a.started_at == b.started_at; };
  laps.erase(std::unique(laps.begin(), laps.end(), same), laps.end());
}

/// Another segment begins wherever the workout went on after a pause; what lies within one is no part
/// of the workout.
void AppleHealthWorkout::part_by_pauses() {
  if (pauses_.empty()) return;
  const auto begun_before = [&](const Sample& sample) {
    return std::partition_point(pauses_.begin(), pauses_.end(),
                                [&](const Pause& pause) { return pause.from < sample.time; });
  };
  std::erase_if(recording_.samples, [&](const Sample& sample) {
    const auto next = begun_before(sample);
    return next != pauses_.begin() && sample.time < std::prev(next)->to;
  });
  for (Sample& sample : recording_.samples) {
    const auto passed = static_cast<std::size_t>(begun_before(sample) - pauses_.begin());
    sample.segment =
        static_cast<std::uint16_t>(std::min<std::size_t>(sample.segment + passed, 0xFFFF));
  }
}

/// To the points of the track, each the last that was measured; without a track they are the samples.
void AppleHealthWorkout::add_heart_rates(const HeartRateLog& rates) {
  const auto second = [](Instant instant) {
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
  };
  const auto found = rates.between(second(*recording_.started_at), second(*recording_.ended_at));
  if (found.empty()) return;
  if (recording_.samples.empty()) {
    for (const HeartRateLog::Rate& rate : found) {
      Sample& sample = recording_.samples.emplace_back();
      sample.time = rate.second * 1000;
      sample.heart_rate = rate.beats;
    }
    part_by_pauses();
    return;
  }
  for (Sample& sample : recording_.samples) {
    const auto after = std::upper_bound(
        found.begin(), found.end(), sample.time,
        [](std::int64_t time, const auto& rate) { return time < rate.second * 1000; });
    if (after == found.begin()) continue;
    const HeartRateLog::Rate& rate = *std::prev(after);
    if (sample.time - rate.second * 1000 <= kHeartRateHolds) sample.heart_rate = rate.beats;
  }
}

}  // namespace waymark::workouts
