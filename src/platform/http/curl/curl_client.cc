#include "platform/http/curl/curl_client.h"

#include <utility>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/executor_work_guard.hpp>

#include "platform/http/curl/curl_loop.h"

namespace waymark::http {
namespace {

/// Keeps the reactor at work until the transfer has ended, and then runs on it.
template <typename Handler>
struct ResumeOf final : TransferEnd {
  ResumeOf(Handler waiting, const Executor& reactor)
      : handler(std::move(waiting)), guard(reactor) {}
  void operator()() override {
    if (auto slot = boost::asio::get_associated_cancellation_slot(handler); slot.is_connected())
      slot.clear();
    Handler resumed = std::move(handler);
    resumed();
  }
  Handler handler;
  boost::asio::executor_work_guard<Executor> guard;
};

}  // namespace

CurlClient::CurlClient(CurlOptions options)
    : loops_(std::make_shared<CurlLoops>(std::move(options))) {}

CurlClient::~CurlClient() {
  stop();
}

void CurlClient::stop() {
  loops_->stop();
}

Task<ClientResponse> CurlClient::fetch(ClientRequest request) {
  const Executor reactor = co_await boost::asio::this_coro::executor;
  CurlLoop* const loop = &CurlLoops::here(loops_, reactor.context());
  auto transfer = std::make_shared<Transfer>(std::move(request));
  const auto start = [](auto handler, CurlLoop* on, std::shared_ptr<Transfer> begun,
                        Executor executor) {
    using Handler = decltype(handler);
    if (auto slot = boost::asio::get_associated_cancellation_slot(handler); slot.is_connected())
      slot.assign([on, weak = std::weak_ptr<Transfer>(begun)](boost::asio::cancellation_type) {
        if (const auto running = weak.lock()) on->cancel(running);
      });
    begun->end = std::make_unique<ResumeOf<Handler>>(std::move(handler), executor);
    on->start(std::move(begun));
  };
  co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<Executor>, void()>(
      start, use_task, loop, transfer, reactor);
  co_return transfer->result();
}

}  // namespace waymark::http
