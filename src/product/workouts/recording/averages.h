// Heart rate, cadence, power and speed over a recording. Means are over time, not over samples, which devices write when
// they please: an interval between neighbours counts with the mean of its ends.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "product/workouts/recording/measures.h"
#include "product/workouts/recording/timeline.h"

namespace waymark::workouts {

/// The running sums of one quantity, so that the mean of any stretch is one subtraction.
class RunningMean {
 public:
  using Read = std::optional<double> (*)(const Sample&);
  RunningMean(const std::vector<Sample>& samples, Read read);

  /// Nothing was there at all.
  bool empty() const { return !any_; }
  /// Between two places, which may lie between samples (2.5: half-way from the third to the fourth).
  std::optional<double> mean(double from, double to) const;
  std::optional<double> mean() const;
  std::optional<double> most() const { return most_; }

 private:
  double at(const std::vector<double>& sums, double place) const;

  std::vector<double> seconds_;  // with a value, up to each sample
  std::vector<double> sums_;     // value × seconds
  bool any_ = false;
  std::optional<double> most_;
  std::optional<double> plain_;  // the mean of the samples, for recordings of one moment
};

std::optional<double> heart_rate_of(const Sample& sample);
std::optional<double> cadence_of(const Sample& sample);
std::optional<double> power_of(const Sample& sample);

std::optional<HeartRateTimes> heart_rate_times(const std::vector<Sample>& samples);

/// Metres a second, the highest over ten seconds; nullopt without distance.
std::optional<double> top_speed(const Timeline& timeline);

}  // namespace waymark::workouts
