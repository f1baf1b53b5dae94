// Asking other servers: the port. The engine is platform/http/curl/curl_client.h; tests write their own.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "base/error.h"
#include "base/task.h"
#include "platform/http/message.h"

namespace waymark::http {

/// A body that is too large for memory. Read once, on the reactor that asks: what blocks here blocks it.
class ClientBody {
 public:
  virtual ~ClientBody() = default;
  virtual std::uint64_t size() const = 0;
  /// The next bytes, at most so many; fewer only at the end. How many. Throws nothing.
  virtual std::size_t read(char* into, std::size_t at_most) = 0;
};

struct ClientRequest {
  Method method = Method::get;
  std::string url;  // http or https, absolute
  Headers headers;
  std::string body;
  std::shared_ptr<ClientBody> large_body;  // in place of `body`; no redirects are followed with it
  std::chrono::milliseconds timeout{10'000};  // from start to the last byte
  std::size_t response_limit = 1 << 20;       // bytes of body
  unsigned redirects = 0;                     // how many are followed; none unless asked for
};

struct ClientResponse {
  unsigned status = 0;
  Headers headers;
  std::string body;
};

/// There was no answer because nothing of the request was sent (no such host, refused, not trusted, too many waiting): to
/// ask again repeats nothing.
class NotSent : public Error {
 public:
  explicit NotSent(std::string cause)
      : Error(ErrorCode::unavailable, "error.unavailable", std::move(cause)) {}
};

/// Any reactor.
class Client {
 public:
  virtual ~Client() = default;
  /// The answer, whatever its status. Throws Error(unavailable) when there is none (NotSent when the server has seen
  /// nothing of it), Error(deadline_exceeded) past the timeout, Error(too_large) past the limit. Cancelling the caller
  /// ends the transfer.
  virtual Task<ClientResponse> fetch(ClientRequest request) = 0;
};

}  // namespace waymark::http
