#include "product/chat/rooms.h"

#include <algorithm>

#include "base/json.h"
#include "product/chat/events.h"
#include "product/chat/limits.h"

namespace waymark::chat {
namespace {

constexpr TextRule kNameRule{1, kLongestName, false};
/// Times that somebody else may be faster before we say so.
constexpr unsigned kMostTries = 5;
/// In the commit that makes a project room.
constexpr std::size_t kGoalPlace = 3;

Error cannot_deliver() {
  return Error(ErrorCode::forbidden, "error.chat.cannot_deliver");
}
Error changed_elsewhere() {
  return Error::conflict("error.conflict.changed_elsewhere");
}
Error limited(std::string message_key, std::int64_t limit) {
  Error error = Error::conflict(std::move(message_key));
  error.with("limit", std::to_string(limit));
  return error;
}

template <typename Payload>
std::vector<events::NewEvent> one_event(UserId user, const Payload& payload) {
  std::vector<events::NewEvent> events;
  events.emplace_back(std::string(Payload::kType), user, json::to_string(payload));
  return events;
}

std::string day_of(Instant now) {
  return to_rfc3339(now).substr(0, 10);
}

Member member_of(const Room& room, UserId user, MemberState state, Instant now) {
  Member member;
  member.room_id = room.id;
  member.user_id = user;
  member.state = state;
  member.visible_after = room.kind == RoomKind::shared ? room.position : 0;
  member.read_through = room.kind == RoomKind::shared ? room.last_number : 0;
  member.joined_at = now;
  return member;
}

std::vector<UserId> distinct(const std::vector<UserId>& users) {
  std::vector<UserId> each;
  for (const UserId user : users)
    if (std::ranges::find(each, user) == each.end()) each.push_back(user);
  return each;
}

void check_invited(InputCheck& check, std::string_view field, const std::vector<UserId>& users,
                   UserId inviter) {
  const std::map<std::string, std::string> limits{{"low", "1"},
                                                  {"high", std::to_string(kInviteLimit)}};
  if (users.empty() || users.size() > kInviteLimit)
    check.wrong(field, "error.room.invite_count", limits);
  if (std::ranges::find(users, inviter) != users.end()) check.wrong(field, "error.chat.self");
}

}  // namespace

/// People who come into a room: who follows the inviter is in it, the others are asked.
struct Rooms::Newcomers {
  std::vector<UserId> joined;
  std::vector<UserId> requested;

  void add_to(store::Transaction& transaction, const Room& room, Instant now) const {
    for (const UserId user : joined) {
      RoomRepository::add(transaction, member_of(room, user, MemberState::joined, now));
      RoomRepository::tally(transaction, user, 1, 0);
    }
    for (const UserId user : requested) {
      RoomRepository::add(transaction, member_of(room, user, MemberState::requested, now));
      RoomRepository::tally(transaction, user, 0, 1);
    }
  }
  std::int64_t count() const { return static_cast<std::int64_t>(joined.size() + requested.size()); }
};

Task<RoomView> Rooms::open_direct(const RequestContext& context, UserId other, InputPath at) const {
  const UserId me = context.require_principal().user;
  if (other == me) throw Error::invalid(at("userId"), "error.chat.self");
  for (unsigned tries = 0; tries < kMostTries; ++tries) {
    auto there = co_await reopen_direct(context, other);
    if (there) co_return std::move(*there);
    try {
      co_return co_await make_direct(context, other);
    } catch (const Error& error) {
      if (error.message_key() != "error.conflict.changed_elsewhere") throw;
    }
  }
  throw changed_elsewhere();
}

/// The room that is there. Who had declined it has now thought better of it.
Task<std::optional<RoomView>> Rooms::reopen_direct(const RequestContext& context,
                                                   UserId other) const {
  const Owner owner(context);
  const auto id = co_await repository_.direct(owner.user(), other);
  if (!id) co_return std::nullopt;
  auto seat = co_await repository_.seat(*id, owner);
  if (!seat) throw Error(ErrorCode::internal, "error.internal", "a direct room without its people");
  if (seat->member.state == MemberState::declined) {
    std::vector<UserId> others{other};
    const auto bonds = co_await bonds_.between(owner.user(), std::move(others));
    if (!bonds.at(0).open()) throw cannot_deliver();
    co_await join(context, std::move(*seat));
    seat = co_await seat_of(context, *id);
  }
  co_return co_await view(std::move(*seat));
}

Task<RoomView> Rooms::make_direct(const RequestContext& context, UserId other) const {
  const Principal& me = context.require_principal();
  const std::vector<UserId> asked{other};
  const Newcomers comers = co_await newcomers(me.user, asked);
  const Instant now = clock_.now();
  Room room;
  room.id = ids_.make<RoomId>();
  room.kind = RoomKind::direct;
  room.opened_by = me.user;
  room.pair = {me.user, other};
  room.pending = !comers.requested.empty();
  room.member_count = 2;
  room.created_at = room.last_at = now;
  Member opener = member_of(room, me.user, MemberState::joined, now);

  const RoomTally tally = co_await repository_.tally(Owner(context));
  const std::string today = day_of(now);
  store::Transaction transaction;
  RoomRepository::add_direct(transaction, room);
  RoomRepository::tally_opened(transaction, me.user, tally, today, daily_rooms(me.tier));
  RoomRepository::add(transaction, room);
  RoomRepository::add(transaction, opener);
  comers.add_to(transaction, room, now);
  RoomOpened opened;
  opened.room_id = room.id;
  opened.member_ids = comers.joined;
  opened.requested_ids = comers.requested;
  opened.opened_at = now;
  auto events = one_event(me.user, opened);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (outcome.failed_at(0)) throw changed_elsewhere();
  if (outcome.failed_at(1)) {
    const Error refused = co_await opening_refused(me.user, me.tier, today);
    throw refused;
  }
  if (!outcome.committed()) throw cannot_deliver();  // the other has too many
  co_return co_await require(context, room.id);
}

/// What it was that the tally did not allow; or somebody was faster.
Task<Error> Rooms::opening_refused(UserId user, Tier tier, std::string today) const {
  const RoomTally tally = co_await repository_.tally(Owner::acting_for(user));
  if (tally.rooms >= kRoomLimit) co_return limited("error.room.too_many", kRoomLimit);
  if (tally.day == today && tally.opened >= daily_rooms(tier))
    co_return limited("error.room.daily_limit", daily_rooms(tier));
  co_return changed_elsewhere();
}

Task<Rooms::Newcomers> Rooms::newcomers(UserId inviter, std::vector<UserId> users) const {
  const auto bonds = co_await bonds_.between(inviter, users);
  for (const Bond& bond : bonds)
    if (!bond.open()) throw cannot_deliver();
  const auto follow = co_await bonds_.follow(inviter, users);
  Newcomers comers;
  for (std::size_t i = 0; i < users.size(); ++i)
    (follow[i] ? comers.joined : comers.requested).push_back(users[i]);
  co_return comers;
}

/// Of a goal's project room that the person is in no more, its id. Throws when they are in one.
Task<std::optional<RoomId>> Rooms::former_room(const RequestContext& context, GoalId goal) const {
  const auto id = co_await repository_.of_goal(Owner(context), goal);
  if (!id) co_return std::nullopt;
  const auto there = co_await find(context, *id);
  if (there) throw Error::conflict("error.room.goal_has_one");
  co_return id;
}

Task<RoomView> Rooms::create(const RequestContext& context, RoomInput input, InputPath at,
                             std::optional<GoalId> goal) const {
  const Principal& me = context.require_principal();
  InputCheck check(std::move(at));
  const std::string name = check.text("name", input.name, kNameRule);
  const std::vector<UserId> users = distinct(input.member_ids);
  check_invited(check, "memberIds", users, me.user);
  check.throw_if_any();
  std::optional<RoomId> former;
  if (goal) former = co_await former_room(context, *goal);
  const Newcomers comers = co_await newcomers(me.user, users);
  const Instant now = clock_.now();
  Room room;
  room.id = ids_.make<RoomId>();
  room.kind = RoomKind::shared;
  room.goal_id = goal;
  room.name = name;
  room.opened_by = me.user;
  room.member_count = 1 + comers.count();
  room.created_at = room.last_at = now;
  Member opener = member_of(room, me.user, MemberState::joined, now);
  opener.role = RoomRole::owner;

  const RoomTally tally = co_await repository_.tally(Owner(context));
  const std::string today = day_of(now);
  store::Transaction transaction;
  RoomRepository::tally_opened(transaction, me.user, tally, today, daily_rooms(me.tier));
  RoomRepository::add(transaction, room);
  RoomRepository::add(transaction, opener);
  if (goal) RoomRepository::add_of_goal(transaction, room, former);
  comers.add_to(transaction, room, now);
  RoomOpened opened;
  opened.room_id = room.id;
  opened.kind = RoomKind::shared;
  opened.member_ids = comers.joined;
  opened.requested_ids = comers.requested;
  opened.opened_at = now;
  auto events = one_event(me.user, opened);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (outcome.failed_at(0)) {
    const Error refused = co_await opening_refused(me.user, me.tier, today);
    throw refused;
  }
  if (goal && outcome.failed_at(kGoalPlace)) throw Error::conflict("error.room.goal_has_one");
  if (!outcome.committed()) throw cannot_deliver();
  co_return co_await require(context, room.id);
}

Task<RoomView> Rooms::rename(const RequestContext& context, RoomId id, std::string name,
                             InputPath at) const {
  InputCheck check(std::move(at));
  name = check.text("name", name, kNameRule);
  check.throw_if_any();
  const Seat seat = co_await shared_seat(context, id);
  if (seat.room.name != name) {
    store::Transaction transaction;
    RoomRepository::rename(transaction, id, name);
    RoomRenamed renamed;
    renamed.room_id = id;
    renamed.renamed_at = clock_.now();
    auto events = one_event(seat.member.user_id, renamed);
    co_await outbox_.commit(std::move(transaction), std::move(events), context);
  }
  co_return co_await require(context, id);
}

Task<RoomView> Rooms::invite(const RequestContext& context, RoomId id, std::vector<UserId> users,
                             InputPath at) const {
  const UserId me = context.require_principal().user;
  users = distinct(users);
  InputCheck check(std::move(at));
  check_invited(check, "userIds", users, me);
  check.throw_if_any();
  const Seat seat = co_await shared_seat(context, id);
  const auto members = co_await repository_.members(id, users);
  const auto gone = co_await repository_.gone(id, users);
  std::vector<UserId> fresh, back;
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (members[i]) continue;
    fresh.push_back(users[i]);
    if (gone[i]) back.push_back(users[i]);
  }
  if (fresh.empty()) co_return co_await view(seat);
  Newcomers comers = co_await newcomers(me, fresh);
  // Who left comes back by their own will alone.
  for (const UserId user : back)
    if (std::erase(comers.joined, user) > 0) comers.requested.push_back(user);

  const Instant now = clock_.now();
  store::Transaction transaction;
  RoomRepository::count(transaction, id, comers.count(), kMemberLimit);
  comers.add_to(transaction, seat.room, now);
  RoomInvited invited;
  invited.room_id = id;
  invited.member_ids = comers.joined;
  invited.requested_ids = comers.requested;
  invited.invited_at = now;
  auto events = one_event(me, invited);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (outcome.failed_at(0)) throw limited("error.room.full", kMemberLimit);
  if (!outcome.committed()) throw cannot_deliver();
  co_return co_await require(context, id);
}

Task<RoomView> Rooms::remove(const RequestContext& context, RoomId id, UserId user) const {
  const Seat seat = co_await shared_seat(context, id);
  if (seat.member.role != RoomRole::owner)
    throw Error(ErrorCode::forbidden, "error.room.not_owner");
  if (user == seat.member.user_id) throw Error::invalid("userId", "error.chat.self");
  std::vector<UserId> wanted{user};
  const auto members = co_await repository_.members(id, std::move(wanted));
  if (members.at(0)) co_await part(context, seat, *members.at(0), seat.member.user_id);
  co_return co_await require(context, id);
}

Task<void> Rooms::leave(const RequestContext& context, RoomId id) const {
  const Seat seat = co_await shared_seat(context, id);
  co_await part(context, seat, seat.member, std::nullopt);
}

/// Takes somebody out of a room that they are in or invited to.
Task<void> Rooms::part(const RequestContext& context, Seat seat, Member who,
                       std::optional<UserId> removed_by) const {
  const RoomId id = seat.room.id;
  const Instant now = clock_.now();
  const bool joined = who.state == MemberState::joined;
  store::Transaction transaction;
  RoomRepository::remove(transaction, who);
  RoomRepository::remember_gone(transaction, who, now);
  RoomRepository::count(transaction, id, -1, kMemberLimit);
  RoomRepository::tally(transaction, who.user_id, joined ? -1 : 0, joined ? 0 : -1);
  if (who.role == RoomRole::owner) {
    const auto members = co_await repository_.members(id);
    const auto heir = std::ranges::find_if(members, [&](const Member& member) {
      return member.user_id != who.user_id && member.state == MemberState::joined;
    });
    if (heir != members.end()) {
      Member owner = *heir;
      owner.role = RoomRole::owner;
      RoomRepository::replace(transaction, *heir, owner);
    }
  }
  RoomLeft left;
  left.room_id = id;
  left.removed_by = removed_by;
  left.left_at = now;
  auto events = one_event(who.user_id, left);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
  announcer_.left(id, who.user_id);
}

Task<RoomView> Rooms::mute(const RequestContext& context, RoomId id, bool muted) const {
  const Seat seat = co_await seat_of(context, id);
  Member after = seat.member;
  after.muted = muted;
  store::Transaction transaction;
  RoomRepository::replace(transaction, seat.member, after);
  const std::vector<events::NewEvent> none;
  const store::Outcome outcome = co_await outbox_.commit(std::move(transaction), none, context);
  if (!outcome.committed()) throw changed_elsewhere();
  announcer_.room_changed(id, seat.member.user_id);
  co_return co_await require(context, id);
}

Task<RoomView> Rooms::accept(const RequestContext& context, RoomId id) const {
  Seat seat = co_await seat_of(context, id);
  if (seat.member.state == MemberState::requested) co_await join(context, std::move(seat));
  co_return co_await require(context, id);
}

/// A request, or one that was declined before, is accepted.
Task<void> Rooms::join(const RequestContext& context, Seat seat) const {
  const Instant now = clock_.now();
  const UserId user = seat.member.user_id;
  Member after = seat.member;
  after.state = MemberState::joined;
  after.joined_at = now;
  if (seat.room.kind == RoomKind::shared) {
    after.visible_after = seat.room.position;
    after.read_through = seat.room.last_number;
  }
  store::Transaction transaction;
  RoomRepository::replace(transaction, seat.member, after);
  RoomRepository::tally(transaction, user, 1, seat.member.state == MemberState::requested ? -1 : 0);
  if (seat.room.kind == RoomKind::direct) RoomRepository::accept(transaction, seat.room.id);
  RoomJoined joined;
  joined.room_id = seat.room.id;
  joined.joined_at = now;
  auto events = one_event(user, joined);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (outcome.failed_at(0)) throw changed_elsewhere();
  if (outcome.failed_at(1)) throw limited("error.room.too_many", kRoomLimit);
}

Task<void> Rooms::decline(const RequestContext& context, RoomId id) const {
  const Seat seat = co_await seat_of(context, id);
  if (seat.member.state != MemberState::requested) throw Error::conflict("error.chat.no_request");
  const Instant now = clock_.now();
  store::Transaction transaction;
  if (seat.room.kind == RoomKind::direct) {
    Member after = seat.member;
    after.state = MemberState::declined;
    RoomRepository::replace(transaction, seat.member, after);
  } else {
    RoomRepository::remove(transaction, seat.member);
    RoomRepository::remember_gone(transaction, seat.member, now);
    RoomRepository::count(transaction, id, -1, kMemberLimit);
  }
  RoomRepository::tally(transaction, seat.member.user_id, 0, -1);
  RoomDeclined declined;
  declined.room_id = id;
  declined.declined_at = now;
  auto events = one_event(seat.member.user_id, declined);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
  announcer_.left(id, seat.member.user_id);
}

}  // namespace waymark::chat
