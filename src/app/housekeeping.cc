#include "app/housekeeping.h"

#include "base/error.h"
#include "platform/runtime/reactor.h"
#include "platform/telemetry/log.h"

namespace waymark::app {
namespace {

void log_failure(std::string_view what, const Error& error) {
  telemetry::log(telemetry::Level::warn, "housekeeping_failed",
                 {{"what", what}, {"reason", error.what()}});
}

/// All that has expired, a bounded number at a time, so that others come between.
Task<void> sweep(store::Store& store) {
  std::size_t swept = kSweepAtOnce;
  while (swept == kSweepAtOnce) swept = co_await store.sweep(kSweepAtOnce);
}

}  // namespace

Task<void> keep_sweeping(store::Store& store) {
  while (true) {
    co_await runtime::sleep_for(kSweepEvery);
    try {
      co_await sweep(store);
    } catch (const Error& error) {
      log_failure("sweep", error);
    }
  }
}

Task<void> keep_ending_quests(const goals::Quests& quests) {
  while (true) {
    co_await runtime::sleep_for(kEndQuestsEvery);
    try {
      co_await quests.sweep(kEndQuestsAtOnce);
    } catch (const Error& error) {
      log_failure("quests", error);
    }
  }
}

}  // namespace waymark::app
