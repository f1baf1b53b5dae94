#include "product/workouts/recording/timeline.h"

#include <algorithm>
#include <cmath>

namespace waymark::workouts {
namespace {

constexpr std::int64_t kWindow = 5'000;    // milliseconds
constexpr std::int64_t kNearFix = 10'000;  // milliseconds: fixes further apart are a gap
constexpr double kRestingSpeed = 0.3;      // metres a second

enum class Basis { positions, counted, speed, none };

double seconds_between(const Sample& from, const Sample& to) {
  return static_cast<double>(to.time - from.time) / 1000;
}

Basis basis_of(const std::vector<Sample>& samples, bool indoors) {
  std::size_t fixes = 0, counted = 0, speeds = 0;
  for (const Sample& sample : samples) {
    fixes += sample.has_position();
    counted += sample.has_distance();
    speeds += sample.has_speed();
  }
  if (indoors && counted > 1) return Basis::counted;
  if (fixes > 1) return Basis::positions;
  if (counted > 1) return Basis::counted;
  return speeds > 1 ? Basis::speed : Basis::none;
}

/// Works out, for one stretch after the other, the way of every step and then what of it counts.
class Steps {
 public:
  Steps(Timeline& timeline, Basis by, double fastest)
      : samples_(timeline.samples), timeline_(timeline), by_(by), fastest_(fastest) {
    step_.resize(samples_.size());
  }

  void run() {
    const std::size_t size = samples_.size();
    if (by_ != Basis::none) timeline_.distance.resize(size);
    timeline_.moving.resize(size);
    for (std::size_t from = 0; from < size;) {
      std::size_t to = from + 1;
      while (to < size && samples_[to].segment == samples_[from].segment) ++to;
      begin(from);
      if (by_ == Basis::none) {
        all_moving(from, to);
      } else {
        measure_steps(from, to);
        add_windows(from, to);
      }
      from = to;
    }
  }

 private:
  /// A stretch goes on where the one before ended.
  void begin(std::size_t from) {
    if (from == 0) return;
    if (by_ != Basis::none) timeline_.distance[from] = timeline_.distance[from - 1];
    timeline_.moving[from] = timeline_.moving[from - 1];
  }

  void all_moving(std::size_t from, std::size_t to) {
    for (std::size_t i = from + 1; i < to; ++i)
      timeline_.moving[i] = timeline_.moving[i - 1] + seconds_between(samples_[i - 1], samples_[i]);
  }

  void measure_steps(std::size_t from, std::size_t to) {
    step_[from] = 0;
    if (by_ == Basis::speed) return integrate(from, to);
    const bool by_fix = by_ == Basis::positions;
    std::size_t known = to;  // the last sample whose place is known, `to`: none yet
    for (std::size_t i = from; i < to; ++i) {
      step_[i] = 0;
      if (by_fix ? !samples_[i].has_position() : !samples_[i].has_distance()) continue;
      if (known != to)
        spread(known, i, way(known, i));
      else if (by_fix)
        follow_counter(from, i);
      known = i;
    }
    if (by_fix && known != to) follow_counter(known, to - 1);
  }

  double way(std::size_t from, std::size_t to) const {
    const Sample& a = samples_[from];
    const Sample& b = samples_[to];
    if (by_ == Basis::counted) return counted(a, b).value_or(0);
    const double straight = distance_metres(a.position(), b.position());
    if (b.time - a.time <= kNearFix) return straight;
    return std::max(straight, counted(a, b).value_or(0));
  }

  /// What the device counted between the two, when that is possible.
  std::optional<double> counted(const Sample& a, const Sample& b) const {
    if (!a.has_distance() || !b.has_distance()) return std::nullopt;
    const double metres = static_cast<double>(b.distance) - static_cast<double>(a.distance);
    if (metres < 0 || metres > fastest_ * std::max(1.0, seconds_between(a, b))) return std::nullopt;
    return metres;
  }

  /// Gives the way between two samples to the steps between them: as the device counted, else by time.
  void spread(std::size_t from, std::size_t to, double metres) {
    if (to == from + 1) {
      step_[to] = metres;
      return;
    }
    double all = 0;
    for (std::size_t i = from + 1; i <= to; ++i) {
      const auto part = counted(samples_[i - 1], samples_[i]);
      step_[i] = part.value_or(0);
      all += step_[i];
    }
    const double seconds = seconds_between(samples_[from], samples_[to]);
    for (std::size_t i = from + 1; i <= to; ++i)
      step_[i] = all > 0 ? step_[i] * metres / all
                         : metres * seconds_between(samples_[i - 1], samples_[i]) / seconds;
  }

  /// Before the first fix and behind the last one, the device's count is all there is.
  void follow_counter(std::size_t from, std::size_t to) {
    for (std::size_t i = from + 1; i <= to; ++i)
      step_[i] = counted(samples_[i - 1], samples_[i]).value_or(0);
  }

  void integrate(std::size_t from, std::size_t to) {
    for (std::size_t i = from + 1; i < to; ++i) {
      const Sample& a = samples_[i - 1];
      const Sample& b = samples_[i];
      const double speed = a.has_speed() && b.has_speed()
                               ? (static_cast<double>(a.speed) + static_cast<double>(b.speed)) / 2
                               : std::max({a.speed, b.speed, 0.0F});
      step_[i] = std::min(speed, fastest_) * seconds_between(a, b);
    }
  }

  void add_windows(std::size_t from, std::size_t to) {
    resting_ = false;
    std::size_t begin = from;
    double path = 0;
    for (std::size_t i = from + 1; i < to; ++i) {
      path += step_[i];
      const bool last = i + 1 == to;
      if (samples_[i].time - samples_[begin].time < kWindow && !last) continue;
      add_window(begin, i, path);
      begin = i;
      path = 0;
    }
    if (resting_) end_rest(to - 1);
  }

  /// How far apart two samples are: the straight line where it is known, else the way.
  double apart(std::size_t from, std::size_t to, double path) const {
    if (by_ != Basis::positions || !samples_[from].has_position() || !samples_[to].has_position())
      return path;
    return distance_metres(samples_[from].position(), samples_[to].position());
  }

  void add_window(std::size_t from, std::size_t to, double path) {
    const double seconds = seconds_between(samples_[from], samples_[to]);
    if (apart(from, to, path) < kRestingSpeed * seconds) {
      if (!resting_) {
        resting_ = true;
        rest_begin_ = from;
        rest_path_ = 0;
      }
      rest_path_ += path;
      for (std::size_t i = from + 1; i <= to; ++i) timeline_.moving[i] = timeline_.moving[from];
      return;
    }
    if (resting_) end_rest(from);
    for (std::size_t i = from + 1; i <= to; ++i) {
      timeline_.distance[i] = timeline_.distance[i - 1] + step_[i];
      timeline_.moving[i] = timeline_.moving[i - 1] + seconds_between(samples_[i - 1], samples_[i]);
    }
  }

  /// The straight way of a rest, spread over its time.
  void end_rest(std::size_t at) {
    resting_ = false;
    const double metres = std::min(rest_path_, apart(rest_begin_, at, rest_path_));
    const double seconds = seconds_between(samples_[rest_begin_], samples_[at]);
    for (std::size_t i = rest_begin_ + 1; i <= at; ++i) {
      const double part =
          seconds > 0 ? seconds_between(samples_[rest_begin_], samples_[i]) / seconds : 1;
      timeline_.distance[i] = timeline_.distance[rest_begin_] + part * metres;
    }
  }

  const std::vector<Sample>& samples_;
  Timeline& timeline_;
  Basis by_;
  double fastest_;
  std::vector<double> step_;  // metres from the sample before
  bool resting_ = false;
  std::size_t rest_begin_ = 0;
  double rest_path_ = 0;
};

}  // namespace

Timeline timeline_of(std::vector<Sample> samples, bool indoors, double fastest) {
  Timeline timeline;
  timeline.samples = std::move(samples);
  if (timeline.samples.empty()) return timeline;
  const Basis by = basis_of(timeline.samples, indoors);
  Steps(timeline, by, fastest).run();
  return timeline;
}

}  // namespace waymark::workouts
