// The chat rooms of groups: who is in them is the group's matter (product/groups), and is decided in the group's own
// commits. This gives the parts of those commits; what is told of them afterwards is told by ChatConsumer, as of every room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/events/outbox.h"
#include "platform/media/media.h"
#include "product/chat/room_repository.h"

namespace waymark::chat {

/// Any reactor; what it borrows outlives it. Parts of commits fail as RoomRepository says of theirs.
class GroupRooms {
 public:
  /// What one commit does to a room: operations, and the facts that follow.
  struct Part {
    store::Transaction& transaction;
    std::vector<events::NewEvent>& events;
    Instant now;
  };

  GroupRooms(store::Store& store, const media::Library& library)
      : store_(store), repository_(store), library_(library) {}

  Task<std::optional<Room>> find(RoomId id) const { return repository_.find(id); }
  Task<std::optional<Seat>> seat(RoomId id, UserId user) const {
    return repository_.seat(id, Owner::acting_for(user));
  }
  /// Who is in it or invited, who joined first comes first.
  Task<std::vector<Member>> people(RoomId id) const { return repository_.members(id); }

  /// A room with one person in it. Three operations; the last fails when that one is in too many.
  static void open(Part part, RoomId id, GroupId group, const std::string& name, UserId founder);
  /// Fails at the second when the room is full, at the third when the person is in too many.
  static void enter(Part part, const Room& room, UserId user);
  /// People of one room; two operations each and one more. `removed_by` is null for who leaves.
  static void leave(Part part, const std::vector<Member>& people, std::optional<UserId> removed_by);
  static void rename(Part part, RoomId id, const std::string& name, UserId by);
  /// A room of its members becomes the group's; fails when it is that no more, at one operation.
  static void take_over(Part part, const Room& room, GroupId group, const std::string& name);
  /// Nobody finds it any more. What lies in it is dismantled.
  static void close(Part part, RoomId id);
  /// Removes some of what lies in a closed room; whether there was any. At most 75 operations and 15 events.
  Task<bool> dismantle(Part part, RoomId id) const;

 private:
  store::Store& store_;
  RoomRepository repository_;
  const media::Library& library_;
};

}  // namespace waymark::chat
