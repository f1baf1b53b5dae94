#include "product/chat/group_rooms.h"

#include "base/json.h"
#include "platform/store/entity.h"
#include "product/chat/events.h"
#include "product/chat/keys.h"
#include "product/chat/limits.h"

namespace waymark::chat {
namespace {

using store::Changes;
using store::Condition;
using store::Value;

/// A message is five operations when it shows four pictures.
constexpr std::uint32_t kDismantledAtOnce = 15;

template <typename Payload>
void tell(GroupRooms::Part& part, UserId user, const Payload& payload) {
  part.events.emplace_back(std::string(Payload::kType), user, json::to_string(payload));
}

void tell_left(GroupRooms::Part& part, const Member& who, std::optional<UserId> removed_by) {
  RoomLeft left;
  left.room_id = who.room_id;
  left.removed_by = removed_by;
  left.left_at = part.now;
  tell(part, who.user_id, left);
}

void uncount(GroupRooms::Part& part, const Member& who) {
  const bool joined = who.state == MemberState::joined;
  RoomRepository::tally(part.transaction, who.user_id, joined ? -1 : 0, joined ? 0 : -1);
}

bool begins_with(const store::Item& item, std::string_view prefix) {
  return item.text(store::attribute::kSk).value_or("").starts_with(prefix);
}

}  // namespace

void GroupRooms::open(Part part, RoomId id, GroupId group, const std::string& name,
                      UserId founder) {
  Room room;
  room.id = id;
  room.kind = RoomKind::shared;
  room.owner = RoomOwner::group;
  room.group_id = group;
  room.name = name;
  room.opened_by = founder;
  room.member_count = 1;
  room.created_at = room.last_at = part.now;
  Member member;
  member.room_id = id;
  member.user_id = founder;
  member.role = RoomRole::owner;
  member.joined_at = part.now;
  RoomRepository::add(part.transaction, room);
  RoomRepository::add(part.transaction, member);
  RoomRepository::tally(part.transaction, founder, 1, 0);
  RoomOpened opened;
  opened.room_id = id;
  opened.kind = RoomKind::shared;
  opened.opened_at = part.now;
  tell(part, founder, opened);
}

void GroupRooms::enter(Part part, const Room& room, UserId user) {
  Member member;
  member.room_id = room.id;
  member.user_id = user;
  member.visible_after = room.position;
  member.read_through = room.last_number;
  member.joined_at = part.now;
  RoomRepository::add(part.transaction, member);
  RoomRepository::count(part.transaction, room.id, 1, kMemberLimit);
  RoomRepository::tally(part.transaction, user, 1, 0);
  RoomJoined joined;
  joined.room_id = room.id;
  joined.joined_at = part.now;
  tell(part, user, joined);
}

void GroupRooms::leave(Part part, const std::vector<Member>& people,
                       std::optional<UserId> removed_by) {
  if (people.empty()) return;
  RoomRepository::count(part.transaction, people.front().room_id,
                        -static_cast<std::int64_t>(people.size()), kMemberLimit);
  for (const Member& who : people) {
    RoomRepository::remove(part.transaction, who);
    uncount(part, who);
    tell_left(part, who, removed_by);
  }
}

void GroupRooms::rename(Part part, RoomId id, const std::string& name, UserId by) {
  RoomRepository::rename(part.transaction, id, name);
  RoomRenamed renamed;
  renamed.room_id = id;
  renamed.renamed_at = part.now;
  tell(part, by, renamed);
}

void GroupRooms::take_over(Part part, const Room& room, GroupId group, const std::string& name) {
  Changes changes;
  changes.set("owner", Value(std::string(enum_name(RoomOwner::group))));
  changes.set("groupId", Value(group.to_string())).set("name", Value(name));
  part.transaction.update(
      keys::room(room.id), std::move(changes),
      Condition::equal("owner", Value(std::string(enum_name(RoomOwner::members)))));
}

void GroupRooms::close(Part part, RoomId id) {
  part.transaction.erase(keys::room(id));
}

Task<bool> GroupRooms::dismantle(Part part, RoomId id) const {
  store::Query query(store::Index::table, keys::partition(id));
  const store::Page page = co_await store_.query(std::move(query.at_most(kDismantledAtOnce)));
  for (const store::Item& item : page.items) {
    part.transaction.erase(item.key());
    if (begins_with(item, keys::kMemberPrefix)) {
      const Member who = store::from_item<Member>(item);
      if (who.state != MemberState::declined) uncount(part, who);
      tell_left(part, who, std::nullopt);
    } else if (begins_with(item, keys::kMessagePrefix)) {
      const Message message = store::from_item<Message>(item);
      const Owner sender = Owner::acting_for(message.sender_id);
      for (const media::Picture& picture : message.pictures)
        library_.release(part.transaction, sender, picture.id);
    }
  }
  co_return !page.items.empty() || page.next.has_value();
}

}  // namespace waymark::chat
