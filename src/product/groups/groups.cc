#include "product/groups/groups.h"

#include <array>

#include "product/groups/events.h"
#include "product/groups/limits.h"
#include "product/groups/rules.h"

namespace waymark::groups {
namespace {

constexpr TextRule kNameRule{1, kLongestName, false};
constexpr TextRule kDescriptionRule{0, kLongestDescription, true};

/// In the commit that founds a group.
constexpr std::size_t kTallyPlace = 0;

std::string day_of(Instant now) {
  return to_rfc3339(now).substr(0, 10);
}

GroupCreated created(const Group& group) {
  GroupCreated told_of;
  told_of.group_id = group.id;
  told_of.visibility = group.visibility;
  told_of.name = group.name;
  told_of.description = group.description;
  told_of.tags = group.tags;
  told_of.created_at = group.created_at;
  told_of.version = group.version;
  return told_of;
}

GroupChanged changed(const Group& group) {
  GroupChanged told_of;
  told_of.group_id = group.id;
  told_of.visibility = group.visibility;
  told_of.name = group.name;
  told_of.description = group.description;
  told_of.tags = group.tags;
  told_of.changed_at = group.updated_at;
  told_of.version = group.version;
  return told_of;
}

}  // namespace

/// A group about to be made. Who founds it and its room are for the caller to add.
struct Groups::Founding {
  Group group;
  UserId founder;
  GroupTally tally;
  store::Transaction transaction;
  std::vector<events::NewEvent> events;

  chat::GroupRooms::Part part() { return {transaction, events, group.created_at}; }
};

/// The picture of that id which `owner` has uploaded and not used.
Task<std::optional<media::Picture>> Groups::picture_of(UserId owner,
                                                       std::optional<media::MediaId> id,
                                                       InputPath at) const {
  if (!id) co_return std::nullopt;
  std::vector<media::MediaId> wanted(1, *id);
  auto found = co_await ports_.library.find_all(Owner::acting_for(owner), std::move(wanted));
  if (!found.front()) throw Error::invalid(at("avatarId"), "error.picture.not_yours");
  found.front()->expires_at.reset();
  co_return std::move(found.front());
}

Task<Groups::Founding> Groups::prepared(const RequestContext& context, GroupInput input,
                                        InputPath at) const {
  Founding founding;
  founding.founder = context.require_principal().user;
  InputCheck check(at);
  Group& group = founding.group;
  group.name = check.text("name", input.name, kNameRule);
  group.description =
      check.optional_text("description", input.description, kDescriptionRule).value_or("");
  group.tags = check.tags("tags", input.tags, kMostTags, kLongestTag);
  check.throw_if_any();
  group.visibility = input.visibility.value_or(Visibility::public_);
  group.admission = input.admission.value_or(Admission::open);
  group.avatar = co_await picture_of(founding.founder, input.avatar_id, at);
  if (group.avatar) group.avatar_owner = founding.founder;
  group.id = ports_.ids.make<GroupId>();
  group.created_by = founding.founder;
  group.created_at = group.updated_at = ports_.clock.now();
  co_await screen(context, Group(), group, founding.events, at);
  founding.tally = co_await repository_.tally(founding.founder);
  GroupRepository::tally_made(founding.transaction, founding.founder, founding.tally,
                              day_of(group.created_at));
  co_return founding;
}

/// Their own words about it, where they are new. All references outlive the call.
Task<void> Groups::screen(const RequestContext& context, const Group& before, const Group& after,
                          std::vector<events::NewEvent>& events, InputPath at) const {
  using screening::Written;
  const UserId me = context.require_principal().user;
  const std::array<std::array<const std::string*, 2>, 2> texts = {
      {{&before.name, &after.name}, {&before.description, &after.description}}};
  const std::array<const char*, 2> fields = {"name", "description"};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (*texts[i][0] == *texts[i][1]) continue;
    screening::Screened found = co_await screening::screen_at_once(
        ports_.screening, context, Written::group, *texts[i][1], at(fields[i]));
    // The case is about who wrote it; the rule's name says where.
    for (std::string& rule : found.rules) rule += " (group " + after.id.to_string() + ")";
    screening::tell(events, found, Written::group, me, me.to_string());
  }
}

/// Once the group is whole.
Task<GroupView> Groups::commit(const RequestContext& context, Founding founding,
                               InputPath at) const {
  const Group& group = founding.group;
  const std::size_t group_place = founding.transaction.size();
  GroupRepository::add(founding.transaction, group);
  Member owner;
  owner.group_id = group.id;
  owner.user_id = founding.founder;
  owner.role = Role::owner;
  owner.joined_at = group.created_at;
  GroupRepository::add(founding.transaction, owner);
  if (group.avatar)
    media::Library::use(founding.transaction, Owner::acting_for(founding.founder),
                        group.avatar->id);
  founding.events.push_back(told(founding.founder, created(group)));
  MemberJoined joined;
  joined.group_id = group.id;
  joined.role = Role::owner;
  joined.how = Entry::founded;
  joined.joined_at = group.created_at;
  founding.events.push_back(told(founding.founder, joined));

  const store::Outcome outcome = co_await ports_.outbox.commit(std::move(founding.transaction),
                                                               std::move(founding.events), context);
  if (outcome.failed_at(kTallyPlace)) {
    const GroupTally tally = co_await repository_.tally(founding.founder);
    if (tally.groups >= kGroupLimit) throw limited("error.group.too_many", kGroupLimit);
    if (tally.day == day_of(group.created_at) && tally.made >= kDailyGroups)
      throw limited("error.group.daily_limit", kDailyGroups);
    throw changed_elsewhere();
  }
  if (group.avatar && outcome.failed_at(group_place + 2))
    throw Error::invalid(at("avatarId"), "error.picture.not_yours");
  if (!outcome.committed()) throw changed_elsewhere();
  co_return co_await reading_.require(founding.founder, group.id);
}

Task<GroupView> Groups::create(const RequestContext& context, GroupInput input,
                               InputPath at) const {
  Founding founding = co_await prepared(context, std::move(input), at);
  founding.group.room_id = ports_.ids.make<RoomId>();
  chat::GroupRooms::open(founding.part(), founding.group.room_id, founding.group.id,
                         founding.group.name, founding.founder);
  co_return co_await commit(context, std::move(founding), std::move(at));
}

Task<chat::RoomView> Groups::create_project_room(const RequestContext& context,
                                                 ProjectRoomInput input, InputPath at) const {
  const Owner owner(context);
  const auto goal = co_await ports_.goals.find(owner, input.goal_id);
  if (!goal) throw Error::not_found("goal");
  chat::RoomInput room;
  room.name = std::move(input.name);
  room.member_ids = std::move(input.member_ids);
  co_return co_await ports_.chat.rooms.create(context, std::move(room), std::move(at),
                                              input.goal_id);
}

Task<GroupView> Groups::graduate(const RequestContext& context, RoomId room, GroupInput input,
                                 InputPath at) const {
  const UserId me = context.require_principal().user;
  const auto seat = co_await ports_.chat.group_rooms.seat(room, me);
  if (!seat || seat->member.state != chat::MemberState::joined) throw Error::not_found("room");
  if (seat->room.kind != chat::RoomKind::shared || seat->room.owner != chat::RoomOwner::members)
    throw Error::conflict("error.room.fixed");
  if (seat->member.role != chat::RoomRole::owner)
    throw Error(ErrorCode::forbidden, "error.room.not_owner");

  Founding founding = co_await prepared(context, std::move(input), at);
  founding.group.room_id = room;
  founding.group.goal_id = seat->room.goal_id;
  chat::GroupRooms::take_over(founding.part(), seat->room, founding.group.id, founding.group.name);
  RoomGraduated graduated;
  graduated.room_id = room;
  graduated.group_id = founding.group.id;
  graduated.graduated_at = founding.group.created_at;
  founding.events.push_back(told(me, graduated));
  co_return co_await commit(context, std::move(founding), std::move(at));
}

Task<Group> Groups::edited(UserId editor, const Place& place, GroupChanges changes,
                           InputPath at) const {
  InputCheck check(at);
  Group after = place.group;
  if (changes.name) after.name = check.text("name", *changes.name, kNameRule);
  if (changes.description)
    after.description =
        check.optional_text("description", *changes.description, kDescriptionRule).value_or("");
  if (changes.tags) after.tags = check.tags("tags", *changes.tags, kMostTags, kLongestTag);
  check.throw_if_any();
  if (changes.visibility) after.visibility = *changes.visibility;
  if (changes.admission) after.admission = *changes.admission;
  const bool opens =
      after.visibility != place.group.visibility || after.admission != place.group.admission;
  if (opens && !place.owns()) throw forbidden();
  const auto had = place.group.avatar;
  if (changes.avatar_id && (!had || *changes.avatar_id != had->id)) {
    after.avatar = co_await picture_of(editor, *changes.avatar_id, std::move(at));
    after.avatar_owner.reset();
    if (after.avatar) after.avatar_owner = editor;
  }
  after.updated_at = ports_.clock.now();
  ++after.version;
  co_return after;
}

Task<GroupView> Groups::update(const RequestContext& context, GroupId id, GroupChanges changes,
                               InputPath at) const {
  const UserId me = context.require_principal().user;
  const Place place = moderated(co_await repository_.place(me, id));
  const Group& before = place.group;
  if (before.version != changes.version) throw changed_elsewhere();
  const Group after = co_await edited(me, place, std::move(changes), at);

  store::Transaction transaction;
  GroupRepository::update(transaction, before, after);
  std::vector<events::NewEvent> events;
  events.push_back(told(me, changed(after)));
  co_await screen(context, before, after, events, at);
  const bool new_avatar = after.avatar && (!before.avatar || before.avatar->id != after.avatar->id);
  const bool old_avatar = before.avatar && (!after.avatar || before.avatar->id != after.avatar->id);
  const std::size_t avatar_place = transaction.size();
  if (new_avatar) media::Library::use(transaction, Owner::acting_for(me), after.avatar->id);
  if (old_avatar)
    ports_.library.release(transaction, Owner::acting_for(*before.avatar_owner), before.avatar->id);
  if (before.name != after.name) {
    const chat::GroupRooms::Part part{transaction, events, after.updated_at};
    chat::GroupRooms::rename(part, after.room_id, after.name, me);
  }
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (new_avatar && outcome.failed_at(avatar_place))
    throw Error::invalid(at("avatarId"), "error.picture.not_yours");
  if (!outcome.committed()) throw changed_elsewhere();
  co_return co_await reading_.require(me, id);
}

Task<void> Groups::remove(const RequestContext& context, GroupId id) const {
  const UserId me = context.require_principal().user;
  const Place place = owned(co_await repository_.place(me, id));
  const Group& group = place.group;
  store::Transaction transaction;
  std::vector<events::NewEvent> events;
  const chat::GroupRooms::Part part{transaction, events, ports_.clock.now()};
  GroupRepository::remove(transaction, group);
  chat::GroupRooms::close(part, group.room_id);
  if (group.avatar)
    ports_.library.release(transaction, Owner::acting_for(*group.avatar_owner), group.avatar->id);
  GroupDeleted deleted;
  deleted.group_id = id;
  deleted.room_id = group.room_id;
  deleted.deleted_at = part.now;
  events.push_back(told(me, deleted));
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
}

}  // namespace waymark::groups
