// For tests: fauxqs, an SQS of npm's, in memory.
//
// Needs `npm ci` in tests/servers. WAYMARK_SOURCE_DIR says where the source tree is.
#pragma once

#include <cstdlib>
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
    const char* source = std::getenv("WAYMARK_SOURCE_DIR");
    const std::filesystem::path modules =
        std::filesystem::path(source ? source : ".") / "tests/servers/node_modules";
    const std::filesystem::path program = modules / "fauxqs/dist/server.js";
    if (!exists(program))
      throw std::runtime_error("no " + program.string() +
                               ": run npm ci in tests/servers (and set WAYMARK_SOURCE_DIR)");
    runtime::ServerCommand command;
    // It needs Node.js 22, which npm brings along.
    command.arguments = {absolute(modules / ".bin/node").string(), absolute(program).string()};
    command.environment = {"FAUXQS_PORT=" + std::to_string(port), "FAUXQS_LOGGER=false"};
    command.working_folder = std::filesystem::temp_directory_path();
    return command;
  }

  std::uint16_t port_;
  runtime::ServerProcess server_;
};

}  // namespace waymark::queue
