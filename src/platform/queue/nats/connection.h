// A connection to NATS servers: requests and their answers as coroutines.
//
// libnats reads and writes on threads of its own. What it hands over is put down under a lock and
// the coroutine that waits for it is woken on its reactor; nothing here blocks but connect(), which
// runs on the background pool. When the connection breaks libnats makes it anew; requests made
// meanwhile run into their time-out.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"
#include "base/task.h"
#include "platform/queue/nats/message.h"
#include "platform/runtime/reactor.h"

namespace waymark::queue {

struct NatsServer {
  std::string url = "nats://127.0.0.1:4222";  // several are parted by commas; tls:// for TLS
  std::string user;                           // with a password, or
  Secret password;
  Secret token;                  // a token, or
  std::string credentials_file;  // a file of JWT and seed; all empty: none
  std::string ca_file;           // PEM of the authorities to trust; "": those of the system
};

}  // namespace waymark::queue

namespace waymark::queue::nats {

struct Incoming {
  std::string reply;  // where to answer, "" when nobody asks
  Headers headers;
  std::string body;
  unsigned status = 0;  // 404, 408 … of a message that only says how things are
};

/// Any reactor, after connect() has returned.
class Connection {
 public:
  explicit Connection(NatsServer server);
  /// Closes.
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Throws Error(unavailable) when no server answers. `ring` is called, on libnats's thread, for
  /// every message on the subjects `bells`, with what follows the wildcard.
  Task<void> connect(runtime::BackgroundPool& pool, std::string bells,
                     std::function<void(std::string_view)> ring);
  /// Does nothing when called again. Blocks for a moment.
  void close();

  /// Hands a message to libnats. Throws Error(unavailable) when it takes none.
  void publish(const std::string& subject, const std::string& reply, const Headers& headers,
               std::string_view body);
  /// The one answer. Throws Error(deadline_exceeded), or Error(unavailable) when nobody listens.
  Task<Incoming> request(std::string subject, Headers headers, std::string body,
                         std::chrono::milliseconds timeout);
  /// Up to `most` messages that a request brings forth; fewer when one that tells a status, or the
  /// time-out, comes before. What comes when nobody waits any more is given back to JetStream.
  Task<std::vector<Incoming>> pull(std::string subject, std::string body, std::size_t most,
                                   std::chrono::milliseconds timeout);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace waymark::queue::nats
