#include "product/workouts/recording/track_cleaning.h"

#include <algorithm>

namespace waymark::workouts {
namespace {

constexpr std::int64_t kPause = 300'000;  // milliseconds
constexpr std::size_t kEnoughPoints = 5;  // that agree on a new place
constexpr std::int64_t kEnoughTime = 30'000;

struct Range {
  std::size_t from = 0;
  std::size_t to = 0;
};

std::vector<Range> segments_of(const std::vector<Sample>& points) {
  std::vector<Range> ranges;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i == 0 || points[i].segment != points[i - 1].segment) ranges.push_back(Range{i, i});
    ranges.back().to = i + 1;
  }
  return ranges;
}

/// Follows a track and keeps what is plausible.
class Plausible {
 public:
  explicit Plausible(double fastest) : fastest_(fastest) {}

  void add(const Sample& point) {
    if (kept_.empty() || point.segment != source_segment_ ||
        point.time - kept_.back().time > kPause) {
      begin_stretch();
      source_segment_ = point.segment;
      keep(point);
      return;
    }
    if (reachable(kept_.back(), point)) {
      doubted_.clear();
      keep(point);
      return;
    }
    doubt(point);
  }

  std::vector<Sample> take() { return std::move(kept_); }

 private:
  bool reachable(const Sample& from, const Sample& to) const {
    const double seconds = static_cast<double>(to.time - from.time) / 1000;
    return distance_metres(from.position(), to.position()) <= fastest_ * seconds;
  }

  /// Sets the point aside; when enough of them agree, the fix has jumped for good.
  void doubt(const Sample& point) {
    if (!doubted_.empty() && !reachable(doubted_.back(), point)) doubted_.clear();
    doubted_.push_back(point);
    if (doubted_.size() < kEnoughPoints && point.time - doubted_.front().time < kEnoughTime) return;
    const std::vector<Sample> believed = std::move(doubted_);
    // A stretch shorter than what now speaks against it was the wrong one.
    if (kept_.size() - stretch_begin_ < kEnoughPoints) kept_.resize(stretch_begin_);
    begin_stretch();
    for (const Sample& one : believed) keep(one);
  }

  void begin_stretch() {
    doubted_.clear();
    if (!kept_.empty() && stretch_begin_ < kept_.size() && stretch_ < 0xFFFF) ++stretch_;
    stretch_begin_ = kept_.size();
  }

  void keep(const Sample& point) {
    kept_.push_back(point);
    kept_.back().segment = stretch_;
  }

  double fastest_;
  std::uint16_t source_segment_ = 0;
  std::uint16_t stretch_ = 0;
  std::size_t stretch_begin_ = 0;
  std::vector<Sample> kept_;
  std::vector<Sample> doubted_;  // fewer than five
};

}  // namespace

std::vector<Sample> in_order(std::vector<Sample> points) {
  const auto earlier = [](const Sample& a, const Sample& b) { return a.time < b.time; };
  std::vector<Range> ranges = segments_of(points);
  for (const Range& range : ranges) {
    const auto from = points.begin() + static_cast<std::ptrdiff_t>(range.from);
    const auto to = points.begin() + static_cast<std::ptrdiff_t>(range.to);
    if (!std::is_sorted(from, to, earlier)) std::stable_sort(from, to, earlier);
  }
  std::stable_sort(ranges.begin(), ranges.end(), [&](const Range& a, const Range& b) {
    return points[a.from].time < points[b.from].time;
  });
  std::vector<Sample> ordered;
  ordered.reserve(points.size());
  for (const Range& range : ranges)
    for (std::size_t i = range.from; i < range.to; ++i)
      if (ordered.empty() || points[i].time > ordered.back().time) ordered.push_back(points[i]);
  return ordered;
}

double impossible_speed(WorkoutType type) {
  switch (type) {
    case WorkoutType::run:
    case WorkoutType::walk:
    case WorkoutType::hike:
      return 15;
    case WorkoutType::swim:
    case WorkoutType::row:
      return 10;
    case WorkoutType::ride:
    case WorkoutType::ski:
    case WorkoutType::strength:
    case WorkoutType::yoga:
    case WorkoutType::other:
      return 40;
  }
  return 40;
}

std::vector<Sample> without_spikes(const std::vector<Sample>& points, double fastest) {
  Plausible plausible(fastest);
  for (const Sample& point : points) plausible.add(point);
  return plausible.take();
}

}  // namespace waymark::workouts
