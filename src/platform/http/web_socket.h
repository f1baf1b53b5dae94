// One WebSocket (RFC 6455), after its upgrade.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/task.h"

namespace waymark::http {

/// Lives on one reactor, owned by the server, lent to its handler. One coroutine may receive while
/// others send.
class WebSocket {
 public:
  virtual ~WebSocket() = default;
  /// The subprotocol agreed on, "" for none.
  virtual std::string_view subprotocol() const = 0;
  /// The next whole text message (at most 1 MiB), nullopt once the peer has closed. Pings are
  /// answered underneath.
  virtual Task<std::optional<std::string>> receive() = 0;
  /// Queues a text frame; never waits. When more than 1 MiB is unsent the socket is closed with
  /// 1013 (try again later), so that a slow reader costs a bounded amount.
  virtual void send(std::shared_ptr<const std::string> text) = 0;
  /// The same, of a message whose middle many sockets share: `before` and `after` are copied only
  /// when the kernel does not take them at once.
  virtual void send_around(std::string_view before, std::shared_ptr<const std::string> middle,
                           std::string_view after) = 0;
  /// Returns when little (64 KiB) of what was sent waits for the peer, or the socket is not open.
  virtual Task<void> drained() = 0;
  /// Starts the closing handshake (RFC 6455 §7.4 codes); receive() then ends.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
  virtual bool open() const = 0;
};

}  // namespace waymark::http
