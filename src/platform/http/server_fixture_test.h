// For tests: a server on a free port of 127.0.0.1, with short time-outs where a test asks for them.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "platform/http/raw_client_test.h"
#include "platform/http/server.h"

namespace waymark::http {

class ServerTest : public testing::Test {
 protected:
  void SetUp() override {
    options_.port = 0;
    options_.drain_timeout = std::chrono::seconds(20);
  }
  void TearDown() override { stop(); }

  void start(std::size_t reactors = 1) {
    reactors_ = std::make_unique<runtime::Reactors>(reactors, std::chrono::milliseconds(5));
    reactors_->start();
    server_ = std::make_unique<Server>(options_, router_, *reactors_);
    server_->start();
  }
  void stop() {
    server_.reset();
    if (reactors_) reactors_->stop();
    reactors_.reset();
  }
  /// GET /large answers so many times "x", from one shared body.
  void serve_large(std::size_t bytes) {
    auto large = std::make_shared<const std::string>(bytes, 'x');
    router_.add(Method::get, "/large", [large](Request&, RequestContext&) -> Task<Response> {
      return [](std::shared_ptr<const std::string> text) -> Task<Response> {
        Response response;
        response.body = std::move(text);
        co_return response;
      }(large);
    });
  }
  std::unique_ptr<RawClient> connect() { return std::make_unique<RawClient>(server_->port()); }

  Router router_;
  ServerOptions options_;
  std::unique_ptr<runtime::Reactors> reactors_;
  std::unique_ptr<Server> server_;
};

}  // namespace waymark::http
