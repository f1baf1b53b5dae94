// Time that only goes forward: what a node measures its own and others' durations with.
//
// The wall clock (base/time.h) can be set, forward or back, by hours. std::chrono::steady_clock
// cannot, but stands still while the machine sleeps; a laptop that wakes after an hour would
// believe that it still holds what it held. So this is Linux's CLOCK_BOOTTIME, which goes on.
#pragma once

#include <atomic>
#include <chrono>

namespace waymark::timing {

/// Milliseconds since some moment of this machine's own; means nothing on another machine.
using Ticks = std::chrono::milliseconds;

class Uptime {
 public:
  virtual ~Uptime() = default;
  virtual Ticks now() const = 0;
};

/// Any thread.
class SystemUptime final : public Uptime {
 public:
  Ticks now() const override;
};

/// For tests, which move it.
class FakeUptime final : public Uptime {
 public:
  Ticks now() const override { return Ticks(now_.load()); }
  void advance(std::chrono::milliseconds by) { now_ += by.count(); }

 private:
  std::atomic<std::int64_t> now_{1'000'000};
};

}  // namespace waymark::timing
