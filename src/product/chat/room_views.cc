// Rooms as their people see them: the reading half of Rooms.
#include <algorithm>
#include <charconv>

#include "base/encoding.h"
#include "product/chat/limits.h"
#include "product/chat/rooms.h"

namespace waymark::chat {
namespace {

UserId other_of(const Seat& seat) {
  return seat.room.pair.at(0) == seat.member.user_id ? seat.room.pair.at(1) : seat.room.pair.at(0);
}

/// An empty direct room that somebody else opened is not shown: nobody has said anything yet.
bool shown(const Seat& seat) {
  return seat.room.kind == RoomKind::shared || seat.room.last_number > 0 ||
         seat.room.opened_by == seat.member.user_id;
}

/// Sorts the list: rooms with the newest messages have the greatest.
std::string place_of(const Seat& seat) {
  return to_rfc3339(seat.room.last_at) + "#" + seat.room.id.to_string();
}

bool waits_full(const Room& room) {
  return room.pending && room.last_number >= kRequestMessages;
}

RoomView plain_view(Seat seat) {
  const Room& room = seat.room;
  const Member& member = seat.member;
  RoomView view;
  view.id = room.id;
  view.kind = room.kind;
  view.name = room.name;
  view.group_id = room.group_id;
  view.goal_id = room.goal_id;
  view.standing =
      member.state == MemberState::joined ? RoomStanding::joined : RoomStanding::requested;
  view.pending = room.pending;
  view.member_count = room.member_count;
  // Who is only invited to a room does not learn how much is said in it.
  const bool inside = member.state == MemberState::joined || room.kind == RoomKind::direct;
  view.last_number = inside ? room.last_number : 0;
  view.last_at = inside ? room.last_at : member.joined_at;
  view.read_through = inside ? member.read_through : 0;
  view.unread_count = std::max<std::int64_t>(0, view.last_number - view.read_through);
  view.muted = member.muted;
  view.writable = member.state == MemberState::joined && !waits_full(room);
  view.created_at = room.created_at;
  view.seat = std::move(seat);
  return view;
}

}  // namespace

Task<RoomPage> Rooms::list(const RequestContext& context, RoomStanding standing,
                           store::PageRequest request) const {
  const Owner owner(context);
  const MemberState state =
      standing == RoomStanding::joined ? MemberState::joined : MemberState::requested;
  std::string before = "~";  // after every place
  if (request.after) {
    const auto given = base64url_decode(*request.after);
    if (!given || given->empty() || given->size() > 100)
      throw Error::invalid(request.path("after"), "error.cursor");
    before = *given;
  }
  std::vector<Seat> seats = co_await repository_.seats(owner, state);
  std::erase_if(seats, [&](const Seat& seat) { return !shown(seat) || place_of(seat) >= before; });
  std::ranges::sort(seats, std::greater<>(), &place_of);
  RoomPage page;
  page.has_previous = request.after.has_value();
  page.has_next = seats.size() > request.size;
  if (page.has_next) seats.resize(request.size);
  auto views = co_await this->views(std::move(seats));
  for (RoomView& view : views) {
    std::string cursor = base64url_encode(place_of(view.seat));
    page.entries.push_back(RoomPage::Entry{std::move(view), std::move(cursor)});
  }
  co_return page;
}

Task<std::optional<RoomView>> Rooms::find(const RequestContext& context, RoomId id) const {
  const Owner owner(context);
  auto seat = co_await repository_.seat(id, owner);
  if (!seat || seat->member.state == MemberState::declined) co_return std::nullopt;
  co_return co_await view(std::move(*seat));
}

Task<std::optional<RoomView>> Rooms::of_goal(const RequestContext& context, GoalId goal) const {
  const auto id = co_await repository_.of_goal(Owner(context), goal);
  if (!id) co_return std::nullopt;
  co_return co_await find(context, *id);
}

Task<RoomView> Rooms::require(const RequestContext& context, RoomId id) const {
  Seat seat = co_await seat_of(context, id);
  co_return co_await view(std::move(seat));
}

Task<RoomView> Rooms::view(Seat seat) const {
  std::vector<Seat> one;
  one.push_back(std::move(seat));
  auto views = co_await this->views(std::move(one));
  co_return std::move(views.front());
}

/// All of one person.
Task<std::vector<RoomView>> Rooms::views(std::vector<Seat> seats) const {
  std::vector<UserId> others;
  for (const Seat& seat : seats)
    if (seat.room.kind == RoomKind::direct) others.push_back(other_of(seat));
  std::vector<Bond> bonds;
  if (!others.empty())
    bonds = co_await bonds_.between(seats.front().member.user_id, std::move(others));
  std::vector<RoomView> views;
  std::size_t next = 0;
  for (Seat& seat : seats) {
    RoomView& view = views.emplace_back(plain_view(std::move(seat)));
    if (view.kind == RoomKind::shared) continue;
    const Bond& bond = bonds.at(next++);
    view.muted = view.muted || bond.muted;
    view.writable = view.writable && bond.open();
  }
  co_return views;
}

Task<std::vector<MemberView>> Rooms::members(Seat seat) const {
  const auto members = co_await repository_.members(seat.room.id);
  std::vector<MemberView> views;
  for (const Member& member : members) {
    MemberView& view = views.emplace_back();
    view.user_id = member.user_id;
    view.role = member.role;
    // The one who asked is not told whether the other has declined, nor what they have read.
    view.standing =
        member.state == MemberState::joined ? RoomStanding::joined : RoomStanding::requested;
    const bool told = !seat.room.pending && seat.member.state == MemberState::joined;
    if (told || member.user_id == seat.member.user_id) view.read_through = member.read_through;
    view.joined_at = member.joined_at;
  }
  co_return views;
}

/// For what the person may do while they are in it or invited.
Task<Seat> Rooms::seat_of(const RequestContext& context, RoomId id) const {
  const Owner owner(context);
  auto seat = co_await repository_.seat(id, owner);
  if (!seat || seat->member.state == MemberState::declined) throw Error::not_found("room");
  co_return std::move(*seat);
}

/// For what members do with a room that is theirs.
Task<Seat> Rooms::shared_seat(const RequestContext& context, RoomId id) const {
  Seat seat = co_await seat_of(context, id);
  if (seat.member.state != MemberState::joined) throw Error::conflict("error.chat.not_accepted");
  if (seat.room.kind != RoomKind::shared || seat.room.owner != RoomOwner::members)
    throw Error::conflict("error.room.fixed");
  co_return seat;
}

}  // namespace waymark::chat
