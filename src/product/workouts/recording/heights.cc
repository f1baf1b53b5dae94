#include "product/workouts/recording/heights.h"

#include <algorithm>

namespace waymark::workouts {
namespace {

constexpr double kRise = 3;            // metres
constexpr std::size_t kSmoothing = 4;  // heights to either side

/// Adds up rises of at least 3 m, from their lowest to their highest point.
class Climb {
 public:
  void add(double height) {
    if (!begun_) {
      begun_ = true;
      low_ = high_ = height;
    } else if (rising_) {
      high_ = std::max(high_, height);
      if (height <= high_ - kRise) finish_rise(height);
    } else {
      low_ = std::min(low_, height);
      if (height >= low_ + kRise) {
        rising_ = true;
        high_ = height;
      }
    }
  }
  double metres() const { return metres_ + (rising_ ? high_ - low_ : 0); }

 private:
  void finish_rise(double height) {
    metres_ += high_ - low_;
    rising_ = false;
    low_ = height;
  }
  bool begun_ = false;
  bool rising_ = false;
  double low_ = 0;
  double high_ = 0;
  double metres_ = 0;
};

/// Narrower near the ends, so that the first and the last height stay.
std::vector<double> smoothed(const std::vector<double>& raw) {
  std::vector<double> sums(raw.size() + 1);
  for (std::size_t i = 0; i < raw.size(); ++i) sums[i + 1] = sums[i] + raw[i];
  std::vector<double> smooth(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const std::size_t reach = std::min({kSmoothing, i, raw.size() - 1 - i});
    smooth[i] = (sums[i + reach + 1] - sums[i - reach]) / static_cast<double>(2 * reach + 1);
  }
  return smooth;
}

}  // namespace

Heights heights_of(const std::vector<Sample>& samples) {
  Heights heights;
  heights.smooth.assign(samples.size(), kNoHeight);
  double climb = 0, descent = 0;
  bool any = false;
  std::vector<std::size_t> places;
  std::vector<double> raw;
  for (std::size_t from = 0; from < samples.size();) {
    places.clear();
    raw.clear();
    std::size_t to = from;
    for (; to < samples.size() && samples[to].segment == samples[from].segment; ++to) {
      if (!samples[to].has_elevation()) continue;
      places.push_back(to);
      raw.push_back(samples[to].elevation);
    }
    Climb up, down;
    const std::vector<double> smooth = smoothed(raw);
    for (std::size_t i = 0; i < smooth.size(); ++i) {
      up.add(smooth[i]);
      down.add(-smooth[i]);
      heights.smooth[places[i]] = static_cast<float>(smooth[i]);
    }
    climb += up.metres();
    descent += down.metres();
    any = any || smooth.size() > 1;
    from = to;
  }
  if (any) {
    heights.climb = climb;
    heights.descent = descent;
  }
  return heights;
}

}  // namespace waymark::workouts
