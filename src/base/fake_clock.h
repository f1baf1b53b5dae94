// A clock that tests set and move.
#pragma once

#include <atomic>

#include "base/time.h"

namespace waymark {

class FakeClock final : public Clock {
 public:
  explicit FakeClock(Instant start) : now_(start.time_since_epoch().count()) {}
  Instant now() const override { return Instant(std::chrono::milliseconds(now_.load())); }
  void set(Instant instant) { now_ = instant.time_since_epoch().count(); }
  void advance(std::chrono::milliseconds by) { now_ += by.count(); }

 private:
  std::atomic<std::int64_t> now_;
};

}  // namespace waymark
