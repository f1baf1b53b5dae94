#include "product/workouts/recording/steps.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace waymark::workouts {
namespace {

/// A moment's count is taken to have lasted so long.
constexpr std::uint32_t kMoment = 1;

std::uint32_t length(const StepInterval& interval) {
  return std::max(interval.seconds, kMoment);
}
std::uint64_t end_of(const StepInterval& interval) {
  return std::uint64_t{interval.from} + length(interval);
}

/// Of two rates the higher, compared without a division.
bool faster(const StepInterval& a, const StepInterval& b) {
  return std::uint64_t{a.steps} * length(b) > std::uint64_t{b.steps} * length(a);
}

/// The best first.
struct Better {
  bool operator()(const StepInterval* a, const StepInterval* b) const {
    if (a->priority != b->priority) return a->priority > b->priority;
    if (faster(*a, *b)) return true;
    if (faster(*b, *a)) return false;
    return key(*a) < key(*b);
  }
  static std::tuple<std::uint32_t, std::uint32_t, std::uint16_t> key(const StepInterval& interval) {
    return {interval.from, interval.seconds, interval.source};
  }
};

auto whole_key(const StepInterval& interval) {
  return std::tuple(interval.from, interval.seconds, interval.source, interval.steps,
                    interval.priority);
}

/// Steps of a stretch of time, parted into days.
class Days {
 public:
  explicit Days(const TimeZone& zone) : zone_(zone) {}

  void add(std::uint64_t from, std::uint64_t to, double a_second) {
    while (from < to) {
      if (from >= day_ends_ || from < day_begins_) find_day(from);
      const std::uint64_t until = std::min(to, day_ends_);
      steps_[day_] += static_cast<double>(until - from) * a_second;
      from = until;
    }
  }
  std::map<Date, std::int64_t> rounded() const {
    std::map<Date, std::int64_t> days;
    for (const auto& [day, steps] : steps_)
      if (const std::int64_t whole = std::llround(steps); whole > 0) days.emplace(day, whole);
    return days;
  }

 private:
  void find_day(std::uint64_t second) {
    const Instant moment{std::chrono::seconds(second)};
    day_ = zone_.day_of(moment);
    day_begins_ = seconds_of(zone_.start_of(day_));
    const Date next{std::chrono::sys_days(day_) + std::chrono::days(1)};
    day_ends_ = std::max(seconds_of(zone_.start_of(next)), second + 1);
  }
  static std::uint64_t seconds_of(Instant instant) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch();
    return static_cast<std::uint64_t>(std::max<std::int64_t>(seconds.count(), 0));
  }

  const TimeZone& zone_;
  Date day_;
  std::uint64_t day_begins_ = 1;
  std::uint64_t day_ends_ = 0;
  std::map<Date, double> steps_;
};

}  // namespace

std::map<Date, std::int64_t> steps_by_day(std::vector<StepInterval> intervals,
                                          const TimeZone& zone) {
  std::sort(intervals.begin(), intervals.end(), [](const StepInterval& a, const StepInterval& b) {
    return whole_key(a) < whole_key(b);
  });
  intervals.erase(std::unique(intervals.begin(), intervals.end()), intervals.end());

  Days days(zone);
  std::set<const StepInterval*, Better> counting;  // that cover the moment
  std::set<std::pair<std::uint64_t, const StepInterval*>> ends;
  std::uint64_t now = 0;
  const auto go_on_to = [&](std::uint64_t then) {
    if (!counting.empty() && then > now) {
      const StepInterval& best = **counting.begin();
      days.add(now, then, static_cast<double>(best.steps) / length(best));
    }
    now = then;
  };
  const auto end_those_until = [&](std::uint64_t then) {
    while (!ends.empty() && ends.begin()->first <= then) {
      go_on_to(ends.begin()->first);
      counting.erase(ends.begin()->second);
      ends.erase(ends.begin());
    }
  };
  for (const StepInterval& interval : intervals) {
    end_those_until(interval.from);
    go_on_to(interval.from);
    if (counting.insert(&interval).second) ends.emplace(end_of(interval), &interval);
  }
  if (!ends.empty()) end_those_until(ends.rbegin()->first);
  return days.rounded();
}

}  // namespace waymark::workouts
