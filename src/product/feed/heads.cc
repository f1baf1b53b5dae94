#include "product/feed/heads.h"

#include <cmath>

#include <boost/describe.hpp>

#include "platform/store/entity.h"
#include "product/feed/keys.h"
#include "product/social/batch.h"

namespace waymark::feed {
namespace {

constexpr double kHalfLifeSeconds = 7 * 24 * 3600;

/// Places are stored as texts.
struct StoredHead {
  std::string last;
  double rate = 0;
  Instant rated_at;
  std::optional<std::string> promoted_at;
  std::optional<std::string> through;
};
BOOST_DESCRIBE_STRUCT(StoredHead, (), (last, rate, rated_at, promoted_at, through))

std::optional<Place> place_in(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  return Place::parse(*text).value_or(Place());
}

std::optional<std::string> text_of(const std::optional<Place>& place) {
  if (!place) return std::nullopt;
  return place->to_string();
}

}  // namespace

Head head_of(const store::Item& item) {
  const auto stored = store::from_item<StoredHead>(item);
  Head head;
  head.last = Place::parse(stored.last).value_or(Place());
  head.rate = stored.rate;
  head.rated_at = stored.rated_at;
  head.promoted_at = place_in(stored.promoted_at);
  head.through = place_in(stored.through);
  return head;
}

store::Item item_of(const Head& head, UserId user) {
  StoredHead stored;
  stored.last = head.last.to_string();
  stored.rate = head.rate;
  stored.rated_at = head.rated_at;
  stored.promoted_at = text_of(head.promoted_at);
  stored.through = text_of(head.through);
  return store::to_item(stored, keys::head(user));
}

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
  for (const auto& item : items) heads.push_back(item ? head_of(*item) : Head());
  co_return heads;
}

}  // namespace waymark::feed
