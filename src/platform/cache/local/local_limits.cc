#include "platform/cache/local/local_limits.h"

#include <algorithm>
#include <cmath>

namespace waymark::cache {
namespace {

std::chrono::milliseconds until(double missing, Rate rate) {
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(std::ceil(missing / rate.per_second * 1000)));
}

}  // namespace

LocalRateLimits::LocalRateLimits(const Clock& clock, std::size_t capacity)
    : clock_(clock), capacity_(capacity), guesses_(clock, capacity) {}

LocalRateLimits::Bucket& LocalRateLimits::refill(const std::string& name, Rate rate, Instant now) {
  if (buckets_.size() >= capacity_ && !buckets_.contains(name)) make_room(now);
  const auto [place, fresh] = buckets_.try_emplace(name);
  Bucket& bucket = place->second;
  const double elapsed =
      fresh ? 0 : std::max(0.0, std::chrono::duration<double>(now - bucket.at).count());
  bucket.left = fresh ? rate.burst : std::min(rate.burst, bucket.left + elapsed * rate.per_second);
  bucket.at = now;
  return bucket;
}

Task<std::chrono::milliseconds> LocalRateLimits::try_take(std::string name, Rate rate) {
  const Instant now = clock_.now();
  const std::lock_guard lock(mutex_);
  Bucket& bucket = refill(name, rate, now);
  if (bucket.left < 1) co_return until(1 - bucket.left, rate);
  bucket.left -= 1;
  bucket.full_at = now + until(rate.burst - bucket.left, rate);
  co_return std::chrono::milliseconds(0);
}

Task<void> LocalRateLimits::give_back(std::string name, Rate rate) {
  const Instant now = clock_.now();
  const std::lock_guard lock(mutex_);
  Bucket& bucket = refill(name, rate, now);
  bucket.left = std::min(rate.burst, bucket.left + 1);
  bucket.full_at = now + until(rate.burst - bucket.left, rate);
  co_return;
}

Task<std::chrono::milliseconds> LocalRateLimits::guess(std::string name, GuessRule rule) {
  co_return guesses_.guess(name, rule);
}

Task<void> LocalRateLimits::forgive(std::string name, GuessRule rule) {
  guesses_.forgive(name, rule);
  co_return;
}

void LocalRateLimits::make_room(Instant now) {
  std::erase_if(buckets_, [&](const auto& entry) { return entry.second.full_at <= now; });
  while (buckets_.size() >= capacity_) buckets_.erase(buckets_.begin());
}

}  // namespace waymark::cache
