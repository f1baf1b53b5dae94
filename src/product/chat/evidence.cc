#include "product/chat/evidence.h"

#include "base/json.h"
#include "product/chat/events.h"
#include "product/chat/limits.h"

namespace waymark::chat {

Task<std::optional<Message>> Evidence::message(RoomId room, MessageId id) const {
  const auto place = co_await messages_.place(room, id);
  if (!place) co_return std::nullopt;
  auto stored = co_await messages_.at(room, place->position);
  if (!stored || stored->message.deleted_at) co_return std::nullopt;
  co_return std::move(stored->message);
}

Task<std::vector<Message>> Evidence::around(RoomId room, MessageId id, std::uint32_t count) const {
  std::vector<Message> all;
  const auto place = co_await messages_.place(room, id);
  if (!place) co_return all;
  const auto it = co_await messages_.at(room, place->position);
  if (!it || it->message.deleted_at) co_return all;
  MessageSpan before = co_await messages_.before(room, 0, place->position, count);
  MessageSpan after = co_await messages_.after(room, place->position, count);
  all = std::move(before.messages);
  all.push_back(it->message);
  all.insert(all.end(), after.messages.begin(), after.messages.end());
  std::erase_if(all, [](const Message& message) { return message.deleted_at.has_value(); });
  co_return all;
}

Task<std::optional<LogEntry>> Evidence::hide(store::Transaction& transaction,
                                             std::vector<events::NewEvent>& events, RoomId room_id,
                                             MessageId id, UserId by, std::optional<Instant> at,
                                             Instant now) const {
  const auto room = co_await rooms_.find(room_id);
  const auto place = co_await messages_.place(room_id, id);
  if (!room || !place) co_return std::nullopt;
  const auto before = co_await messages_.at(room_id, place->position);
  if (!before || before->message.deleted_at) co_return std::nullopt;
  if (before->message.hidden_at.has_value() == at.has_value()) co_return std::nullopt;
  Message after = before->message;
  after.hidden_at = at;
  ++after.version;
  const std::int64_t position = room->position + 1;
  MessageRepository::advance(transaction, *room, position, nullptr);
  MessageRepository::change(transaction, *before, after, position, now + kChangesKept);
  MessageChanged payload;
  payload.room_id = room_id;
  payload.message_id = id;
  payload.message_position = after.position;
  payload.position = position;
  payload.change = MessageChange::edited;
  payload.changed_at = now;
  events.emplace_back(std::string(MessageChanged::kType), by, json::to_string(payload));
  co_return LogEntry(after, position);
}

}  // namespace waymark::chat
