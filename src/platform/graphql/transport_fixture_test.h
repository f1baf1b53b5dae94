// For tests: the world of world.graphql behind a real server.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "base/fake_clock.h"
#include "platform/graphql/transport.h"
#include "platform/graphql/world_test.h"
#include "platform/http/client_frame_test.h"
#include "platform/http/server_fixture_test.h"

namespace waymark::graphql {

class TransportTest : public http::ServerTest {
 protected:
  static constexpr std::int64_t kNow = 1'795'000'000'000;

  void serve(TransportOptions options = TransportOptions()) {
    transport_ = std::make_unique<Transport>(
        engine_, clock_,
        [this](boost::json::object payload, RequestContext& context) {
          return authenticate(std::move(payload), context);
        },
        options);
    transport_->mount(router_);
    start();
  }

  /// "Bearer ana" and "Bearer ben" are people; their tokens last as long as `token_life_`.
  Task<void> authenticate(boost::json::object payload, RequestContext& context) {
    const auto* field = payload.if_contains("authorization");
    if (field == nullptr) co_return;
    const std::string token(field->get_string());
    if (token != "Bearer ana" && token != "Bearer ben")
      throw Error(ErrorCode::unauthenticated, "error.unauthenticated");
    Principal principal;
    principal.user.uuid.bytes[0] = token == "Bearer ana" ? 1 : 2;
    principal.token_expires = clock_.now() + token_life_;
    context.principal = principal;
  }

  std::string post(std::string_view body, std::string_view accept = "application/json",
                   std::string_view type = "application/json") {
    const std::string head =
        "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: " + std::string(type) +
        "\r\nAccept: " + std::string(accept) +
        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    return connect()->ask(head + std::string(body));
  }
  std::string get(std::string_view query, std::string_view accept = "application/json") {
    return connect()->ask("GET /graphql?" + std::string(query) +
                          " HTTP/1.1\r\nHost: x\r\nAccept: " + std::string(accept) + "\r\n\r\n");
  }

  FakeClock clock_{Instant(std::chrono::milliseconds(kNow))};
  std::chrono::milliseconds token_life_{std::chrono::hours(1)};
  Engine engine_{testing::world_schema(), testing::world_bindings()};
  std::unique_ptr<Transport> transport_;
};

}  // namespace waymark::graphql
