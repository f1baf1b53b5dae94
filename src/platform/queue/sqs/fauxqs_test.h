// For tests: fauxqs, an SQS of npm's, in memory.
//
// Needs what runtime::npm_command() needs.
#pragma once

#include <filesystem>
#include <string>

#include "platform/runtime/test_server.h"

namespace waymark::queue {

/// Belongs to one thread: the server dies with the thread that started it.
class Fauxqs {
 public:
  Fauxqs() : port_(runtime::free_port()), server_(command(port_), port_) {}
  std::string endpoint() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  static runtime::ServerCommand command(std::uint16_t port) {
    runtime::ServerCommand command;
    command.arguments = runtime::npm_command("fauxqs/dist/server.js");
    command.environment = {"FAUXQS_PORT=" + std::to_string(port), "FAUXQS_LOGGER=false"};
    command.working_folder = std::filesystem::temp_directory_path();
    return command;
  }

  std::uint16_t port_;
  runtime::ServerProcess server_;
};

}  // namespace waymark::queue
