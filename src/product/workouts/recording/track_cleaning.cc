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

/// Follows a recording and keeps the fixes that are plausible: of others the rest of the sample stays.
class Plausible {
 public:
  explicit Plausible(double fastest) : fastest_(fastest) {}

  void add(const Sample& sample) {
    if (kept_.empty() || sample.segment != source_segment_ ||
        sample.time - kept_.back().time > kPause) {
      begin_stretch(kept_.size());
      source_segment_ = sample.segment;
    }
    kept_.push_back(sample);
    kept_.back().segment = stretch_;
    if (!sample.has_position()) return;
    if (last_fix_ && !reachable(kept_[*last_fix_], sample)) return doubt(sample);
    doubted_.clear();
    last_fix_ = kept_.size() - 1;
    ++fixes_;
  }

  std::vector<Sample> take() { return std::move(kept_); }

 private:
  struct Doubted {
    std::size_t place = 0;
    Sample sample;
  };

  bool reachable(const Sample& from, const Sample& to) const {
    const double seconds = static_cast<double>(to.time - from.time) / 1000;
    return distance_metres(from.position(), to.position()) <= fastest_ * seconds;
  }

  /// Takes away the fix (and the height) of the newest sample; when enough of them agree, the fix has jumped for good.
  void doubt(const Sample& sample) {
    kept_.back().latitude = kept_.back().longitude = Sample::kNoPosition;
    kept_.back().elevation = Sample::kNone;
    if (!doubted_.empty() && !reachable(doubted_.back().sample, sample)) doubted_.clear();
    doubted_.push_back(Doubted{kept_.size() - 1, sample});
    const std::int64_t since = doubted_.front().sample.time;
    if (doubted_.size() >= kEnoughPoints || sample.time - since >= kEnoughTime) believe();
  }

  void believe() {
    std::size_t first = doubted_.front().place;
    for (const Doubted& one : doubted_) {
      kept_[one.place].latitude = one.sample.latitude;
      kept_[one.place].longitude = one.sample.longitude;
      kept_[one.place].elevation = one.sample.elevation;
    }
    const std::size_t agreeing = doubted_.size();
    if (fixes_ < kEnoughPoints) {
      // A stretch shorter than what now speaks against it was the wrong one.
      const auto begin = kept_.begin() + static_cast<std::ptrdiff_t>(stretch_begin_);
      kept_.erase(begin, kept_.begin() + static_cast<std::ptrdiff_t>(first));
      first = stretch_begin_;
    }
    begin_stretch(first);
    for (std::size_t i = first; i < kept_.size(); ++i) kept_[i].segment = stretch_;
    last_fix_ = kept_.size() - 1;
    fixes_ = agreeing;
  }

  void begin_stretch(std::size_t first) {
    doubted_.clear();
    if (stretch_begin_ < first && stretch_ < 0xFFFF) ++stretch_;
    stretch_begin_ = first;
    last_fix_.reset();
    fixes_ = 0;
  }

  double fastest_;
  std::uint16_t source_segment_ = 0;
  std::uint16_t stretch_ = 0;
  std::size_t stretch_begin_ = 0;
  std::optional<std::size_t> last_fix_;  // of this stretch
  std::size_t fixes_ = 0;                // of this stretch
  std::vector<Sample> kept_;
  std::vector<Doubted> doubted_;  // fewer than five
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
