// The consumer that brings the people of a room along into the group that it has become: who was in it is a member, who was
// invited to it is invited to the group.
#pragma once

#include "product/chat/group_rooms.h"
#include "product/groups/events.h"
#include "product/groups/group_repository.h"

namespace waymark::groups {

/// Brings some in each commit and tells of the rest (RoomGraduated again), until all are there. Somebody who is in too many
/// groups comes along all the same. What it borrows outlives it.
class Graduation final : public events::Consumer {
 public:
  Graduation(store::Store& store, const chat::GroupRooms& rooms, const Clock& clock)
      : repository_(store), rooms_(rooms), clock_(clock) {}

  std::string_view name() const override { return "group-graduation"; }
  bool wants(std::string_view type) const override { return type == RoomGraduated::kType; }
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  struct Step;
  void bring(Step& step, const chat::Member& who, const std::optional<Candidate>& candidate) const;
  void invite(Step& step, const chat::Member& who) const;

  GroupRepository repository_;
  const chat::GroupRooms& rooms_;
  const Clock& clock_;
};

}  // namespace waymark::groups
