#include "product/groups/entrance.h"

#include <algorithm>

#include "product/groups/limits.h"
#include "product/groups/rules.h"

namespace waymark::groups {
namespace {

// In the commit that lets somebody in.
constexpr std::size_t kTallyPlace = 3;
constexpr std::size_t kLinkPlace = 4;

std::size_t room_place(const Newcomer& newcomer) {
  return newcomer.link ? kLinkPlace + 1 : kLinkPlace;
}

}  // namespace

/// What is passed by reference outlives the call.
Task<store::Outcome> Entrance::attempt(const RequestContext& context, const Place& place,
                                       const Newcomer& newcomer,
                                       const std::optional<chat::Room>& room) const {
  const GroupId group = place.group.id;
  Member member;
  member.group_id = group;
  member.user_id = newcomer.user;
  member.joined_at = ports_.clock.now();

  store::Transaction transaction;
  GroupRepository::check(transaction, place.group);
  GroupRepository::add(transaction, member);
  if (place.candidate)
    GroupRepository::remove(transaction, *place.candidate);
  else
    GroupRepository::check_none(transaction, group, newcomer.user);
  GroupRepository::tally(transaction, newcomer.user, 1, kGroupLimit);
  if (newcomer.link) GroupRepository::use(transaction, *newcomer.link);

  MemberJoined joined;
  joined.group_id = group;
  joined.how = newcomer.how;
  joined.by_id = newcomer.by;
  joined.joined_at = member.joined_at;
  std::vector<events::NewEvent> events;
  events.push_back(told(newcomer.user, joined));
  const chat::GroupRooms::Part part{transaction, events, member.joined_at};
  if (room) chat::GroupRooms::enter(part, *room, newcomer.user);
  co_return co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
}

Task<bool> Entrance::admit(const RequestContext& context, const Place& place,
                           Newcomer newcomer) const {
  auto room = co_await ports_.chat.group_rooms.find(place.group.room_id);
  store::Outcome outcome = co_await attempt(context, place, newcomer, room);
  const std::size_t of_room = room_place(newcomer);
  const bool only_room = std::ranges::all_of(
      outcome.failed, [of_room](std::size_t failed) { return failed >= of_room; });
  if (!outcome.committed() && room && only_room) {
    room.reset();
    outcome = co_await attempt(context, place, newcomer, room);
  }
  if (outcome.failed_at(kTallyPlace)) throw limited("error.group.too_many", kGroupLimit);
  if (newcomer.link && outcome.failed_at(kLinkPlace)) throw Error::not_found("group_invitation");
  co_return outcome.committed();
}

}  // namespace waymark::groups
