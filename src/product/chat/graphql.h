// The GraphQL edge of chat (api/schema.graphql): Room, Message and what belongs to them.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "platform/graphql/bindings.h"
#include "platform/graphql/live.h"
#include "platform/realtime/hub.h"
#include "platform/realtime/presence.h"
#include "product/chat/chat.h"
#include "product/social/person_loader.h"

namespace waymark::chat {

/// GraphQL and REST `Presence`; also what the platform publishes of visits.
struct PresenceView {
  UserId user_id;
  bool present = false;
};
BOOST_DESCRIBE_STRUCT(PresenceView, (), (user_id, present))

/// Who of those who have the room open the person may see.
Task<std::vector<PresenceView>> presence_in(const Chat& chat, realtime::Presence& presence,
                                            const RequestContext& context, RoomId room);

/// Outlives the engine that it is bound to, as what it borrows does.
class ChatGraphql {
 public:
  ChatGraphql(const Chat& chat, const social::Social& social, realtime::Hub& hub,
              realtime::Presence& presence)
      : chat_(chat), social_(social), hub_(hub), presence_(presence) {}
  void bind(graphql::Bindings& bindings);

 private:
  void bind_rooms(graphql::Bindings& bindings);
  void bind_messages(graphql::Bindings& bindings);
  void bind_live(graphql::Bindings& bindings);

  Task<graphql::Connection<RoomView>> rooms(graphql::Call& call) const;
  Task<graphql::Connection<RoomView>> message_requests(graphql::Call& call) const;
  Task<std::optional<RoomView>> room(graphql::Call& call) const;
  Task<RoomView> open_direct_room(graphql::Call& call) const;
  Task<RoomView> create_room(graphql::Call& call) const;
  Task<RoomView> rename_room(graphql::Call& call) const;
  Task<RoomView> invite_to_room(graphql::Call& call) const;
  Task<RoomView> remove_from_room(graphql::Call& call) const;
  Task<bool> leave_room(graphql::Call& call) const;
  Task<RoomView> mute_room(graphql::Call& call) const;
  Task<RoomView> accept_request(graphql::Call& call) const;
  Task<bool> decline_request(graphql::Call& call) const;
  Task<std::vector<MemberView>> members(const RoomView& room, graphql::Call& call) const;
  Task<std::optional<MessageView>> last_message(const RoomView& room, graphql::Call& call) const;
  Task<social::PersonPtr> person(const MemberView& member, graphql::Call& call) const;

  Task<graphql::Connection<MessageView>> messages(graphql::Call& call) const;
  Task<std::optional<MessageView>> message(graphql::Call& call) const;
  Task<MessageView> send_message(graphql::Call& call) const;
  Task<MessageView> edit_message(graphql::Call& call) const;
  Task<MessageView> delete_message(graphql::Call& call) const;
  Task<MessageView> react(graphql::Call& call) const;
  Task<RoomView> mark_read(graphql::Call& call) const;
  Task<bool> set_typing(graphql::Call& call) const;
  Task<std::vector<PresenceView>> presence(graphql::Call& call) const;
  Task<social::PersonPtr> sender(const MessageView& message, graphql::Call& call) const;

  Task<graphql::Live<MessageView>> on_message(graphql::Call& call) const;
  Task<graphql::Live<TypingView>> on_typing(graphql::Call& call) const;
  Task<graphql::Live<PresenceView>> on_presence(graphql::Call& call) const;
  Task<graphql::Live<ReceiptView>> on_receipt(graphql::Call& call) const;
  graphql::Live<RoomNotice> on_rooms_changed(graphql::Call& call) const;
  Task<std::optional<RoomView>> room_of(const RoomNotice& notice, graphql::Call& call) const;

  const Chat& chat_;
  const social::Social& social_;
  realtime::Hub& hub_;
  realtime::Presence& presence_;
};

}  // namespace waymark::chat
