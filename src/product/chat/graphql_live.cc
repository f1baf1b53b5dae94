// The subscriptions of chat. What is the same for all members of a room is executed once for them
// (Live::shared); what one of them may not see of it, their judge leaves out.
#include "product/chat/graphql.h"

namespace waymark::chat {
namespace {

using graphql::Call;
using graphql::Live;
using graphql::Verdict;

constexpr std::string_view kMembers = "members";

/// Reads frames of one kind. Of who leaves, it makes an empty event, which no judge lets through:
/// it is there so that judges are asked.
template <typename View, const std::string_view& kKind>
std::optional<View> read_frame(const realtime::Message& message) {
  if (message.kind == kKind) return json::decode<View>(message.payload);
  if (message.kind == kLeftFrame) return View();
  return std::nullopt;
}

constexpr std::string_view kPresenceFrame = realtime::kPresenceMessage;

/// What every judge of a room does first: nullopt leaves the verdict to it.
std::optional<Verdict> verdict_of_leaving(const realtime::Message& message, const std::string& me) {
  if (message.kind != kLeftFrame) return std::nullopt;
  return message.about == me ? Verdict::end : Verdict::skip;
}

graphql::Judge judge_of_messages(Reader reader) {
  const std::string me = reader.user.to_string();
  return [me, viewer = std::move(reader)](const realtime::Message& message) {
    if (const auto verdict = verdict_of_leaving(message, me)) return *verdict;
    const auto about = LogEntry::About::parse(message.about);
    return about && viewer.may_see(*about) ? Verdict::send : Verdict::skip;
  };
}

/// What other members do, as far as the reader may know of it.
graphql::Judge judge_of_others(Reader reader) {
  const std::string me = reader.user.to_string();
  return [me, viewer = std::move(reader)](const realtime::Message& message) {
    if (const auto verdict = verdict_of_leaving(message, me)) return *verdict;
    const auto who = UserId::parse(message.about);
    const bool seen = who && *who != viewer.user && !viewer.apart &&
                      !std::binary_search(viewer.hidden.begin(), viewer.hidden.end(), *who);
    return seen ? Verdict::send : Verdict::skip;
  };
}

Task<std::vector<graphql::Past<MessageView>>> past_of(const Messages& messages, RoomId room,
                                                      std::string cursor) {
  auto entries = co_await messages.log_after(room, std::move(cursor));
  std::vector<graphql::Past<MessageView>> past;
  past.reserve(entries.size());
  for (LogEntry& entry : entries) {
    auto& event = past.emplace_back();
    event.cursor = entry.view.cursor;
    event.about = entry.about.to_string();
    event.event = std::move(entry.view);
  }
  co_return past;
}

/// Where a reader begins: behind the cursor they gave, never before what they may see.
std::string start_of(const Reader& reader, const std::optional<std::string>& after) {
  if (!after) return cursor_of(reader.position);
  const auto position = position_of(*after);
  if (!position) throw Error::invalid("after", "error.cursor");
  return cursor_of(
      std::clamp(*position, std::min(reader.visible_after, reader.position), reader.position));
}

std::string topic_of(RoomId room) {
  return realtime::room_topic(room.to_string());
}

}  // namespace

void ChatGraphql::bind_live(graphql::Bindings& bindings) {
  bindings.object<TypingView>("Typing");
  bindings.object<ReceiptView>("ReadReceipt");
  bindings.object<RoomNotice>("RoomChange").resolver("room", &ChatGraphql::room_of, this);
  bindings.subscription("onMessage", &ChatGraphql::on_message, this);
  bindings.subscription("onTyping", &ChatGraphql::on_typing, this);
  bindings.subscription("onPresence", &ChatGraphql::on_presence, this);
  bindings.subscription("onReceipt", &ChatGraphql::on_receipt, this);
  bindings.subscription("onRoomsChanged", &ChatGraphql::on_rooms_changed, this);
}

Task<Live<MessageView>> ChatGraphql::on_message(Call& call) const {
  const RoomId room = call.argument<RoomId>("roomId");
  const auto after = call.argument<std::optional<std::string>>("after");
  Reader reader = co_await chat_.messages.reader(call.context(), room);
  Live<MessageView> live(hub_, topic_of(room), kMessageFrame,
                         &read_frame<MessageView, kMessageFrame>);
  live.shared(std::string(kMembers));
  live.replay(start_of(reader, after), [&messages = chat_.messages, room](std::string cursor) {
    return past_of(messages, room, std::move(cursor));
  });
  if (!reader.apart) live.present(presence_, reader.user.to_string());
  live.judged(judge_of_messages(std::move(reader)));
  co_return live;
}

Task<Live<TypingView>> ChatGraphql::on_typing(Call& call) const {
  const RoomId room = call.argument<RoomId>("roomId");
  Reader reader = co_await chat_.messages.reader(call.context(), room);
  Live<TypingView> live(hub_, topic_of(room), kTypingFrame, &read_frame<TypingView, kTypingFrame>);
  live.shared(std::string(kMembers)).judged(judge_of_others(std::move(reader)));
  co_return live;
}

Task<Live<PresenceView>> ChatGraphql::on_presence(Call& call) const {
  const RoomId room = call.argument<RoomId>("roomId");
  Reader reader = co_await chat_.messages.reader(call.context(), room);
  Live<PresenceView> live(hub_, topic_of(room), kPresenceFrame,
                          &read_frame<PresenceView, kPresenceFrame>);
  live.shared(std::string(kMembers)).judged(judge_of_others(std::move(reader)));
  co_return live;
}

Task<Live<ReceiptView>> ChatGraphql::on_receipt(Call& call) const {
  const RoomId room = call.argument<RoomId>("roomId");
  Reader reader = co_await chat_.messages.reader(call.context(), room);
  Live<ReceiptView> live(hub_, topic_of(room), kReceiptFrame,
                         &read_frame<ReceiptView, kReceiptFrame>);
  live.shared(std::string(kMembers)).judged(judge_of_others(std::move(reader)));
  co_return live;
}

/// Each person's own; the room is looked up when it is told of, as they see it then.
Live<RoomNotice> ChatGraphql::on_rooms_changed(Call& call) const {
  const UserId user = call.context().require_principal().user;
  return Live<RoomNotice>(hub_, realtime::user_topic(user.to_string()), kRoomFrame);
}

Task<std::optional<RoomView>> ChatGraphql::room_of(const RoomNotice& notice, Call& call) const {
  return chat_.rooms.find(call.context(), notice.room_id);
}

Task<std::vector<PresenceView>> presence_in(const Chat& chat, realtime::Presence& presence,
                                            const RequestContext& context, RoomId room) {
  const Reader reader = co_await chat.messages.reader(context, room);
  std::vector<PresenceView> views;
  if (reader.apart) co_return views;
  const auto names = co_await presence.present(topic_of(room));
  for (const std::string& name : names) {
    const auto user = UserId::parse(name);
    if (!user || std::binary_search(reader.hidden.begin(), reader.hidden.end(), *user)) continue;
    PresenceView& view = views.emplace_back();
    view.user_id = *user;
    view.present = true;
  }
  co_return views;
}

}  // namespace waymark::chat
