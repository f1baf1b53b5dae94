// Who wants to talk to a person.
#include <array>

#include "product/chat/events.h"
#include "product/notifications/facts.h"

namespace waymark::notifications {
namespace {

using chat::RoomId;
using events::Payload;

std::string request_source(RoomId room, UserId to) {
  return "REQUEST#" + room.to_string() + "#" + to.to_string();
}
std::string room_source(RoomId room) {
  return "ROOM#" + room.to_string();
}

Facts requests(UserId who, const Payload& payload) {
  const auto room = payload.member<RoomId>("roomId");
  Facts facts;
  for (const UserId to : payload.member<std::vector<UserId>>("requestedIds"))
    facts.push_back(message_request(who, to, room));
  return facts;
}
/// A room of two is seen by the other from its first message on.
Facts opened(UserId who, const Payload& payload) {
  if (payload.member<chat::RoomKind>("kind") == chat::RoomKind::shared)
    return requests(who, payload);
  auto to = payload.member<std::vector<UserId>>("requestedIds");
  if (to.empty()) return {};
  return {Held{room_source(payload.member<RoomId>("roomId")), std::move(to)}};
}
Facts sent(UserId who, const Payload& payload) {
  if (payload.member<std::int64_t>("number") != 1) return {};
  const auto room = payload.member<RoomId>("roomId");
  return {Released{room_source(room), who, room}};
}
Facts answered(UserId who, const Payload& payload) {
  return {Gone{request_source(payload.member<RoomId>("roomId"), who)}};
}

constexpr std::array kReaders = {
    FactReader{chat::RoomOpened::kType, opened},     FactReader{chat::RoomInvited::kType, requests},
    FactReader{chat::MessageSent::kType, sent},      FactReader{chat::RoomJoined::kType, answered},
    FactReader{chat::RoomDeclined::kType, answered}, FactReader{chat::RoomLeft::kType, answered},
};

}  // namespace

std::span<const FactReader> readers_of_rooms() {
  return kReaders;
}

Stands message_request(UserId actor, UserId to, RoomId room) {
  News news;
  news.kind = NotificationKind::message_request;
  news.to = to;
  news.subject = room.to_string();
  news.about.room_id = room;
  Stands stands;
  stands.source = request_source(room, to);
  stands.actor = actor;
  stands.news.push_back(std::move(news));
  return stands;
}

}  // namespace waymark::notifications
