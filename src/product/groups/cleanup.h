// The consumer that removes what lay in a deleted group: who was in it, links, posts, the room and what was said there.
#pragma once

#include "product/chat/group_rooms.h"
#include "product/groups/events.h"
#include "product/groups/group_repository.h"
#include "product/posts/posts.h"

namespace waymark::groups {

/// Removes a part in each commit and tells of the rest (GroupRemnantsLeft), until nothing is left. What it borrows outlives
/// it.
class GroupCleanup final : public events::Consumer {
 public:
  GroupCleanup(store::Store& store, const posts::Posts& posts, const chat::GroupRooms& rooms,
               const Clock& clock)
      : repository_(store), posts_(posts), rooms_(rooms), clock_(clock) {}

  std::string_view name() const override { return "group-cleanup"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  Task<bool> remove_people(GroupId group, store::Transaction& transaction) const;

  GroupRepository repository_;
  const posts::Posts& posts_;
  const chat::GroupRooms& rooms_;
  const Clock& clock_;
};

}  // namespace waymark::groups
