#include "platform/graphql/ws_message.h"

#include "base/error.h"
#include "base/json.h"

namespace waymark::graphql::ws {
namespace {

// What a client says of itself, and lists of variables: the server's own limit on a message holds
// for their size.
constexpr json::Limits kLimits{.bytes = 1 << 20, .depth = 64};

BadMessage bad(std::string reason) {
  return BadMessage{std::move(reason)};
}

std::optional<std::string> id_of(const boost::json::object& message) {
  const auto* id = message.if_contains("id");
  if (id == nullptr || !id->is_string() || id->get_string().empty()) return std::nullopt;
  return std::string(id->get_string());
}

/// False when there is a payload that is no object.
bool payload_of(const boost::json::object& message, std::optional<boost::json::object>& payload) {
  const auto* value = message.if_contains("payload");
  if (value == nullptr || value->is_null()) return true;
  if (!value->is_object()) return false;
  payload = value->get_object();
  return true;
}

std::variant<ClientMessage, BadMessage> subscribe_of(const boost::json::object& message) {
  Subscribe subscribe;
  const auto id = id_of(message);
  if (!id) return bad("\"subscribe\" message expects the 'id' property to be a non-empty string");
  subscribe.id = *id;
  const auto* payload = message.if_contains("payload");
  if (payload == nullptr || !payload->is_object())
    return bad("\"subscribe\" message expects the 'payload' property to be an object");
  try {
    subscribe.parameters = parameters_of(*payload);
  } catch (const Error& error) {
    return bad("\"subscribe\" message has a wrong payload: " + error.problems().front().field);
  }
  return ClientMessage(std::move(subscribe));
}

Frame frame(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

}  // namespace

std::variant<ClientMessage, BadMessage> parse_message(std::string_view text) {
  boost::json::value value;
  try {
    value = json::parse(text, kLimits);
  } catch (const Error&) {
    return bad("Invalid message received: not JSON");
  }
  const auto* message = value.if_object();
  const auto* type_value = message != nullptr ? message->if_contains("type") : nullptr;
  if (type_value == nullptr || !type_value->is_string())
    return bad("Message is missing the 'type' property");
  const std::string type(type_value->get_string());
  if (type == "subscribe") return subscribe_of(*message);
  if (type == "complete") {
    const auto id = id_of(*message);
    if (!id) return bad("\"complete\" message expects the 'id' property to be a non-empty string");
    return ClientMessage(Complete{*id});
  }
  std::optional<boost::json::object> payload;
  if (!payload_of(*message, payload))
    return bad("\"" + type + "\" message expects the 'payload' property to be an object");
  if (type == "connection_init")
    return ClientMessage(ConnectionInit{payload.value_or(boost::json::object())});
  if (type == "ping") return ClientMessage(Ping{std::move(payload)});
  if (type == "pong") return ClientMessage(Pong{});
  return bad("Invalid message 'type' property \"" + type + "\"");
}

Frame connection_ack() {
  return frame("{\"type\":\"connection_ack\"}");
}

Frame pong(const std::optional<boost::json::object>& payload) {
  if (!payload) return frame("{\"type\":\"pong\"}");
  return frame("{\"type\":\"pong\",\"payload\":" + boost::json::serialize(*payload) + "}");
}

std::string opening(std::string_view id) {
  std::string text = "{\"id\":";
  json::append_string(text, id);
  return text;
}

Frame error(std::string_view opening, std::string_view errors) {
  std::string text(opening);
  text += ",\"type\":\"error\",\"payload\":";
  text += errors;
  text += '}';
  return frame(std::move(text));
}

Frame complete(std::string_view opening) {
  std::string text(opening);
  text += ",\"type\":\"complete\"}";
  return frame(std::move(text));
}

std::string close_reason(std::string_view text) {
  constexpr std::size_t kRoom = 123;
  if (text.size() <= kRoom) return std::string(text);
  std::size_t end = kRoom;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end));
}

}  // namespace waymark::graphql::ws
