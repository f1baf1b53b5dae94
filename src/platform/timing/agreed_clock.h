// The time that the nodes agree on.
//
// A clock that jumps on one node must not fire the reminders of next week, nor put off those of
// today. So each node compares its clock with two other witnesses: the other nodes' clocks, which
// come with their leases, and its own Uptime counted on from what was last agreed. As long as its
// clock is within a minute of the middle one of all these, it counts; else the middle one does. One
// node alone has nobody to ask: its clock counts.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <vector>

#include "base/time.h"
#include "platform/timing/uptime.h"

namespace waymark::timing {

inline constexpr std::chrono::minutes kClockTolerance{1};

/// now() from any thread; agree() from one.
class AgreedClock final : public Clock {
 public:
  AgreedClock(const Clock& own, const Uptime& uptime) : own_(own), uptime_(uptime) {}

  /// Between two agreements a jump of our own clock shows against Uptime.
  Instant now() const override;
  /// What the clocks of the other live nodes show now.
  void agree(std::vector<Instant> others);
  /// How far our own clock is ahead of what was agreed (negative: behind).
  std::chrono::milliseconds ahead() const { return own_.now() - now(); }

 private:
  static constexpr std::int64_t kNever = INT64_MIN;
  std::optional<Instant> counted_on() const;

  const Clock& own_;
  const Uptime& uptime_;
  std::atomic<std::int64_t> agreed_at_uptime_zero_{kNever};  // wall milliseconds when Uptime was 0
};

}  // namespace waymark::timing
