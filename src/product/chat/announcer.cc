#include "product/chat/announcer.h"

#include <algorithm>

#include "base/json.h"

namespace waymark::chat {
namespace {

std::string topic_of(RoomId room) {
  return realtime::room_topic(room.to_string());
}

template <typename View>
realtime::MessagePtr frame(std::string_view kind, const View& view, UserId about) {
  auto message = std::make_shared<realtime::Message>();
  message->kind = kind;
  message->payload = json::to_string(view);
  message->about = about.to_string();
  return message;
}

}  // namespace

void Announcer::tell(const LogEntry& entry) {
  auto message = std::make_shared<realtime::Message>();
  message->kind = kMessageFrame;
  message->payload = json::to_string(entry.view);
  message->cursor = entry.view.cursor;
  message->previous = cursor_of(entry.position - 1);
  message->about = entry.about.to_string();
  hub_.publish(topic_of(entry.view.room_id), std::move(message));
  remember(entry.view.room_id, entry.position);
}

void Announcer::remember(RoomId room, std::int64_t position) {
  const std::lock_guard lock(mutex_);
  if (recent_.size() >= kRemembered && !recent_.contains(room))
    older_ = std::exchange(recent_, Places());
  std::int64_t& told = recent_[room];
  told = std::max(told, position);
}

bool Announcer::told(RoomId room, std::int64_t position) const {
  const std::lock_guard lock(mutex_);
  for (const Places* places : {&recent_, &older_})
    if (const auto found = places->find(room); found != places->end() && found->second >= position)
      return true;
  return false;
}

void Announcer::typing(const TypingView& typing) {
  hub_.publish(topic_of(typing.room_id), frame(kTypingFrame, typing, typing.user_id));
}

void Announcer::receipt(const ReceiptView& receipt) {
  hub_.publish(topic_of(receipt.room_id), frame(kReceiptFrame, receipt, receipt.user_id));
}

void Announcer::left(RoomId room, UserId user) {
  RoomNotice notice;
  notice.room_id = room;
  hub_.publish(topic_of(room), frame(kLeftFrame, notice, user));
}

void Announcer::room_changed(RoomId room, UserId user) {
  RoomNotice notice;
  notice.room_id = room;
  hub_.publish(realtime::user_topic(user.to_string()), frame(kRoomFrame, notice, user));
}

}  // namespace waymark::chat
