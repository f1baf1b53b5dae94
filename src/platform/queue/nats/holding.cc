#include "platform/queue/nats/holding.h"

#include <algorithm>

#include "base/error.h"
#include "platform/telemetry/log.h"

namespace waymark::queue::nats {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Holding::Holding(Connection& connection, milliseconds ack_wait, Executor home)
    : connection_(connection),
      between_signs_(ack_wait / 3),
      changed_(std::make_shared<runtime::Signal>(home)) {}

void Holding::hold(const std::string& reply, milliseconds visibility) {
  const auto now = steady_clock::now();
  const std::lock_guard lock(mutex_);
  held_.insert_or_assign(reply, Held{now + visibility, now + between_signs_});
  changed_->notify();
}

bool Holding::extend(const std::string& reply, milliseconds visibility) {
  const std::lock_guard lock(mutex_);
  const auto found = held_.find(reply);
  if (found == held_.end()) return false;
  found->second.until = steady_clock::now() + visibility;
  changed_->notify();
  return true;
}

bool Holding::held(const std::string& reply) const {
  const std::lock_guard lock(mutex_);
  return held_.contains(reply);
}

void Holding::release(const std::string& reply) {
  const std::lock_guard lock(mutex_);
  const auto found = held_.find(reply);
  if (found != held_.end()) held_.erase(found);
}

Task<void> Holding::keep() {
  while (true) {
    SteadyTime next = steady_clock::now() + between_signs_;
    try {
      next = tend();
    } catch (const Error& error) {  // then AckWait decides
      telemetry::log(telemetry::Level::warn, "nats_deliveries_not_held",
                     {{"cause", std::string_view(error.what())}});
    }
    co_await changed_->wait_until(next);
  }
}

/// Gives every sign that is due; when the next one is.
Holding::SteadyTime Holding::tend() {
  const std::lock_guard lock(mutex_);
  const SteadyTime now = steady_clock::now();
  SteadyTime next = SteadyTime::max();
  for (auto it = held_.begin(); it != held_.end();) {
    auto& [reply, held] = *it;
    if (held.until <= now) {
      connection_.publish(reply, "", {}, "-NAK");
      it = held_.erase(it);
      continue;
    }
    if (held.next_sign <= now) {
      connection_.publish(reply, "", {}, "+WPI");
      held.next_sign = now + between_signs_;
    }
    next = std::min({next, held.until, held.next_sign});
    ++it;
  }
  return next;
}

}  // namespace waymark::queue::nats
