// Rooms and who is in them, as items (keys.h). Reads, and parts of commits; the rules are in
// rooms.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/request_context.h"
#include "platform/store/store.h"
#include "product/chat/model.h"

namespace waymark::chat {

/// What limits look at.
struct RoomTally {
  std::int64_t rooms = 0;     // joined
  std::int64_t requests = 0;  // that wait for an answer
  std::string day;            // of the newest room this person opened, in UTC: 2026-11-21
  std::int64_t opened = 0;    // that day
};
BOOST_DESCRIBE_STRUCT(RoomTally, (), (rooms, requests, day, opened))

/// A room as one of its people finds it.
struct Seat {
  Room room;
  Member member;
};

class RoomRepository {
 public:
  explicit RoomRepository(store::Store& store) : store_(store) {}

  Task<std::optional<Room>> find(RoomId id) const;
  /// nullopt when there is no such room, or the person is none of its people.
  Task<std::optional<Seat>> seat(RoomId id, Owner owner) const;
  /// All of a person's in that state: at most as many as the tally allows.
  Task<std::vector<Seat>> seats(Owner owner, MemberState state) const;
  Task<std::optional<RoomId>> direct(UserId a, UserId b) const;
  /// The project room that somebody has made last for a goal.
  Task<std::optional<RoomId>> of_goal(Owner owner, GoalId goal) const;
  /// Who is in it or invited, who joined first comes first.
  Task<std::vector<Member>> members(RoomId id) const;
  /// Of those people, in their order.
  Task<std::vector<std::optional<Member>>> members(RoomId id, std::vector<UserId> users) const;
  /// Who of them left before, in their order.
  Task<std::vector<bool>> gone(RoomId id, std::vector<UserId> users) const;
  Task<RoomTally> tally(Owner owner) const;

  // Parts of a commit, an operation each. What each fails at is said.

  /// When there is a room with that id.
  static void add(store::Transaction& transaction, const Room& room);
  /// When the two have a room.
  static void add_direct(store::Transaction& transaction, const Room& room);
  /// The room of `goal_id`, in place of `former`; when another one is there.
  static void add_of_goal(store::Transaction& transaction, const Room& room,
                          std::optional<RoomId> former);
  /// When the person has a place in it.
  static void add(store::Transaction& transaction, const Member& member);
  /// When the place is not in the state of `before` any more.
  static void replace(store::Transaction& transaction, const Member& before, const Member& after);
  static void remove(store::Transaction& transaction, const Member& member);
  static void remember_gone(store::Transaction& transaction, const Member& member, Instant now);
  static void forget_gone(store::Transaction& transaction, RoomId room, UserId user);
  /// So many more in it or invited; when there would be more than `limit`.
  static void count(store::Transaction& transaction, RoomId room, std::int64_t more,
                    std::int64_t limit);
  static void rename(store::Transaction& transaction, RoomId room, const std::string& name);
  static void accept(store::Transaction& transaction, RoomId room);  // DIRECT: pending no more

  /// So many rooms and requests more; when one that grows has reached its limit.
  static void tally(store::Transaction& transaction, UserId user, std::int64_t rooms,
                    std::int64_t requests);
  /// One room more, opened today; when a limit is reached, or `before` is not what is there.
  static void tally_opened(store::Transaction& transaction, UserId user, const RoomTally& before,
                           const std::string& today, std::int64_t daily_limit);

 private:
  store::Store& store_;
};

}  // namespace waymark::chat
