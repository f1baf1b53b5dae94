#include "product/chat/model.h"

#include <algorithm>
#include <charconv>

namespace waymark::chat {
namespace {

constexpr std::size_t kDigits = 16;

}  // namespace

namespace {

void show(MessageView& view, const Message& message) {
  view.text = message.text;
  view.pictures = message.pictures;
  for (const Reaction& reaction : message.reactions)
    view.reactions.push_back(ReactionView{
        reaction.emoji, static_cast<std::int64_t>(reaction.user_ids.size()), reaction.user_ids});
}

}  // namespace

MessageView view_of(const Message& message, std::int64_t position) {
  MessageView view;
  view.id = message.id;
  view.room_id = message.room_id;
  view.sender_id = message.sender_id;
  view.number = message.number;
  view.client_id = message.client_id;
  view.reply_to = message.reply_to;
  view.hidden_at = message.hidden_at;
  if (!message.hidden_at) show(view, message);
  view.sent_at = message.sent_at;
  view.edited_at = message.edited_at;
  view.deleted_at = message.deleted_at;
  view.version = message.version;
  view.cursor = cursor_of(position);
  return view;
}

std::string cursor_of(std::int64_t position) {
  const std::string digits = std::to_string(position);
  return std::string(kDigits - std::min(kDigits, digits.size()), '0') + digits;
}

std::optional<std::int64_t> position_of(std::string_view cursor) {
  std::int64_t position = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), position);
  const bool whole = error == std::errc() && end == cursor.data() + cursor.size();
  if (!whole || cursor.size() != kDigits || position < 0) return std::nullopt;
  return position;
}

std::string LogEntry::About::to_string() const {
  return sender.to_string() + "#" + cursor_of(position);
}

std::optional<LogEntry::About> LogEntry::About::parse(std::string_view text) {
  constexpr std::size_t kIdSize = 36;
  if (text.size() != kIdSize + 1 + kDigits || text[kIdSize] != '#') return std::nullopt;
  const auto sender = UserId::parse(text.substr(0, kIdSize));
  const auto position = position_of(text.substr(kIdSize + 1));
  if (!sender || !position) return std::nullopt;
  About about;
  about.sender = *sender;
  about.position = *position;
  return about;
}

}  // namespace waymark::chat
