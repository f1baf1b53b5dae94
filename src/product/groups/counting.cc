#include "product/groups/counting.h"

#include "platform/store/entity.h"
#include "product/groups/events.h"
#include "product/groups/keys.h"

namespace waymark::groups {
namespace {

using store::Changes;
using store::Condition;
using store::Value;

GroupId group_of(const events::Event& event) {
  if (event.type == MemberJoined::kType) return json::decode<MemberJoined>(event.payload).group_id;
  return json::decode<MemberLeft>(event.payload).group_id;
}

}  // namespace

bool Counting::wants(std::string_view type) const {
  return type == MemberJoined::kType || type == MemberLeft::kType;
}

/// Every change raises the version of the count, so that a recount (recount.h) notices it.
Task<events::Effects> Counting::apply(const events::Event& event) {
  const GroupId group = group_of(event);
  std::vector<store::Key> wanted;
  wanted.push_back(keys::member(group, event.user));
  wanted.push_back(keys::left(group, event.user));
  const auto items = co_await store_.batch_get(std::move(wanted));
  events::Effects effects;
  std::int64_t change = 0;
  if (items[0] && !store::from_item<Member>(*items[0]).counted) {
    Changes counted;
    counted.set("counted", Value(true));
    effects.transaction.update(keys::member(group, event.user), std::move(counted),
                               Condition::equal("counted", Value(false)));
    ++change;
  }
  if (items[1]) {
    effects.transaction.erase(keys::left(group, event.user), Condition::item_exists());
    --change;
  }
  if (effects.transaction.size() == 0) co_return effects;
  Changes count;
  if (change != 0) count.add("members", Value(change));
  count.add("version", Value(std::int64_t{1}));
  effects.transaction.update(keys::counts(group), std::move(count));
  co_return effects;
}

}  // namespace waymark::groups
