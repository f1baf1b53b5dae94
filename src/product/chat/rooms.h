// Who is in which room: the rules.
//
// Rooms of others are not found, in every function. A room is opened by one person; who is asked or
// invited and does not follow them finds a request (MemberState::requested) and answers it: until
// then a direct room is `pending`, and nothing of the one who was asked is told to the other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/input.h"
#include "platform/events/outbox.h"
#include "platform/store/listing.h"
#include "product/chat/announcer.h"
#include "product/chat/bonds.h"
#include "product/chat/room_repository.h"

namespace waymark::chat {

enum class RoomStanding { joined, requested };
BOOST_DESCRIBE_ENUM(RoomStanding, joined, requested)

/// GraphQL and REST `Room`: a room as one of its people sees it.
struct RoomView {
  RoomId id;
  RoomKind kind = RoomKind::direct;
  std::optional<std::string> name;
  std::optional<GroupId> group_id;
  std::optional<GoalId> goal_id;
  RoomStanding standing = RoomStanding::joined;
  bool pending = false;
  std::int64_t member_count = 0;
  std::int64_t unread_count = 0;
  std::int64_t last_number = 0;
  Instant last_at;
  std::int64_t read_through = 0;
  bool muted = false;
  bool writable = true;
  Instant created_at;
  Seat seat;  // what it was made of; not shown
};
BOOST_DESCRIBE_STRUCT(RoomView, (),
                      (id, kind, name, group_id, goal_id, standing, pending, member_count,
                       unread_count, last_number, last_at, read_through, muted, writable,
                       created_at))

/// GraphQL and REST `RoomMember`.
struct MemberView {
  UserId user_id;
  RoomRole role = RoomRole::member;
  RoomStanding standing = RoomStanding::joined;
  std::int64_t read_through = 0;
  Instant joined_at;
};
BOOST_DESCRIBE_STRUCT(MemberView, (), (user_id, role, standing, read_through, joined_at))

/// GraphQL `RoomInput`, and the body of POST /api/rooms.
struct RoomInput {
  std::string name;
  std::vector<UserId> member_ids;
};
BOOST_DESCRIBE_STRUCT(RoomInput, (), (name, member_ids))

struct RoomPage {
  struct Entry {
    RoomView room;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// One for the whole server, any reactor; what it borrows outlives it.
class Rooms {
 public:
  Rooms(store::Store& store, events::Outbox& outbox, Announcer& announcer, Bonds& bonds,
        const Clock& clock, IdSource& ids)
      : repository_(store),
        outbox_(outbox),
        announcer_(announcer),
        bonds_(bonds),
        clock_(clock),
        ids_(ids) {}

  /// The rooms the person is in, or the requests to them; those with the newest messages first.
  Task<RoomPage> list(const RequestContext& context, RoomStanding standing,
                      store::PageRequest request) const;
  Task<std::optional<RoomView>> find(const RequestContext& context, RoomId id) const;
  /// Throws Error(not_found) where find() finds nothing.
  Task<RoomView> require(const RequestContext& context, RoomId id) const;
  /// Who joined first comes first. What one side of a request may not know of the other is left out.
  Task<std::vector<MemberView>> members(Seat seat) const;

  /// Throws Error(forbidden, "error.chat.cannot_deliver") when there is none and none can be made,
  /// Error(conflict) at a limit.
  Task<RoomView> open_direct(const RequestContext& context, UserId other, InputPath at) const;
  /// `goal`: one of the asking person's, whose project room it is; Error(conflict, "error.room.goal_has_one") when they are
  /// in one for it already.
  Task<RoomView> create(const RequestContext& context, RoomInput input, InputPath at,
                        std::optional<GoalId> goal = std::nullopt) const;
  /// The project room of a goal of the person's.
  Task<std::optional<RoomView>> of_goal(const RequestContext& context, GoalId goal) const;
  /// SHARED rooms of their members: Error(conflict, "error.room.fixed") for others, here and below.
  Task<RoomView> rename(const RequestContext& context, RoomId id, std::string name,
                        InputPath at) const;
  Task<RoomView> invite(const RequestContext& context, RoomId id, std::vector<UserId> users,
                        InputPath at) const;
  /// By the room's owner. Who is not in it: nothing is changed.
  Task<RoomView> remove(const RequestContext& context, RoomId id, UserId user) const;
  /// When the owner leaves, who joined first of the others owns it.
  Task<void> leave(const RequestContext& context, RoomId id) const;
  Task<RoomView> mute(const RequestContext& context, RoomId id, bool muted) const;
  Task<RoomView> accept(const RequestContext& context, RoomId id) const;
  Task<void> decline(const RequestContext& context, RoomId id) const;

 private:
  struct Newcomers;
  Task<std::vector<RoomView>> views(std::vector<Seat> seats) const;
  Task<RoomView> view(Seat seat) const;
  Task<Seat> seat_of(const RequestContext& context, RoomId id) const;
  Task<Seat> shared_seat(const RequestContext& context, RoomId id) const;
  Task<std::optional<RoomView>> reopen_direct(const RequestContext& context, UserId other) const;
  Task<RoomView> make_direct(const RequestContext& context, UserId other) const;
  Task<Newcomers> newcomers(UserId inviter, std::vector<UserId> users) const;
  Task<void> part(const RequestContext& context, Seat seat, Member who,
                  std::optional<UserId> removed_by) const;
  Task<void> join(const RequestContext& context, Seat seat) const;
  Task<std::optional<RoomId>> former_room(const RequestContext& context, GoalId goal) const;
  Task<Error> opening_refused(UserId user, Tier tier, std::string today) const;

  RoomRepository repository_;
  events::Outbox& outbox_;
  Announcer& announcer_;
  Bonds& bonds_;
  const Clock& clock_;
  IdSource& ids_;
};

}  // namespace waymark::chat
