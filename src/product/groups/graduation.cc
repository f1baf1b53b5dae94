#include "product/groups/graduation.h"

namespace waymark::groups {
namespace {

constexpr std::size_t kAtOnce = 12;  // six operations and two events each, of the 100 of a commit

}  // namespace

struct Graduation::Step {
  const RoomGraduated& graduated;
  UserId owner;
  events::Effects& effects;
  Instant now;
  std::size_t count = 0;
  std::vector<chat::Member> invited_to_room = {};  // who were not in it
  bool is_full() const { return count == kAtOnce; }
};

void Graduation::bring(Step& step, const chat::Member& who,
                       const std::optional<Candidate>& candidate) const {
  store::Transaction& transaction = step.effects.transaction;
  Member member;
  member.group_id = step.graduated.group_id;
  member.user_id = who.user_id;
  member.joined_at = step.now;
  GroupRepository::add(transaction, member);
  if (candidate) GroupRepository::remove(transaction, *candidate);
  GroupRepository::tally(transaction, who.user_id, 1, 0);
  MemberJoined joined;
  joined.group_id = member.group_id;
  joined.how = Entry::graduated;
  joined.by_id = step.owner;
  joined.joined_at = step.now;
  step.effects.events.push_back(told(who.user_id, joined));
}

void Graduation::invite(Step& step, const chat::Member& who) const {
  Candidate invited;
  invited.group_id = step.graduated.group_id;
  invited.user_id = who.user_id;
  invited.state = CandidateState::invited;
  invited.by_id = step.owner;
  invited.at = step.now;
  GroupRepository::put(step.effects.transaction, invited, std::nullopt);
  MemberInvited told_of;
  told_of.group_id = invited.group_id;
  told_of.by_id = step.owner;
  told_of.invited_at = step.now;
  step.effects.events.push_back(told(who.user_id, told_of));
}

Task<events::Effects> Graduation::apply(const events::Event& event) {
  const RoomGraduated graduated = json::decode<RoomGraduated>(event.payload);
  events::Effects effects;
  const auto group = co_await repository_.find(graduated.group_id);
  if (!group) co_return effects;
  const std::vector<chat::Member> people = co_await rooms_.people(graduated.room_id);
  std::vector<UserId> users;
  for (const chat::Member& who : people) users.push_back(who.user_id);
  const auto members = co_await repository_.members(graduated.group_id, users);
  const auto candidates = co_await repository_.candidates(graduated.group_id, users);

  Step step{graduated, event.user, effects, clock_.now()};
  for (std::size_t i = 0; i < people.size() && !step.is_full(); ++i) {
    if (members[i] && people[i].state == chat::MemberState::joined) continue;
    if (people[i].state == chat::MemberState::joined) {
      bring(step, people[i], candidates[i]);
    } else {
      step.invited_to_room.push_back(people[i]);
      // Others ask, are invited, banned or members already.
      if (!members[i] && !candidates[i]) invite(step, people[i]);
    }
    ++step.count;
  }
  if (step.count == 0) co_return effects;
  const chat::GroupRooms::Part part{effects.transaction, effects.events, step.now};
  chat::GroupRooms::leave(part, step.invited_to_room, event.user);
  GroupRepository::check(effects.transaction, *group);
  effects.events.push_back(told(event.user, graduated));
  co_return effects;
}

}  // namespace waymark::groups
