// Coarse time-outs: one timer a reactor for all its connections.
//
// A timer of its own for every read costs 1.5 µs a request; arming an entry here costs a few
// nanoseconds. The price is precision: a time-out fires up to two ticks late, never early.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>

#include <boost/asio/steady_timer.hpp>

#include "base/task.h"

namespace waymark::runtime {

class Timeout;

/// A hashed wheel. Lives on one reactor and outlives its entries.
class Timeouts {
 public:
  explicit Timeouts(Executor executor,
                    std::chrono::milliseconds tick = std::chrono::milliseconds(250));
  ~Timeouts();
  Timeouts(const Timeouts&) = delete;
  Timeouts& operator=(const Timeouts&) = delete;
  std::chrono::milliseconds tick() const { return tick_; }

 private:
  friend class Timeout;
  struct Link {
    Link* next = this;
    Link* previous = this;
    void unlink();
    void insert_before(Link& other);
    bool linked() const { return next != this; }
  };
  // 512 ticks of 250 ms are 128 s: longer time-outs go round more than once.
  static constexpr std::size_t kSlots = 512;

  void add(Timeout& entry);
  void wake_at_next_tick();
  void turn();
  void fire_slot(std::size_t slot);
  std::uint64_t current_tick() const;
  std::uint64_t tick_after(std::chrono::milliseconds after) const;

  using Timer = boost::asio::basic_waitable_timer<
      std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
  Timer timer_;
  std::chrono::milliseconds tick_;
  std::chrono::steady_clock::time_point start_;
  std::uint64_t now_ = 0;  // ticks since start_, as far as the wheel has turned
  std::size_t linked_ = 0;
  bool running_ = false;
  std::array<Link, kSlots> slots_;
};

/// One time-out that is armed again and again. Armed lazily: arming later only notes the new
/// deadline, and the wheel moves the entry when it comes by.
class Timeout : private Timeouts::Link {
 public:
  /// `expired` runs on the reactor, at most once an arming; it may arm again, or destroy this
  /// entry.
  Timeout(Timeouts& timeouts, std::function<void()> expired);
  ~Timeout();
  Timeout(const Timeout&) = delete;
  Timeout& operator=(const Timeout&) = delete;
  /// Fires `after` from now (up to two ticks later), unless armed again or disarmed before.
  void arm(std::chrono::milliseconds after);
  void disarm() { deadline_ = kNever; }
  bool armed() const { return deadline_ != kNever; }

 private:
  friend class Timeouts;
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};
  Timeouts& timeouts_;
  std::function<void()> expired_;
  std::uint64_t deadline_ = kNever;  // tick at which it fires
  std::uint64_t slot_tick_ = 0;      // tick at which the wheel looks at it
};

}  // namespace waymark::runtime
