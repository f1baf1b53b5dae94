#include "product/workouts/archives/step_tally.h"

#include <algorithm>
#include <limits>

namespace waymark::workouts {
namespace {

constexpr std::int64_t kLongest = 7 * 24 * 3600;
constexpr std::size_t kMostSources = 1'000;

std::int64_t second_of(Instant instant) {
  return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

}  // namespace

/// Counts that make no sense are left out.
void StepTally::add(const StepCount& count) {
  constexpr std::int64_t kMax = std::numeric_limits<std::uint32_t>::max();
  const std::int64_t from = second_of(count.from);
  const std::int64_t seconds = second_of(count.to) - from;
  if (from < 0 || from + kLongest > kMax || seconds < 0 || seconds > kLongest || count.steps < 0 ||
      count.steps > kMax)
    return;
  if (intervals_.size() == kMost) {
    full_ = true;
    return;
  }
  StepInterval& interval = intervals_.emplace_back();
  interval.from = static_cast<std::uint32_t>(from);
  interval.seconds = static_cast<std::uint32_t>(seconds);
  interval.steps = static_cast<std::uint32_t>(count.steps);
  interval.source = number_of(count.source);
  interval.priority = static_cast<std::uint8_t>(count.device);
}

/// Sources past the bound share the last number: their counts at one time then count once.
std::uint16_t StepTally::number_of(const std::string& source) {
  const auto found = sources_.find(source);
  if (found != sources_.end()) return found->second;
  const auto number = static_cast<std::uint16_t>(std::min(sources_.size(), kMostSources));
  if (sources_.size() < kMostSources) sources_.emplace(source, number);
  return number;
}

std::map<Date, std::int64_t> StepTally::by_day(const TimeZone& zone) {
  return steps_by_day(std::exchange(intervals_, {}), zone);
}

}  // namespace waymark::workouts
