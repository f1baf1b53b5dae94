// What every command stands on: clock, randomness, threads, metrics and the store.
#pragma once

#include <filesystem>
#include <memory>

#include "app/settings.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/time.h"
#include "platform/runtime/reactor.h"
#include "platform/store/rocks/rocks_store.h"
#include "platform/telemetry/metrics.h"

namespace waymark::app {

/// Threads for what blocks, and how much may wait for them.
inline constexpr std::size_t kBackgroundThreads = 4;
inline constexpr std::size_t kBackgroundQueue = 4'096;

/// Members are made in this order and end in the opposite one. Reactors are not started.
struct Foundation {
  /// Throws Error(unavailable) when the data folder cannot be used.
  explicit Foundation(const Settings& settings);
  ~Foundation();
  Foundation(const Foundation&) = delete;
  Foundation& operator=(const Foundation&) = delete;

  std::filesystem::path folder;
  SystemClock clock;
  SystemRandom random;
  UuidV7Source ids;
  telemetry::Metrics metrics;
  runtime::Reactors reactors;
  runtime::BackgroundPool pool;
  std::unique_ptr<store::RocksStore> store;
};

}  // namespace waymark::app
