// Commands to a Redis server, from any reactor, over one connection.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/task.h"
#include "platform/redis/address.h"
#include "platform/redis/reply.h"

namespace waymark::redis {

/// Commands that may wait for their answers, and how long one may.
inline constexpr std::size_t kMostWaiting = 10'000;
inline constexpr std::chrono::milliseconds kCallTimeout{1'000};

/// Connects by itself, and anew after a loss, with growing pauses. While there is no connection,
/// every call fails at once: whoever asks does without. A command that was sent when the connection
/// was lost may have been done or not; it is never sent again.
class Client {
 public:
  /// `name` is for the log.
  Client(Address address, std::string name, Random& random);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// On a reactor, where the connection lives.
  Task<void> start();
  Task<void> stop();
  /// Any thread.
  bool connected() const;

  /// The answer. Throws Error(unavailable) without a connection, past kCallTimeout or kMostWaiting,
  /// and when the server answers with an error.
  Task<Reply> call(std::vector<std::string> arguments);

  struct State;

 private:
  std::shared_ptr<State> state_;
};

/// A script, known to the server by its hash.
class Script {
 public:
  explicit Script(std::string text);
  /// EVALSHA, or EVAL where the server does not know it (any more). Throws as Client::call.
  Task<Reply> run(Client& client, std::vector<std::string> keys,
                  std::vector<std::string> arguments) const;

 private:
  std::string text_;
  std::string hash_;
};

}  // namespace waymark::redis
