#include "product/posts/cleanup.h"

#include "product/posts/events.h"

namespace waymark::posts {
namespace {

constexpr std::uint32_t kAtOnce = 80;  // of the 100 operations of a commit

PostId post_of(const events::Event& event) {
  if (event.type == PostDeleted::kType) return json::decode<PostDeleted>(event.payload).post_id;
  return json::decode<PostRemnantsLeft>(event.payload).post_id;
}

}  // namespace

bool PostCleanup::wants(std::string_view type) const {
  return type == PostDeleted::kType || type == PostRemnantsLeft::kType;
}

Task<events::Effects> PostCleanup::apply(const events::Event& event) {
  events::Effects effects;
  const PostId id = post_of(event);
  auto left = co_await repository_.remnants(id, kAtOnce);
  for (store::Key& key : left) effects.transaction.erase(std::move(key));
  if (left.size() < kAtOnce) co_return effects;
  const PostRemnantsLeft more{id};
  effects.events = told(event.user, more);
  co_return effects;
}

}  // namespace waymark::posts
