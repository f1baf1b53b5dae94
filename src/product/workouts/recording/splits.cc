#include "product/workouts/recording/splits.h"

#include <cmath>
#include <limits>

#include "product/workouts/recording/compact_numbers.h"

namespace waymark::workouts {
namespace {

constexpr double kShortest = 10;  // metres of a last split that is told
constexpr RecordKind kLengths[] = {RecordKind::m400,          RecordKind::m800,    RecordKind::km1,
                                   RecordKind::mile1,         RecordKind::km5,     RecordKind::km10,
                                   RecordKind::half_marathon, RecordKind::marathon};

double between(const std::vector<double>& column, double place) {
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= column.size()) return column.back();
  return column[below] + (place - static_cast<double>(below)) * (column[below + 1] - column[below]);
}

double clock_at(const Timeline& timeline, double place) {
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= timeline.size()) return timeline.clock(timeline.size() - 1);
  const double part = place - static_cast<double>(below);
  return timeline.clock(below) + part * (timeline.clock(below + 1) - timeline.clock(below));
}

/// Places at which a distance was reached; asked in rising order.
class Reach {
 public:
  explicit Reach(const Timeline& timeline) : timeline_(timeline) {}

  /// The first place at which so many metres were behind, as a sample number with a part.
  std::optional<double> place(double metres) {
    const auto& distance = timeline_.distance;
    while (at_ < distance.size() && distance[at_] < metres) ++at_;
    if (at_ == distance.size()) return std::nullopt;
    if (at_ == 0 || distance[at_] == metres) return static_cast<double>(at_);
    const double step = distance[at_] - distance[at_ - 1];
    return static_cast<double>(at_ - 1) + (metres - distance[at_ - 1]) / step;
  }

 private:
  const Timeline& timeline_;
  std::size_t at_ = 0;
};

/// The height at a place: of the nearest sample before that has one.
std::optional<double> height_at(const Heights& heights, double place) {
  for (auto i = static_cast<std::size_t>(place) + 1; i-- > 0;) {
    if (!std::isnan(heights.smooth[i])) return heights.smooth[i];
    if (static_cast<double>(i) + 60 < place) break;
  }
  return std::nullopt;
}

double fitting_unit(double metres, double unit) {
  for (const double times : {1.0, 5.0, 10.0, 50.0, 100.0})
    if (metres / (unit * times) <= static_cast<double>(kMostSplits)) return unit * times;
  return 0;
}

/// One column after the other, split by split.
class Splits {
 public:
  Splits(const Timeline& timeline, const Heights& heights, const RunningMean& heart_rate)
      : timeline_(timeline), heights_(heights), heart_rate_(heart_rate) {}

  void add(double to) {
    const double moving = between(timeline_.moving, to) - between(timeline_.moving, from_);
    moving_.emplace_back(std::llround(moving * 10));
    elapsed_.emplace_back(
        std::llround((clock_at(timeline_, to) - clock_at(timeline_, from_)) * 10));
    const auto low = height_at(heights_, from_), high = height_at(heights_, to);
    change_.push_back(low && high ? std::optional(std::llround((*high - *low) * 10))
                                  : std::nullopt);
    const auto beats = heart_rate_.mean(from_, to);
    beats_.push_back(beats ? std::optional(std::llround(*beats)) : std::nullopt);
    from_ = to;
  }

  SplitColumns columns() const {
    SplitColumns columns;
    columns.moving = encode_column(moving_);
    columns.elapsed = encode_column(elapsed_);
    if (heights_.climb) columns.elevation_change = encode_column(change_);
    if (!heart_rate_.empty()) columns.heart_rate = encode_column(beats_);
    return columns;
  }

 private:
  const Timeline& timeline_;
  const Heights& heights_;
  const RunningMean& heart_rate_;
  double from_ = 0;
  Column moving_, elapsed_, change_, beats_;
};

/// The least time in which `length` was covered, in a window that begins or ends at a sample: time over distance is
/// straight between samples, so the fastest window is one of these.
class Fastest {
 public:
  explicit Fastest(const Timeline& timeline) : timeline_(timeline) {}

  std::optional<BestEffort> of(RecordKind kind) const {
    const double length = distance_of(kind);
    if (timeline_.total_distance() < length) return std::nullopt;
    BestEffort best;
    best.kind = kind;
    best.seconds.value = std::numeric_limits<double>::infinity();
    from_samples(length, best);
    to_samples(length, best);
    best.seconds.value = std::round(best.seconds.value * 10) / 10;
    best.start_seconds.value = std::round(best.start_seconds.value * 10) / 10;
    return best;
  }

 private:
  static void improve(BestEffort& best, double from, double to) {
    if (to - from >= best.seconds.value) return;
    best.seconds.value = to - from;
    best.start_seconds.value = from;
  }

  void from_samples(double length, BestEffort& best) const {
    Reach reach(timeline_);
    for (std::size_t i = 0; i < timeline_.size(); ++i) {
      const auto end = reach.place(timeline_.distance[i] + length);
      if (!end) return;
      improve(best, timeline_.clock(i), clock_at(timeline_, *end));
    }
  }

  void to_samples(double length, BestEffort& best) const {
    const auto& distance = timeline_.distance;
    std::size_t from = 0;  // the last sample that far behind, or farther
    for (std::size_t i = 0; i < timeline_.size(); ++i) {
      const double begin = distance[i] - length;
      if (begin < 0) continue;
      while (distance[from + 1] <= begin) ++from;
      const double step = distance[from + 1] - distance[from];
      const double place = static_cast<double>(from) + (begin - distance[from]) / step;
      improve(best, clock_at(timeline_, place), timeline_.clock(i));
    }
  }

  const Timeline& timeline_;
};

}  // namespace

double distance_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::m400:
      return 400;
    case RecordKind::m800:
      return 800;
    case RecordKind::km1:
      return kKilometre;
    case RecordKind::mile1:
      return kMile;
    case RecordKind::km5:
      return 5 * kKilometre;
    case RecordKind::km10:
      return 10 * kKilometre;
    case RecordKind::half_marathon:
      return 21'097.5;
    case RecordKind::marathon:
      return 42'195;
    case RecordKind::longest_distance:
    case RecordKind::longest_time:
    case RecordKind::most_climb:
      return 0;
  }
  return 0;
}

std::optional<SplitColumns> splits_of(const Timeline& timeline, const Heights& heights,
                                      const RunningMean& heart_rate, double unit_metres) {
  const double all = timeline.total_distance();
  const double unit = fitting_unit(all, unit_metres);
  if (all < kShortest || unit == 0) return std::nullopt;
  Splits splits(timeline, heights, heart_rate);
  Reach reach(timeline);
  double done = 0;
  for (; done + unit <= all; done += unit) {
    const auto place = reach.place(done + unit);
    if (!place) break;
    splits.add(*place);
  }
  double last = unit;
  if (all - done >= kShortest) {
    last = all - done;
    splits.add(static_cast<double>(timeline.size() - 1));
  }
  SplitColumns columns = splits.columns();
  columns.unit_metres = unit;
  columns.last_metres = std::round(last * 10) / 10;
  return columns;
}

std::vector<BestEffort> best_efforts(const Timeline& timeline) {
  std::vector<BestEffort> efforts;
  const Fastest fastest(timeline);
  for (const RecordKind kind : kLengths)
    if (const auto effort = fastest.of(kind)) efforts.push_back(*effort);
  return efforts;
}

}  // namespace waymark::workouts
