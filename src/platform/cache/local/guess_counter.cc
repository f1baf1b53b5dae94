#include "platform/cache/local/guess_counter.h"

#include <algorithm>
#include <cmath>

namespace waymark::cache {
namespace {

std::chrono::milliseconds milliseconds(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

double seconds(std::chrono::seconds time) {
  return static_cast<double>(time.count());
}

}  // namespace

std::chrono::milliseconds GuessCounter::guess(const std::string& name, GuessRule rule) {
  const Instant now = clock_.now();
  const std::scoped_lock lock(mutex_);
  if (entries_.size() >= capacity_ && !entries_.contains(name)) make_room(now);
  Entry& entry = entries_[name];
  if (now < entry.blocked_until) return entry.blocked_until - now;
  const double elapsed = std::chrono::duration<double>(now - entry.last).count();
  entry.failures = std::max(0.0, entry.failures - elapsed / seconds(rule.forgiven_after)) + 1;
  entry.last = now;
  entry.forgiven_at = now + milliseconds(entry.failures * seconds(rule.forgiven_after));
  // Rounded up, so that what little was forgiven since the last one does not halve the wait.
  const double over = std::ceil(entry.failures) - rule.free;
  if (over >= 0) {
    const double wait = std::min(seconds(rule.longest), std::exp2(std::min(over, 30.0)));
    entry.blocked_until = now + milliseconds(wait);
  }
  return std::chrono::milliseconds(0);
}

void GuessCounter::forgive(const std::string& name, GuessRule rule) {
  const std::scoped_lock lock(mutex_);
  const auto it = entries_.find(name);
  if (it == entries_.end()) return;
  it->second.failures = std::max(0.0, it->second.failures - 1);
  if (it->second.failures < rule.free) it->second.blocked_until = Instant();
}

/// First what is forgiven, then an eighth, whatever it is: a flood of names cannot make this grow.
void GuessCounter::make_room(Instant now) {
  std::erase_if(entries_, [&](const auto& entry) {
    return entry.second.blocked_until <= now && entry.second.forgiven_at <= now;
  });
  std::size_t surplus = entries_.size() < capacity_ ? 0 : capacity_ / 8 + 1;
  for (auto it = entries_.begin(); surplus > 0 && it != entries_.end(); --surplus)
    it = entries_.erase(it);
}

}  // namespace waymark::cache
