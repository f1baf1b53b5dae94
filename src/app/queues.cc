#include "app/queues.h"

#include <boost/asio/cancellation_state.hpp>

#include "base/backoff.h"
#include "base/error.h"
#include "platform/telemetry/log.h"
#include "product/feed/activity_writer.h"

namespace waymark::app {
namespace {

constexpr Backoff kBetweenTries{std::chrono::seconds(1), std::chrono::seconds(30)};

void log_failure(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    telemetry::log(telemetry::Level::error, "queues_not_started",
                   {{"reason", std::string_view(error.what())}});
  }
}

}  // namespace

Queues::Queues(Foundation& foundation, mail::Mailer& mailer, const Settings& settings)
    : foundation_(foundation),
      engines_(foundation, settings),
      mail_sealer_(foundation.server_key.derive("mail"), foundation.random),
      post_(engines_.on_store(), mail_sealer_),
      delivery_(mailer, mail_sealer_),
      graph_(foundation.store),
      fan_out_(foundation.store, graph_),
      workers_(queue::WorkerPorts(engines_.delivering(), engines_.catalog(), foundation.clock,
                                  foundation.random, foundation.metrics)) {
  if (engines_.has_service())
    forwarder_.emplace(queue::WorkerPorts(engines_.on_store(), engines_.store_catalog(),
                                          foundation.clock, foundation.random, foundation.metrics),
                       engines_.delivering());
  workers_.add(mail::kMailQueue, delivery_, mail::mail_worker());
  workers_.add(std::string(feed::kFanOutQueue), fan_out_, feed::fan_out_worker());
}

Task<void> Queues::start(std::vector<Executor> executors) {
  co_await engines_.on_store().start();
  if (!forwarder_) {
    co_await workers_.start(std::move(executors));
    co_return;
  }
  const Executor home = foundation_.reactors[0].executor();
  stopping_ = false;
  ending_ = std::make_shared<runtime::Signal>(home);
  reaching_.emplace(home, log_failure);
  reaching_->spawn(work_when_reached(std::move(executors)));
}

/// The server serves all the same while the service is out of reach.
Task<void> Queues::work_when_reached(std::vector<Executor> executors) {
  // What has begun is brought to its end: stop() waits for it, and then finds everything started or nothing.
  co_await boost::asio::this_coro::reset_cancellation_state(boost::asio::disable_cancellation());
  for (unsigned tries = 0; !stopping_; ++tries) {
    std::string reason;
    try {
      co_await engines_.reach();
      if (tries > 0) telemetry::log(telemetry::Level::info, "queue_service_reached");
      break;
    } catch (const Error& error) {
      reason = error.what();
    }
    if (tries == 0)
      telemetry::log(telemetry::Level::error, "queue_service_out_of_reach",
                     {{"reason", std::string_view(reason)}});
    const auto next =
        std::chrono::steady_clock::now() + kBetweenTries.delay(tries, foundation_.random);
    co_await ending_->wait_until(next);
  }
  if (stopping_) co_return;
  co_await forwarder_->start(executors);
  co_await workers_.start(std::move(executors));
}

Task<void> Queues::stop() {
  if (reaching_) {
    stopping_ = true;
    ending_->notify();
    co_await reaching_->stop();
    reaching_.reset();
    ending_ = nullptr;
  }
  co_await workers_.stop();
  if (forwarder_) co_await forwarder_->stop();
  co_await engines_.leave();
  co_await engines_.on_store().stop();
}

}  // namespace waymark::app
