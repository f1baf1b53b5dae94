// A server that does nothing but answer, to measure the way through platform/http alone:
//   http_hello PORT [middleware]
#include <charconv>
#include <iostream>
#include <string>
#include <string_view>

#include <boost/asio/signal_set.hpp>

#include "platform/http/middleware/access.h"
#include "platform/http/middleware/compression.h"
#include "platform/http/middleware/error_mapping.h"
#include "platform/http/middleware/security_headers.h"
#include "platform/http/server.h"

namespace {

using namespace waymark;

constexpr std::string_view kBody =
    R"({"id":"0193f2a0-7d5c-7a10-9c3e-5b1f0c2d4e6f","email":"ana@example.org","nickname":"ana","locale":"pt-BR",)"
    R"("timeZone":"America/Sao_Paulo","tier":"FREE","createdAt":"2026-11-21T04:00:00.000Z","tags":["run"]})";

Task<http::Response> hello(http::Request&, RequestContext&) {
  co_return http::Response::json(std::string(kBody));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view port_text = argc > 1 ? argv[1] : "8090";
  http::ServerOptions options;
  std::from_chars(port_text.data(), port_text.data() + port_text.size(), options.port);
  telemetry::Metrics metrics;
  http::Router router;
  router.add(http::Method::get, "/me", hello);
  if (argc > 2) {
    router.use(http::observe(metrics, false));
    router.use(http::security_headers());
    router.use(http::compress());
    router.use(http::map_errors());
  }
  runtime::Reactors reactors(1);
  reactors.start();
  http::Server server(options, router, reactors);
  server.start();
  std::cout << "http://127.0.0.1:" << server.port() << "/me" << std::endl;
  boost::asio::io_context context;
  boost::asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([](const boost::system::error_code&, int) {});
  context.run();
  server.stop();
}
