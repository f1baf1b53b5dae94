// Asking the server that runs on a data folder to do something, from a command on the same machine.
//
// <data folder>/control.sock, mode 0600: whoever may write the data may ask. One request a connection, a line each way:
//
//   {"command":"backup","destination":"/backups/waymark","name":"","count":0}
//   {"command":"queue redrive","destination":"","name":"mail","count":10}
//   {"done":true,"message":"…"}       or  {"done":false,"message":"why not"}
//
// The embedded store can be opened by one process only, so a command that needs it while a server runs asks here.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/task.h"

namespace waymark::app {

struct ControlRequest {
  std::string command;
  std::string destination;  // backup
  std::string name;         // of a queue, a consumer, a person
  std::int64_t count = 0;   // queue redrive
};
BOOST_DESCRIBE_STRUCT(ControlRequest, (), (command, destination, name, count))

struct ControlAnswer {
  bool done = false;
  std::string message;  // of one line or several
};
BOOST_DESCRIBE_STRUCT(ControlAnswer, (), (done, message))

/// The server's side. Made once the store is open: who has the store has the socket. Lives on one reactor.
class ControlSocket {
 public:
  using Handler = std::function<Task<ControlAnswer>(ControlRequest)>;

  /// Throws Error(unavailable) naming the socket when it cannot be made.
  ControlSocket(std::filesystem::path folder, Executor reactor, Handler handler);
  ~ControlSocket();
  ControlSocket(const ControlSocket&) = delete;
  ControlSocket& operator=(const ControlSocket&) = delete;
  void start();
  /// Ends what is under way and removes the socket.
  Task<void> stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The command's side: the server's answer, or nullopt when none runs on that folder. Blocks. Throws
/// Error(unavailable) when the server ended before it answered.
std::optional<ControlAnswer> ask_server(const std::filesystem::path& folder,
                                        const ControlRequest& request);

}  // namespace waymark::app
