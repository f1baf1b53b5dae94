#include "app/housekeeping.h"

#include "base/error.h"
#include "platform/runtime/reactor.h"
#include "platform/telemetry/log.h"

namespace waymark::app {
namespace {

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
      telemetry::log(telemetry::Level::warn, "sweep_failed", {{"reason", error.what()}});
    }
  }
}

}  // namespace waymark::app
