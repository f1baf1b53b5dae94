#include "platform/backup/rounds.h"

#include <utility>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "base/error.h"
#include "platform/telemetry/log.h"

namespace waymark::backup {
namespace {

/// How often the time for a copy is looked at, if nothing makes it due at once, and how long one that failed waits.
constexpr std::chrono::seconds kLookEvery{10};
constexpr std::chrono::minutes kAfterFailure{1};

/// stop() has ended the loop, which is no failure.
bool is_cancelled(const std::exception& error) {
  const auto* code = dynamic_cast<const boost::system::system_error*>(&error);
  return code && code->code() == boost::asio::error::operation_aborted;
}

void log_child(std::exception_ptr failure) {
  try {
    std::rethrow_exception(std::move(failure));
  } catch (const std::exception& error) {
    log_failure("the archiver", error);
  }
}

}  // namespace

void log_failure(std::string_view what, const std::exception& error) {
  telemetry::log(telemetry::Level::error, "backup_failed",
                 {{"what", what}, {"reason", error.what()}});
}

void Rounds::start(Executor reactor) {
  wake_ = std::make_shared<runtime::Signal>(reactor);
  group_.emplace(reactor, log_child);
  group_->spawn(keep_archiving());
  group_->spawn(keep_copying());
}

Task<void> Rounds::stop() {
  if (!group_) co_return;
  co_await group_->stop();
  group_.reset();
  if (!healthy_) co_return;
  try {
    co_await work_.archive();
  } catch (const Error& error) {
    log_failure(work_.archiving, error);
  }
}

void Rounds::wake() {
  if (wake_) wake_->notify();
}

Task<void> Rounds::keep_archiving() {
  while (true) {
    try {
      co_await work_.archive();
      healthy_ = true;
    } catch (const std::exception& error) {
      if (is_cancelled(error)) throw;
      healthy_ = false;
      failures_.add();
      log_failure(work_.archiving, error);
    }
    co_await runtime::sleep_for(work_.archive_every);
  }
}

Task<void> Rounds::keep_copying() {
  while (true) {
    std::chrono::milliseconds wait = kLookEvery;
    if (work_.copy_is_due()) {
      try {
        co_await work_.copy();
      } catch (const std::exception& error) {
        if (is_cancelled(error)) throw;
        failures_.add();
        log_failure(work_.copying, error);
        wait = kAfterFailure;
      }
    }
    co_await wake_->wait_until(std::chrono::steady_clock::now() + wait);
  }
}

}  // namespace waymark::backup
