#include "platform/runtime/timeouts.h"

#include <algorithm>
#include <utility>

namespace waymark::runtime {

void Timeouts::Link::unlink() {
  next->previous = previous;
  previous->next = next;
  next = previous = this;
}

void Timeouts::Link::insert_before(Link& other) {
  next = &other;
  previous = other.previous;
  previous->next = this;
  other.previous = this;
}

Timeouts::Timeouts(Executor executor, std::chrono::milliseconds tick)
    : timer_(executor), tick_(tick), start_(std::chrono::steady_clock::now()) {}

Timeouts::~Timeouts() = default;

std::uint64_t Timeouts::current_tick() const {
  return static_cast<std::uint64_t>((std::chrono::steady_clock::now() - start_) / tick_);
}

/// The first tick that is `after` or more away.
std::uint64_t Timeouts::tick_after(std::chrono::milliseconds after) const {
  const auto due =
      std::chrono::steady_clock::now() - start_ + std::max(after, std::chrono::milliseconds(0));
  return static_cast<std::uint64_t>(due / tick_) + 1;
}

void Timeouts::add(Timeout& entry) {
  Link& link = entry;
  if (link.linked())
    link.unlink();
  else
    ++linked_;
  entry.slot_tick_ = std::clamp<std::uint64_t>(entry.deadline_, now_ + 1, now_ + kSlots - 1);
  link.insert_before(slots_[entry.slot_tick_ % kSlots]);
}

void Timeouts::wake_at_next_tick() {
  running_ = true;
  timer_.expires_at(start_ + tick_ * static_cast<std::int64_t>(now_ + 1));
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) turn();
  });
}

void Timeouts::turn() {
  const std::uint64_t target = current_tick();
  // After a long stall every slot is visited once at most; entries know their own tick.
  const std::uint64_t first = target - now_ > kSlots ? target - kSlots : now_;
  now_ = first;
  while (now_ < target) fire_slot(++now_ % kSlots);
  if (linked_ > 0)
    wake_at_next_tick();
  else
    running_ = false;
}

void Timeouts::fire_slot(std::size_t slot) {
  Link due;
  Link& head = slots_[slot];
  if (!head.linked()) return;
  // Take the whole list: what fires may add to this slot, or destroy what is in it.
  due.insert_before(head);
  head.unlink();
  while (due.linked()) {
    auto& entry = static_cast<Timeout&>(*due.next);
    entry.unlink();
    --linked_;
    if (entry.deadline_ == Timeout::kNever) continue;
    if (entry.deadline_ > now_) {
      add(entry);
    } else {
      entry.deadline_ = Timeout::kNever;
      entry.expired_();
    }
  }
}

Timeout::Timeout(Timeouts& timeouts, std::function<void()> expired)
    : timeouts_(timeouts), expired_(std::move(expired)) {}

Timeout::~Timeout() {
  if (!linked()) return;
  unlink();
  --timeouts_.linked_;
}

void Timeout::arm(std::chrono::milliseconds after) {
  // By the clock: the wheel lags behind it while the reactor is busy, and a time-out must not fire early for that.
  deadline_ = timeouts_.tick_after(after);
  if (linked() && slot_tick_ <= deadline_) return;
  if (!timeouts_.running_) timeouts_.now_ = timeouts_.current_tick();
  timeouts_.add(*this);
  if (!timeouts_.running_) timeouts_.wake_at_next_tick();
}

}  // namespace waymark::runtime
