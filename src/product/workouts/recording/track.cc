#include "product/workouts/recording/track.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "product/workouts/recording/averages.h"
#include "product/workouts/recording/heights.h"
#include "product/workouts/recording/series.h"
#include "product/workouts/recording/splits.h"
#include "product/workouts/recording/timeline.h"
#include "product/workouts/recording/track_cleaning.h"
#include "product/workouts/recording/track_summary.h"

namespace waymark::workouts {
namespace {

constexpr auto kWidest = std::chrono::minutes(10);  // between samples and what the file says
constexpr Instant kFirstClock = std::chrono::sys_days(std::chrono::year(1991) / 1 / 1);
constexpr std::int32_t kMostOffset = 14 * 60;  // minutes

double to_tenth(double value) {
  return std::round(value * 10) / 10;
}

std::optional<std::int64_t> whole(std::optional<double> value) {
  if (!value || !std::isfinite(*value) || std::abs(*value) > 1e9) return std::nullopt;
  return std::llround(*value);
}

std::optional<Metres> metres(std::optional<double> value) {
  if (!value || !std::isfinite(*value) || *value < 0) return std::nullopt;
  return Metres{to_tenth(*value)};
}

std::optional<double> positive(std::optional<double> value) {
  if (!value || !std::isfinite(*value) || !(*value > 0)) return std::nullopt;
  return value;
}

std::optional<double> either(std::optional<double> first, std::optional<double> second) {
  return first ? first : second;
}

std::chrono::milliseconds milliseconds(double seconds) {
  return std::chrono::milliseconds(std::llround(seconds * 1000));
}

double seconds_of(Instant::duration duration) {
  return static_cast<double>(duration.count()) / 1000;
}

bool stays_in_place(WorkoutType type) {
  return type == WorkoutType::strength || type == WorkoutType::yoga;
}

Error wrong(const char* key) {
  return Error::invalid("file", key);
}

/// Works out the measures of one recording, part by part.
class Measuring {
 public:
  Measuring(Recording recording, std::optional<WorkoutType> type)
      : recording_(std::move(recording)), totals_(recording_.totals) {
    measures_.type =
        type ? *type : recording_.type.value_or(type_of(recording_.type_text, recording_.name));
    measures_.title = title_of(recording_.name);
    measures_.indoors = recording_.indoors;
  }

  Measures run() {
    const double fastest = impossible_speed(measures_.type);
    timeline_ =
        timeline_of(without_spikes(in_order(std::exchange(recording_.samples, {})), fastest),
                    recording_.indoors || stays_in_place(measures_.type), fastest);
    take_times();
    take_zone();
    take_way();
    take_samples();
    take_laps();
    return std::move(measures_);
  }

 private:
  void take_times() {
    if (timeline_.size() > 0) {
      take_times_of_samples();
    } else {
      if (!recording_.started_at) throw wrong("error.recording.no_start");
      measures_.started_at = *recording_.started_at;
      std::optional<double> told = positive(totals_.elapsed_seconds);
      if (!told && recording_.ended_at)
        told = positive(seconds_of(*recording_.ended_at - *recording_.started_at));
      if (!told) told = either(positive(totals_.timer_seconds), positive(totals_.moving_seconds));
      if (!told) throw wrong("error.recording.no_duration");
      measures_.ended_at = measures_.started_at + milliseconds(std::min(*told, 1e9));
    }
    measures_.elapsed_seconds = Seconds{seconds_of(measures_.ended_at - measures_.started_at)};
    if (measures_.started_at < kFirstClock) throw wrong("error.recording.clock_not_set");
    if (measures_.elapsed_seconds.value > kLongestWorkout) throw wrong("error.recording.too_long");
  }

  void take_times_of_samples() {
    const Instant first(std::chrono::milliseconds(timeline_.samples.front().time));
    const Instant last(std::chrono::milliseconds(timeline_.samples.back().time));
    measures_.started_at = first;
    const auto start = recording_.started_at;
    if (start && *start < first && first - *start <= kWidest) measures_.started_at = *start;
    measures_.ended_at = last;
    auto end = recording_.ended_at;
    if (const auto elapsed = positive(totals_.elapsed_seconds);
        !end && elapsed && *elapsed <= kLongestWorkout)
      end = measures_.started_at + milliseconds(*elapsed);
    if (end && *end > last && *end - last <= kWidest) measures_.ended_at = *end;
    late_ = seconds_of(first - measures_.started_at);
  }

  void take_zone() {
    const auto offset = recording_.utc_offset_minutes;
    if (offset && std::abs(*offset) <= kMostOffset) measures_.utc_offset_minutes = *offset;
    if (recording_.time_zone && TimeZone::find(*recording_.time_zone))
      measures_.time_zone = std::move(recording_.time_zone);
  }

  void take_way() {
    const auto told_time =
        either(positive(totals_.moving_seconds), positive(totals_.timer_seconds));
    std::optional<double> moving = positive(timeline_.total_moving());
    if (!timeline_.has_distance() || !moving) moving = either(told_time, moving);
    if (!moving && !timeline_.has_distance()) moving = positive(measures_.elapsed_seconds.value);
    if (!moving) throw wrong("error.gpx.no_movement");
    measures_.moving_seconds = Seconds{std::min(*moving, measures_.elapsed_seconds.value)};
    if (!(measures_.moving_seconds.value > 0)) throw wrong("error.gpx.no_movement");

    std::optional<double> way;
    if (timeline_.has_distance() && timeline_.total_moving() > 0) way = timeline_.total_distance();
    const bool trust_device = recording_.indoors || !way;
    measures_.distance_metres =
        metres(trust_device ? either(positive(totals_.distance_metres), way) : way);
    if (stays_in_place(measures_.type)) measures_.distance_metres.reset();
  }

  void take_samples() {
    const std::vector<Sample>& samples = timeline_.samples;
    const Heights heights = heights_of(samples);
    const RunningMean heart_rate(samples, heart_rate_of);
    const RunningMean cadence(samples, cadence_of);
    const RunningMean power(samples, power_of);
    measures_.climb_metres = metres(either(heights.climb, totals_.climb_metres));
    measures_.descent_metres = metres(either(heights.descent, totals_.descent_metres));
    measures_.average_heart_rate = whole(either(heart_rate.mean(), totals_.average_heart_rate));
    measures_.max_heart_rate = whole(either(heart_rate.most(), totals_.max_heart_rate));
    measures_.average_cadence = whole(either(cadence.mean(), totals_.average_cadence));
    measures_.max_cadence = whole(either(cadence.most(), totals_.max_cadence));
    measures_.average_power = whole(either(power.mean(), totals_.average_power));
    measures_.max_power = whole(either(power.most(), totals_.max_power));
    measures_.calories = whole(positive(totals_.calories));
    measures_.steps = whole(positive(totals_.steps));
    measures_.pushes = whole(positive(totals_.pushes));
    measures_.heart_rate_times = heart_rate_times(samples);
    if (!recording_.indoors) measures_.track = summary_of(samples);
    if (samples.empty()) {
      measures_.max_speed = positive(totals_.max_speed);
      return;
    }
    measures_.series = series_of(timeline_, heights, {heart_rate, cadence, power}, late_);
    if (!measures_.distance_metres) return;
    measures_.max_speed = either(top_speed(timeline_), positive(totals_.max_speed));
    if (!timeline_.has_distance()) return;
    measures_.kilometres = splits_of(timeline_, heights, heart_rate, kKilometre);
    measures_.miles = splits_of(timeline_, heights, heart_rate, kMile);
    measures_.efforts = best_efforts(timeline_);
    for (BestEffort& effort : measures_.efforts) effort.start_seconds.value += late_;
  }

  void take_laps() {
    for (const Lap& lap : recording_.laps) {
      if (measures_.laps.size() == kMostLaps) return;
      const DeviceTotals& totals = lap.totals;
      WorkoutLap& kept = measures_.laps.emplace_back();
      kept.started_at = lap.started_at;
      kept.elapsed_seconds = Seconds{
          either(positive(totals.elapsed_seconds), positive(totals.timer_seconds)).value_or(0)};
      if (const auto moving =
              either(positive(totals.moving_seconds), positive(totals.timer_seconds)))
        kept.moving_seconds = Seconds{*moving};
      kept.distance_metres = metres(totals.distance_metres);
      kept.average_heart_rate = whole(totals.average_heart_rate);
      kept.max_heart_rate = whole(totals.max_heart_rate);
      kept.average_cadence = whole(totals.average_cadence);
      kept.average_power = whole(totals.average_power);
      kept.climb_metres = metres(totals.climb_metres);
      kept.calories = whole(totals.calories);
    }
  }

  Recording recording_;
  const DeviceTotals totals_;
  Timeline timeline_;
  double late_ = 0;  // seconds from the start to the first sample
  Measures measures_;
};

}  // namespace

Measures measure(Recording recording, std::optional<WorkoutType> type) {
  return Measuring(std::move(recording), type).run();
}

}  // namespace waymark::workouts
