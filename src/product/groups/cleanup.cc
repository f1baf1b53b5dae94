#include "product/groups/cleanup.h"

namespace waymark::groups {
namespace {

constexpr std::uint32_t kAtOnce = 40;  // two operations each, of the 100 of a commit

GroupRemnantsLeft remnants_of(const events::Event& event) {
  if (event.type == GroupRemnantsLeft::kType) return json::decode<GroupRemnantsLeft>(event.payload);
  const auto deleted = json::decode<GroupDeleted>(event.payload);
  GroupRemnantsLeft remnants;
  remnants.group_id = deleted.group_id;
  remnants.room_id = deleted.room_id;
  return remnants;
}

}  // namespace

bool GroupCleanup::wants(std::string_view type) const {
  return type == GroupDeleted::kType || type == GroupRemnantsLeft::kType;
}

/// `transaction` outlives the call.
Task<bool> GroupCleanup::remove_people(GroupId group, store::Transaction& transaction) const {
  GroupRepository::Remnants left = co_await repository_.remnants(group, kAtOnce);
  for (store::Key& key : left.keys) transaction.erase(std::move(key));
  for (const UserId member : left.members) GroupRepository::tally(transaction, member, -1, 0);
  for (const Invitation& invitation : left.invitations)
    GroupRepository::remove(transaction, invitation);
  co_return transaction.size() > 0;
}

Task<events::Effects> GroupCleanup::apply(const events::Event& event) {
  const GroupRemnantsLeft remnants = remnants_of(event);
  events::Effects effects;
  const auto alive = co_await repository_.find(remnants.group_id);
  if (alive) co_return effects;
  bool any = co_await remove_people(remnants.group_id, effects.transaction);
  if (!any) any = co_await posts_.bury_some(remnants.group_id, effects.transaction, effects.events);
  if (!any) {
    const chat::GroupRooms::Part part{effects.transaction, effects.events, clock_.now()};
    any = co_await rooms_.dismantle(part, remnants.room_id);
  }
  if (any) effects.events.push_back(told(event.user, remnants));
  co_return effects;
}

}  // namespace waymark::groups
