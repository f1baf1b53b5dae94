#include "product/chat/consumer.h"

#include <algorithm>

#include "base/json.h"

namespace waymark::chat {
namespace {

constexpr std::string_view kTypes[] = {
    MessageSent::kType, MessageChanged::kType, RoomOpened::kType,   RoomInvited::kType,
    RoomJoined::kType,  RoomLeft::kType,       RoomDeclined::kType, RoomRenamed::kType};

template <typename Payload>
RoomId room_of(const events::Event& event) {
  return json::decode<Payload>(event.payload).room_id;
}

}  // namespace

bool ChatConsumer::wants(std::string_view type) const {
  return std::ranges::find(kTypes, type) != std::end(kTypes);
}

Task<events::Effects> ChatConsumer::apply(const events::Event& event) {
  if (event.type == MessageSent::kType) return sent(json::decode<MessageSent>(event.payload));
  if (event.type == MessageChanged::kType)
    return changed(json::decode<MessageChanged>(event.payload));
  if (event.type == RoomLeft::kType) return parted(room_of<RoomLeft>(event), event.user);
  if (event.type == RoomDeclined::kType) return parted(room_of<RoomDeclined>(event), event.user);
  if (event.type == RoomOpened::kType) return moved(room_of<RoomOpened>(event));
  if (event.type == RoomInvited::kType) return moved(room_of<RoomInvited>(event));
  if (event.type == RoomJoined::kType) return moved(room_of<RoomJoined>(event));
  return moved(room_of<RoomRenamed>(event));
}

Task<events::Effects> ChatConsumer::moved(RoomId room) {
  events::Effects effects;
  co_await tell_members(effects, room);
  co_return effects;
}

Task<events::Effects> ChatConsumer::sent(MessageSent sent) {
  events::Effects effects;
  co_await tell_again(effects, sent.room_id, sent.position, sent.position);
  co_await tell_members(effects, sent.room_id);
  co_return effects;
}

Task<events::Effects> ChatConsumer::changed(MessageChanged changed) {
  events::Effects effects;
  co_await tell_again(effects, changed.room_id, changed.message_position, changed.position);
  const auto room = co_await rooms_.find(changed.room_id);
  // Lists of rooms show the newest message alone.
  if (room && room->last_position == changed.message_position)
    co_await tell_members(effects, changed.room_id);
  co_return effects;
}

/// Who left, was removed, or declined; the other one of a direct room is not told.
Task<events::Effects> ChatConsumer::parted(RoomId id, UserId who) {
  events::Effects effects;
  const auto room = co_await rooms_.find(id);
  if (room && room->kind == RoomKind::shared) co_await tell_members(effects, id);
  std::vector<UserId> wanted{who};
  const auto members = co_await rooms_.members(id, std::move(wanted));
  const bool back = members.at(0) && members.at(0)->state != MemberState::declined;
  if (!back)
    effects.after_commit.push_back([&announcer = announcer_, id, who] {
      announcer.left(id, who);
      announcer.room_changed(id, who);
    });
  co_return effects;
}

/// Unless this process has told of it, or of what came after it.
Task<void> ChatConsumer::tell_again(events::Effects& effects, RoomId room, std::int64_t message,
                                    std::int64_t position) {
  if (announcer_.told(room, position)) co_return;
  const auto stored = co_await messages_.at(room, message);
  if (!stored) co_return;  // it has expired
  effects.after_commit.push_back(
      [&announcer = announcer_, entry = LogEntry(stored->message, position)] {
        announcer.tell(entry);
      });
}

Task<void> ChatConsumer::tell_members(events::Effects& effects, RoomId room) {
  const auto members = co_await rooms_.members(room);
  for (const Member& member : members)
    if (member.state != MemberState::declined)
      effects.after_commit.push_back([&announcer = announcer_, room, user = member.user_id] {
        announcer.room_changed(room, user);
      });
}

}  // namespace waymark::chat
