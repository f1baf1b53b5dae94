#include "platform/timing/agreed_clock.h"

#include <algorithm>

namespace waymark::timing {
namespace {

bool close(Instant a, Instant b) {
  return std::chrono::abs(a - b) <= kClockTolerance;
}

}  // namespace

std::optional<Instant> AgreedClock::counted_on() const {
  const std::int64_t zero = agreed_at_uptime_zero_;
  if (zero == kNever) return std::nullopt;
  return Instant(std::chrono::milliseconds(zero) + uptime_.now());
}

Instant AgreedClock::now() const {
  const Instant own = own_.now();
  const auto counted = counted_on();
  return !counted || close(own, *counted) ? own : *counted;
}

void AgreedClock::agree(std::vector<Instant> others) {
  const Instant own = own_.now();
  Instant agreed = own;
  if (!others.empty()) {
    std::vector<Instant> witnesses = std::move(others);
    witnesses.push_back(own);
    // A node that has just come has no memory, and between two clocks no middle: it believes the
    // other.
    if (const auto counted = counted_on())
      witnesses.push_back(*counted);
    else if (witnesses.size() == 2)
      witnesses.push_back(witnesses.front());
    // Of an even number the earlier one: what is late can be made up for, what is early cannot.
    const auto middle = witnesses.begin() + static_cast<std::ptrdiff_t>((witnesses.size() - 1) / 2);
    std::ranges::nth_element(witnesses, middle);
    if (!close(own, *middle)) agreed = *middle;
  }
  agreed_at_uptime_zero_ = (agreed.time_since_epoch() - uptime_.now()).count();
}

}  // namespace waymark::timing
