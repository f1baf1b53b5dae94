// For tests: a Redis server of one's own, that can be killed and comes back on the same port.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "platform/redis/address.h"
#include "platform/runtime/test_server.h"

namespace waymark::redis {

class TestServer {
 public:
  TestServer() : port_(runtime::free_port()) { start(); }

  void start() {
    runtime::ServerCommand command;
    command.arguments = {"redis-server",
                         "--port",
                         std::to_string(port_),
                         "--bind",
                         "127.0.0.1",
                         "--save",
                         "",
                         "--appendonly",
                         "no",
                         "--dir",
                         folder_.path().string()};
    process_ = std::make_unique<runtime::ServerProcess>(command, port_);
  }
  void kill() {
    process_->stop(SIGKILL);
    process_.reset();
  }
  Address address() const {
    Address address;
    address.port = port_;
    return address;
  }
  std::string url() const { return "redis://127.0.0.1:" + std::to_string(port_); }

 private:
  runtime::TemporaryFolder folder_;
  std::uint16_t port_;
  std::unique_ptr<runtime::ServerProcess> process_;
};

}  // namespace waymark::redis
