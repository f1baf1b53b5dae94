#include "product/feed/heads.h"

#include <cmath>

#include "platform/store/entity.h"
#include "product/feed/keys.h"
#include "product/social/batch.h"

namespace waymark::feed {
namespace {

constexpr double kHalfLifeSeconds = 7 * 24 * 3600;

}  // namespace

double decayed(double rate, Instant from, Instant to) {
  if (to <= from) return rate;
  const std::chrono::duration<double> passed = to - from;
  return rate * std::exp2(-passed.count() / kHalfLifeSeconds);
}

Task<std::vector<Head>> read_heads(store::Store& store, std::vector<UserId> users) {
  std::vector<store::Key> wanted;
  wanted.reserve(users.size());
  for (const UserId user : users) wanted.push_back(keys::head(user));
  const auto items = co_await social::get_all(store, std::move(wanted));
  std::vector<Head> heads;
  heads.reserve(items.size());
  for (const auto& item : items) heads.push_back(item ? store::from_item<Head>(*item) : Head());
  co_return heads;
}

}  // namespace waymark::feed
