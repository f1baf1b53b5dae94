#include "product/workouts/recording/averages.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "product/workouts/recording/compact_numbers.h"

namespace waymark::workouts {
namespace {

constexpr double kTopSpeedSeconds = 10;

bool same_stretch(const Sample& a, const Sample& b) {
  return a.segment == b.segment;
}

double seconds_between(const Sample& from, const Sample& to) {
  return static_cast<double>(to.time - from.time) / 1000;
}

}  // namespace

RunningMean::RunningMean(const std::vector<Sample>& samples, Read read) {
  seconds_.resize(samples.size());
  sums_.resize(samples.size());
  std::optional<double> before;
  double plain = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::optional<double> now = read(samples[i]);
    if (now) {
      any_ = true;
      most_ = std::max(most_.value_or(*now), *now);
      plain += *now;
      ++count;
    }
    if (i > 0) {
      seconds_[i] = seconds_[i - 1];
      sums_[i] = sums_[i - 1];
      if ((now || before) && same_stretch(samples[i - 1], samples[i])) {
        const double seconds = seconds_between(samples[i - 1], samples[i]);
        const double value =
            now && before ? (*now + *before) / 2 : now.value_or(before.value_or(0));
        seconds_[i] += seconds;
        sums_[i] += value * seconds;
      }
    }
    before = now;
  }
  if (count > 0) plain_ = plain / static_cast<double>(count);
}

double RunningMean::at(const std::vector<double>& sums, double place) const {
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sums.size()) return sums.back();
  return sums[below] + (place - static_cast<double>(below)) * (sums[below + 1] - sums[below]);
}

std::optional<double> RunningMean::mean(double from, double to) const {
  if (!any_) return std::nullopt;
  const double seconds = at(seconds_, to) - at(seconds_, from);
  if (!(seconds > 0)) return std::nullopt;
  return (at(sums_, to) - at(sums_, from)) / seconds;
}

std::optional<double> RunningMean::mean() const {
  if (!any_) return std::nullopt;
  return seconds_.back() > 0 ? sums_.back() / seconds_.back() : plain_;
}

std::optional<double> heart_rate_of(const Sample& sample) {
  if (sample.heart_rate == 0) return std::nullopt;
  return sample.heart_rate;
}
std::optional<double> cadence_of(const Sample& sample) {
  if (!sample.has_cadence()) return std::nullopt;
  return sample.cadence;
}
std::optional<double> power_of(const Sample& sample) {
  if (!sample.has_power()) return std::nullopt;
  return sample.power;
}

std::optional<HeartRateTimes> heart_rate_times(const std::vector<Sample>& samples) {
  std::array<double, 256> seconds{};
  for (std::size_t i = 1; i < samples.size(); ++i) {
    const Sample& a = samples[i - 1];
    const Sample& b = samples[i];
    if (!same_stretch(a, b) || a.heart_rate == 0) continue;
    seconds[a.heart_rate] += seconds_between(a, b);
  }
  const auto any = [](double value) { return value >= 0.5; };
  const auto first = std::find_if(seconds.begin(), seconds.end(), any);
  if (first == seconds.end()) return std::nullopt;
  const auto last = std::find_if(seconds.rbegin(), seconds.rend(), any).base();
  HeartRateTimes times;
  times.lowest = first - seconds.begin();
  Column column;
  for (auto value = first; value != last; ++value) column.emplace_back(std::llround(*value));
  times.seconds = encode_column(column);
  return times;
}

std::optional<double> top_speed(const Timeline& timeline) {
  if (!timeline.has_distance()) return std::nullopt;
  double top = 0;
  std::size_t from = 0;
  for (std::size_t to = 1; to < timeline.size(); ++to) {
    if (!same_stretch(timeline.samples[to - 1], timeline.samples[to])) from = to;
    while (from + 1 < to &&
           seconds_between(timeline.samples[from + 1], timeline.samples[to]) >= kTopSpeedSeconds)
      ++from;
    const double seconds = seconds_between(timeline.samples[from], timeline.samples[to]);
    if (seconds >= kTopSpeedSeconds)
      top = std::max(top, (timeline.distance[to] - timeline.distance[from]) / seconds);
  }
  if (!(top > 0)) return std::nullopt;
  return top;
}

}  // namespace waymark::workouts
