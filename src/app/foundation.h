// What every command stands on: clock, randomness, keys, threads, metrics and the store.
#pragma once

#include <filesystem>
#include <memory>

#include "app/settings.h"
#include "app/store_engine.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/time.h"
#include "platform/runtime/reactor.h"
#include "platform/secrets/server_key.h"
#include "platform/telemetry/metrics.h"

namespace waymark::app {

/// Threads for what blocks, and how much may wait for them.
inline constexpr std::size_t kBackgroundThreads = 4;
inline constexpr std::size_t kBackgroundQueue = 4'096;

/// All but the store. Members are made in this order and end in the opposite one. Reactors are not started.
struct Machinery {
  /// Throws Error(unavailable) when the data folder cannot be used.
  explicit Machinery(const Settings& settings);
  ~Machinery();
  Machinery(const Machinery&) = delete;
  Machinery& operator=(const Machinery&) = delete;

  EngineParts engine_parts() {
    return EngineParts{clock, random, pool, reactors, metrics, server_key, log_kept_bytes};
  }

  std::filesystem::path folder;
  SystemClock clock;
  SystemRandom random;
  UuidV7Source ids;
  telemetry::Metrics metrics;
  secrets::ServerKey server_key;
  runtime::Reactors reactors;
  runtime::BackgroundPool pool;
  std::uint64_t log_kept_bytes;
};

/// With the store that the settings name.
struct Foundation : Machinery {
  /// Throws Error(unavailable) when the data folder, or the store, cannot be used.
  explicit Foundation(const Settings& settings);
  ~Foundation();

  std::unique_ptr<StoreEngine> engine;
  store::Store& store;
};

}  // namespace waymark::app
