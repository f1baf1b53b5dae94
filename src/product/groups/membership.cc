#include "product/groups/membership.h"

#include <algorithm>

#include "product/groups/limits.h"
#include "product/groups/rules.h"

namespace waymark::groups {
namespace {

std::vector<UserId> distinct(const std::vector<UserId>& users) {
  std::vector<UserId> each;
  for (const UserId user : users)
    if (std::ranges::find(each, user) == each.end()) each.push_back(user);
  return each;
}

Error last_owner() {
  return Error::conflict("error.group.last_owner");
}

Error not_yourself(std::string field) {
  return Error::invalid(std::move(field), "error.follow.self");
}

}  // namespace

Task<GroupView> Membership::join(const RequestContext& context, GroupId id) const {
  const UserId me = context.require_principal().user;
  for (unsigned tries = 0; tries < kMostTries; ++tries) {
    const Place place = found(co_await repository_.place(me, id));
    if (place.is_banned()) throw Error(ErrorCode::forbidden, "error.group.banned");
    if (place.member) co_return view_of(place);
    const bool open = place.group.admission == Admission::open;
    if (!place.is_invited() && !open) {
      if (place.candidate) co_return view_of(place);
      if (co_await ask(context, place)) co_return co_await reading_.require(me, id);
      continue;
    }
    Newcomer newcomer;
    newcomer.user = me;
    newcomer.how = place.is_invited() ? Entry::invited : Entry::joined;
    if (place.is_invited()) newcomer.by = place.candidate->by_id;
    if (co_await entrance_.admit(context, place, std::move(newcomer)))
      co_return co_await reading_.require(me, id);
  }
  throw changed_elsewhere();
}

/// `place` outlives the call, here and below.
Task<bool> Membership::ask(const RequestContext& context, const Place& place) const {
  Candidate candidate;
  candidate.group_id = place.group.id;
  candidate.user_id = context.require_principal().user;
  candidate.at = ports_.clock.now();
  store::Transaction transaction;
  GroupRepository::check(transaction, place.group);
  GroupRepository::put(transaction, candidate, place.candidate);
  MemberAsked asked;
  asked.group_id = candidate.group_id;
  asked.asked_at = candidate.at;
  asked.told = co_await reading_.members_with(candidate.group_id, Role::moderator);
  if (asked.told.size() > kAskedTold) asked.told.resize(kAskedTold);
  std::vector<events::NewEvent> events;
  events.push_back(told(candidate.user_id, asked));
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  co_return outcome.committed();
}

Task<bool> Membership::drop(const RequestContext& context, const Candidate& candidate) const {
  store::Transaction transaction;
  GroupRepository::remove(transaction, candidate);
  CandidateLeft left;
  left.group_id = candidate.group_id;
  left.left_at = ports_.clock.now();
  std::vector<events::NewEvent> events;
  events.push_back(told(candidate.user_id, left));
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  co_return outcome.committed();
}

Task<void> Membership::leave(const RequestContext& context, GroupId id) const {
  const UserId me = context.require_principal().user;
  for (unsigned tries = 0; tries < kMostTries; ++tries) {
    const Place place = found(co_await repository_.place(me, id));
    if (!place.member && (!place.candidate || place.is_banned())) co_return;
    const bool done = place.member ? co_await part(context, place, std::nullopt, false)
                                   : co_await drop(context, *place.candidate);
    if (done) co_return;
  }
  throw changed_elsewhere();
}

Candidate Membership::banned(GroupId id, UserId user, UserId by) const {
  Candidate candidate;
  candidate.group_id = id;
  candidate.user_id = user;
  candidate.state = CandidateState::banned;
  candidate.by_id = by;
  candidate.at = ports_.clock.now();
  return candidate;
}

/// Ends a membership, and the place in the room. `by` is null for who leaves.
Task<bool> Membership::part(const RequestContext& context, const Place& place,
                            std::optional<UserId> by, bool ban) const {
  const Member& member = *place.member;
  const GroupId id = place.group.id;
  const auto seat = co_await ports_.chat.group_rooms.seat(place.group.room_id, member.user_id);
  const bool owner = member.role == Role::owner;
  store::Transaction transaction;
  if (owner) GroupRepository::count_owners(transaction, id, -1);
  GroupRepository::remove(transaction, member);
  GroupRepository::tally(transaction, member.user_id, -1, 0);
  if (ban) {
    const Candidate out = banned(id, member.user_id, *by);
    GroupRepository::put(transaction, out, place.candidate);
  }
  MemberLeft left;
  left.group_id = id;
  left.by_id = by;
  left.banned = ban;
  left.left_at = ports_.clock.now();
  std::vector<events::NewEvent> events;
  events.push_back(told(member.user_id, left));
  const chat::GroupRooms::Part room{transaction, events, left.left_at};
  std::vector<chat::Member> leaving;
  if (seat) leaving.push_back(seat->member);
  chat::GroupRooms::leave(room, leaving, by);
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (outcome.committed()) co_return true;
  if (owner && outcome.failed_at(0)) {
    const auto still = co_await repository_.find(id);
    if (still && still->owner_count <= 1) throw last_owner();
  }
  co_return false;
}

Task<MemberView> Membership::accept(const RequestContext& context, GroupId id, UserId user) const {
  const UserId me = context.require_principal().user;
  for (unsigned tries = 0; tries < kMostTries; ++tries) {
    moderated(co_await repository_.place(me, id));
    const auto place = co_await repository_.place(user, id);
    if (place && place->member) co_return MemberView(*place->member);
    if (!place || !place->candidate || place->candidate->state != CandidateState::asked)
      throw Error::not_found("group_request");
    Newcomer newcomer;
    newcomer.user = user;
    newcomer.how = Entry::accepted;
    newcomer.by = me;
    co_await entrance_.admit(context, *place, std::move(newcomer));
  }
  throw changed_elsewhere();
}

Task<void> Membership::decline(const RequestContext& context, GroupId id, UserId user) const {
  const UserId me = context.require_principal().user;
  moderated(co_await repository_.place(me, id));
  const auto place = co_await repository_.place(user, id);
  if (!place || !place->candidate || place->candidate->state != CandidateState::asked)
    throw Error::not_found("group_request");
  if (!co_await drop(context, *place->candidate)) throw changed_elsewhere();
}

Task<void> Membership::check_invitable(UserId inviter, std::vector<UserId> users) const {
  const auto standings = co_await ports_.social.standings(inviter, std::move(users));
  for (const social::Standing& standing : standings)
    if (!standing.exists || standing.hidden())
      throw Error(ErrorCode::forbidden, "error.group.cannot_invite");
}

Task<GroupView> Membership::invite(const RequestContext& context, GroupId id,
                                   std::vector<UserId> users, InputPath at) const {
  const UserId me = context.require_principal().user;
  users = distinct(users);
  InputCheck check(at);
  const std::map<std::string, std::string> limits{{"low", "1"},
                                                  {"high", std::to_string(kInvitedAtOnce)}};
  if (users.empty() || users.size() > kInvitedAtOnce)
    check.wrong("userIds", "error.room.invite_count", limits);
  check.throw_if_any();
  if (std::ranges::find(users, me) != users.end()) throw not_yourself(at("userIds"));
  for (unsigned tries = 0; tries < kMostTries; ++tries) {
    const Place place = found(co_await repository_.place(me, id));
    if (!place.member) throw Error(ErrorCode::forbidden, "error.group.not_member");
    co_await check_invitable(me, users);
    if (co_await invite_fresh(context, place, users)) co_return co_await reading_.require(me, id);
  }
  throw changed_elsewhere();
}

/// Those of them who are neither in it nor invited.
Task<bool> Membership::invite_fresh(const RequestContext& context, const Place& place,
                                    const std::vector<UserId>& users) const {
  const GroupId id = place.group.id;
  const auto members = co_await repository_.members(id, users);
  const auto candidates = co_await repository_.candidates(id, users);
  store::Transaction transaction;
  std::vector<events::NewEvent> events;
  GroupRepository::check(transaction, place.group);
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (members[i]) continue;
    if (candidates[i] && candidates[i]->state == CandidateState::banned)
      throw Error(ErrorCode::forbidden, "error.group.cannot_invite");
    if (candidates[i] && candidates[i]->state == CandidateState::invited) continue;
    Candidate candidate;
    candidate.group_id = id;
    candidate.user_id = users[i];
    candidate.state = CandidateState::invited;
    candidate.by_id = place.member->user_id;
    candidate.at = ports_.clock.now();
    GroupRepository::put(transaction, candidate, candidates[i]);
    MemberInvited invited;
    invited.group_id = id;
    invited.by_id = place.member->user_id;
    invited.invited_at = candidate.at;
    events.push_back(told(users[i], invited));
  }
  if (events.empty()) co_return true;
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  co_return outcome.committed();
}

Task<MemberView> Membership::set_role(const RequestContext& context, GroupId id, UserId user,
                                      Role role) const {
  const UserId me = context.require_principal().user;
  for (unsigned tries = 0; tries < kMostTries; ++tries) {
    owned(co_await repository_.place(me, id));
    const auto place = co_await repository_.place(user, id);
    if (!place || !place->member) throw Error::not_found("group_member");
    Member member = *place->member;
    if (member.role == role) co_return MemberView(member);
    const bool resigns = member.role == Role::owner;
    store::Transaction transaction;
    if (resigns || role == Role::owner)
      GroupRepository::count_owners(transaction, id, resigns ? -1 : 1);
    GroupRepository::set_role(transaction, member, role);
    MemberRoleChanged changed;
    changed.group_id = id;
    changed.role = role;
    changed.by_id = me;
    changed.changed_at = ports_.clock.now();
    std::vector<events::NewEvent> events;
    events.push_back(told(user, changed));
    const store::Outcome outcome =
        co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
    member.role = role;
    if (outcome.committed()) co_return MemberView(member);
    const auto still = co_await repository_.find(id);
    if (resigns && outcome.failed_at(0) && still && still->owner_count <= 1) throw last_owner();
  }
  throw changed_elsewhere();
}

/// Of somebody who is no member.
Task<bool> Membership::keep_out(const RequestContext& context, const Place& place,
                                UserId by) const {
  const Candidate out = banned(place.group.id, place.candidate->user_id, by);
  store::Transaction transaction;
  GroupRepository::check(transaction, place.group);
  GroupRepository::put(transaction, out, place.candidate);
  CandidateLeft left;
  left.group_id = out.group_id;
  left.left_at = out.at;
  std::vector<events::NewEvent> events;
  events.push_back(told(out.user_id, left));
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  co_return outcome.committed();
}

Task<void> Membership::remove(const RequestContext& context, GroupId id, UserId user,
                              bool ban) const {
  const UserId me = context.require_principal().user;
  for (unsigned tries = 0; tries < kMostTries; ++tries) {
    const Place mine = moderated(co_await repository_.place(me, id));
    if (user == me) throw not_yourself("userId");
    const auto place = co_await repository_.place(user, id);
    if (!place) continue;
    if (!place->member) {
      if (!ban || !place->candidate || place->is_banned()) co_return;
      if (co_await keep_out(context, *place, me)) co_return;
      continue;
    }
    if (!mine.owns() && !is_above(mine.member->role, place->member->role)) throw forbidden();
    if (co_await part(context, *place, me, ban)) co_return;
  }
  throw changed_elsewhere();
}

Task<void> Membership::lift_ban(const RequestContext& context, GroupId id, UserId user) const {
  const UserId me = context.require_principal().user;
  moderated(co_await repository_.place(me, id));
  const auto place = co_await repository_.place(user, id);
  if (!place || !place->is_banned()) co_return;
  if (!co_await drop(context, *place->candidate)) throw changed_elsewhere();
}

Task<chat::RoomView> Membership::enter_room(const RequestContext& context, GroupId id) const {
  const UserId me = context.require_principal().user;
  const Place place = found(co_await repository_.place(me, id));
  if (!place.member) throw Error(ErrorCode::forbidden, "error.group.not_member");
  const RoomId room_id = place.group.room_id;
  auto there = co_await ports_.chat.rooms.find(context, room_id);
  if (there) co_return std::move(*there);
  const auto room = co_await ports_.chat.group_rooms.find(room_id);
  if (!room) throw Error::not_found("room");
  store::Transaction transaction;
  std::vector<events::NewEvent> events;
  const chat::GroupRooms::Part part{transaction, events, ports_.clock.now()};
  GroupRepository::check(transaction, *place.member);
  chat::GroupRooms::enter(part, *room, me);
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (outcome.failed_at(2)) throw limited("error.room.full", chat::kMemberLimit);
  if (outcome.failed_at(3)) throw limited("error.room.too_many", chat::kRoomLimit);
  if (!outcome.committed()) throw changed_elsewhere();
  co_return co_await ports_.chat.rooms.require(context, room_id);
}

}  // namespace waymark::groups
