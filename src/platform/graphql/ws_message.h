// Messages of graphql-transport-ws (its PROTOCOL.md): JSON objects with a `type`, one a text frame.
//
//   client: connection_init{payload?} ping{payload?} pong{payload?} subscribe{id,payload} complete{id}
//   server: connection_ack pong{payload?} next{id,payload} error{id,payload} complete{id}
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

#include <boost/json.hpp>

#include "platform/graphql/parameters.h"

namespace waymark::graphql {

namespace ws {

struct ConnectionInit {
  boost::json::object payload;
};
struct Ping {
  std::optional<boost::json::object> payload;
};
struct Pong {};
struct Subscribe {
  std::string id;
  Parameters parameters;
};
struct Complete {
  std::string id;
};
using ClientMessage = std::variant<ConnectionInit, Ping, Pong, Subscribe, Complete>;

/// What the protocol does not know: the connection is closed with 4400 and this reason.
struct BadMessage {
  std::string reason;
};

std::variant<ClientMessage, BadMessage> parse_message(std::string_view text);

using Frame = std::shared_ptr<const std::string>;
Frame connection_ack();
Frame pong(const std::optional<boost::json::object>& payload);

// Messages about an operation begin with its opening, `{"id":"…"`. `next` is made of pieces, so that
// many sockets can share its middle, a whole response: opening, kNext, `{"data":…}`, `}`.
std::string opening(std::string_view id);
inline constexpr std::string_view kNext = ",\"type\":\"next\",\"payload\":";
/// `errors` is a JSON array.
Frame error(std::string_view opening, std::string_view errors);
Frame complete(std::string_view opening);

/// Close codes of the protocol.
enum class Close : std::uint16_t {
  bad_message = 4400,
  unauthorized = 4401,
  forbidden = 4403,
  subprotocol = 4406,
  init_timeout = 4408,
  subscriber_exists = 4409,
  locked = 4423,  // this person's sockets are closed
  too_many_inits = 4429,
  internal_error = 4500,
};

/// Cut to the 123 bytes that a close frame has room for (RFC 6455 §5.5), between characters.
std::string close_reason(std::string_view text);

}  // namespace ws
}  // namespace waymark::graphql
