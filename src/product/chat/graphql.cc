#include "product/chat/graphql.h"

#include "platform/graphql/loader.h"
#include "platform/graphql/page_argument.h"

namespace waymark::chat {
namespace {

using graphql::Call;
using graphql::Connection;

Connection<RoomView> connection_of(RoomPage page) {
  return graphql::connection_of(std::move(page), &RoomPage::Entry::room);
}

Connection<MessageView> connection_of(HistoryPage page) {
  Connection<MessageView> connection;
  connection.has_next_page = page.has_next;
  connection.has_previous_page = page.has_previous;
  for (MessageView& message : page.messages) {
    std::string cursor = message.cursor;
    connection.edges.push_back({std::move(message), std::move(cursor)});
  }
  return connection;
}

/// The newest messages of a list of rooms are one read.
using MessagePtr = std::shared_ptr<const MessageView>;
using NewestLoader = graphql::Loader<RoomId, MessagePtr>;

/// The rooms whose newest messages are asked for in a request, and the loader that reads them.
struct NewestMessages {
  explicit NewestMessages(const Messages& messages)
      : seats(std::make_shared<std::unordered_map<RoomId, Seat>>()),
        loader([&messages, known = seats](std::vector<RoomId> ids) {
          return fetch(messages, known, std::move(ids));
        }) {}

  static Task<std::unordered_map<RoomId, MessagePtr>> fetch(
      const Messages& messages, std::shared_ptr<std::unordered_map<RoomId, Seat>> known,
      std::vector<RoomId> ids) {
    std::vector<Seat> wanted;
    wanted.reserve(ids.size());
    for (const RoomId id : ids) wanted.push_back(known->at(id));
    auto newest = co_await messages.newest(std::move(wanted));
    std::unordered_map<RoomId, MessagePtr> found;
    for (std::size_t i = 0; i < ids.size(); ++i)
      if (newest[i])
        found.emplace(ids[i], std::make_shared<const MessageView>(std::move(*newest[i])));
    co_return found;
  }

  std::shared_ptr<std::unordered_map<RoomId, Seat>> seats;
  NewestLoader loader;
};

}  // namespace

void ChatGraphql::bind(graphql::Bindings& bindings) {
  bind_rooms(bindings);
  bind_messages(bindings);
  bind_live(bindings);
}

void ChatGraphql::bind_rooms(graphql::Bindings& bindings) {
  bindings.object<RoomView>("Room")
      .resolver("members", &ChatGraphql::members, this)
      .resolver("lastMessage", &ChatGraphql::last_message, this);
  bindings.object<MemberView>("RoomMember").resolver("person", &ChatGraphql::person, this);
  bindings.query("rooms", &ChatGraphql::rooms, this);
  bindings.query("room", &ChatGraphql::room, this);
  bindings.query("messageRequests", &ChatGraphql::message_requests, this);
  bindings.mutation("openDirectRoom", &ChatGraphql::open_direct_room, this);
  bindings.mutation("createRoom", &ChatGraphql::create_room, this);
  bindings.mutation("renameRoom", &ChatGraphql::rename_room, this);
  bindings.mutation("inviteToRoom", &ChatGraphql::invite_to_room, this);
  bindings.mutation("removeFromRoom", &ChatGraphql::remove_from_room, this);
  bindings.mutation("leaveRoom", &ChatGraphql::leave_room, this);
  bindings.mutation("muteRoom", &ChatGraphql::mute_room, this);
  bindings.mutation("acceptRequest", &ChatGraphql::accept_request, this);
  bindings.mutation("declineRequest", &ChatGraphql::decline_request, this);
}

void ChatGraphql::bind_messages(graphql::Bindings& bindings) {
  bindings.object<media::Picture>("Media");
  bindings.object<MessageReference>("MessageReference");
  bindings.object<ReactionView>("Reaction");
  bindings.object<PresenceView>("Presence");
  bindings.object<MessageView>("Message")
      .field("ts", &MessageView::sent_at)
      .resolver("sender", &ChatGraphql::sender, this);
  bindings.query("messages", &ChatGraphql::messages, this);
  bindings.query("message", &ChatGraphql::message, this);
  bindings.query("presence", &ChatGraphql::presence, this);
  bindings.mutation("sendMessage", &ChatGraphql::send_message, this);
  bindings.mutation("editMessage", &ChatGraphql::edit_message, this);
  bindings.mutation("deleteMessage", &ChatGraphql::delete_message, this);
  bindings.mutation("react", &ChatGraphql::react, this);
  bindings.mutation("markRead", &ChatGraphql::mark_read, this);
  bindings.mutation("setTyping", &ChatGraphql::set_typing, this);
}

Task<Connection<RoomView>> ChatGraphql::rooms(Call& call) const {
  RoomPage page = co_await chat_.rooms.list(call.context(), RoomStanding::joined, page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<RoomView>> ChatGraphql::message_requests(Call& call) const {
  RoomPage page = co_await chat_.rooms.list(call.context(), RoomStanding::requested, page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::optional<RoomView>> ChatGraphql::room(Call& call) const {
  return chat_.rooms.find(call.context(), call.argument<RoomId>("id"));
}

Task<RoomView> ChatGraphql::open_direct_room(Call& call) const {
  return chat_.rooms.open_direct(call.context(), call.argument<UserId>("userId"), InputPath());
}

Task<RoomView> ChatGraphql::create_room(Call& call) const {
  return chat_.rooms.create(call.context(), call.argument<RoomInput>("input"), InputPath("input"));
}

Task<RoomView> ChatGraphql::rename_room(Call& call) const {
  return chat_.rooms.rename(call.context(), call.argument<RoomId>("id"),
                            call.argument<std::string>("name"), InputPath());
}

Task<RoomView> ChatGraphql::invite_to_room(Call& call) const {
  return chat_.rooms.invite(call.context(), call.argument<RoomId>("id"),
                            call.argument<std::vector<UserId>>("userIds"), InputPath());
}

Task<RoomView> ChatGraphql::remove_from_room(Call& call) const {
  return chat_.rooms.remove(call.context(), call.argument<RoomId>("id"),
                            call.argument<UserId>("userId"));
}

Task<bool> ChatGraphql::leave_room(Call& call) const {
  const RoomId room = call.argument<RoomId>("id");
  co_await chat_.rooms.leave(call.context(), room);
  co_return true;
}

Task<RoomView> ChatGraphql::mute_room(Call& call) const {
  return chat_.rooms.mute(call.context(), call.argument<RoomId>("id"),
                          call.argument<bool>("muted"));
}

Task<RoomView> ChatGraphql::accept_request(Call& call) const {
  return chat_.rooms.accept(call.context(), call.argument<RoomId>("roomId"));
}

Task<bool> ChatGraphql::decline_request(Call& call) const {
  const RoomId room = call.argument<RoomId>("roomId");
  co_await chat_.rooms.decline(call.context(), room);
  co_return true;
}

Task<std::vector<MemberView>> ChatGraphql::members(const RoomView& room, Call&) const {
  return chat_.rooms.members(room.seat);
}

Task<std::optional<MessageView>> ChatGraphql::last_message(const RoomView& room, Call& call) const {
  if (room.last_number == 0) co_return std::nullopt;
  NewestMessages& newest =
      call.shared<NewestMessages>([this] { return NewestMessages(chat_.messages); });
  newest.seats->insert_or_assign(room.id, room.seat);
  const auto found = co_await newest.loader.load(room.id);
  if (!found) co_return std::nullopt;
  co_return **found;
}

Task<social::PersonPtr> ChatGraphql::person(const MemberView& member, Call& call) const {
  return social::load_person(call, social_, member.user_id);
}

Task<Connection<MessageView>> ChatGraphql::messages(Call& call) const {
  HistoryRequest request;
  request.first = call.argument<std::optional<std::int64_t>>("first");
  request.after = call.argument<std::optional<std::string>>("after");
  request.before = call.argument<std::optional<std::string>>("before");
  const RoomId room = call.argument<RoomId>("roomId");
  HistoryPage page =
      co_await chat_.messages.history(call.context(), room, std::move(request), InputPath());
  co_return connection_of(std::move(page));
}

Task<std::optional<MessageView>> ChatGraphql::message(Call& call) const {
  return chat_.messages.find(call.context(), call.argument<RoomId>("roomId"),
                             call.argument<MessageId>("id"));
}

Task<MessageView> ChatGraphql::send_message(Call& call) const {
  MessageInput input;
  input.text = call.argument<std::string>("text");
  input.client_id = call.argument<std::optional<std::string>>("clientId");
  input.reply_to = call.argument<std::optional<MessageId>>("replyTo");
  input.media_ids = call.argument<std::vector<media::MediaId>>("mediaIds");
  const RoomId room = call.argument<RoomId>("roomId");
  const Sent sent =
      co_await chat_.messages.send(call.context(), room, std::move(input), InputPath());
  co_return view_of(sent.message, sent.message.position);
}

Task<MessageView> ChatGraphql::edit_message(Call& call) const {
  return chat_.messages.edit(call.context(), call.argument<RoomId>("roomId"),
                             call.argument<MessageId>("id"), call.argument<std::string>("text"),
                             InputPath());
}

Task<MessageView> ChatGraphql::delete_message(Call& call) const {
  return chat_.messages.remove(call.context(), call.argument<RoomId>("roomId"),
                               call.argument<MessageId>("id"));
}

Task<MessageView> ChatGraphql::react(Call& call) const {
  return chat_.messages.react(call.context(), call.argument<RoomId>("roomId"),
                              call.argument<MessageId>("messageId"),
                              call.argument<std::string>("emoji"),
                              call.argument<std::optional<bool>>("on").value_or(true), InputPath());
}

Task<RoomView> ChatGraphql::mark_read(Call& call) const {
  const RoomId room = call.argument<RoomId>("roomId");
  const auto number = call.argument<std::int64_t>("number");
  co_await chat_.messages.mark_read(call.context(), room, number);
  co_return co_await chat_.rooms.require(call.context(), room);
}

Task<bool> ChatGraphql::set_typing(Call& call) const {
  const RoomId room = call.argument<RoomId>("roomId");
  co_await chat_.messages.typing(call.context(), room);
  co_return true;
}

Task<std::vector<PresenceView>> ChatGraphql::presence(Call& call) const {
  return presence_in(chat_, presence_, call.context(), call.argument<RoomId>("roomId"));
}

/// What is shared by all readers of a room is executed for none of them: then they know the sender
/// from the room's members.
Task<social::PersonPtr> ChatGraphql::sender(const MessageView& message, Call& call) const {
  if (!call.context().principal) co_return nullptr;
  co_return co_await social::load_person(call, social_, message.sender_id);
}

}  // namespace waymark::chat
