// The store's engines, by name: which one is used, where it lies, and what only the wiring may ask of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/settings.h"
#include "base/random.h"
#include "base/task.h"
#include "base/time.h"
#include "platform/runtime/reactor.h"
#include "platform/secrets/server_key.h"
#include "platform/store/copy.h"
#include "platform/store/index_check.h"
#include "platform/store/journal.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"

namespace waymark::app {

/// What engines borrow; it outlives them.
struct EngineParts {
  const Clock& clock;
  Random& random;
  runtime::BackgroundPool& pool;
  runtime::Reactors& reactors;
  telemetry::Metrics& metrics;
  const secrets::ServerKey& server_key;
  std::uint64_t log_kept_bytes = 0;  // of the embedded engine's log, for backups
};

/// An opened store, whatever its engine.
class StoreEngine {
 public:
  virtual ~StoreEngine() = default;
  virtual store::Store& store() = 0;
  /// Makes the table and its indexes where they are missing. On a reactor.
  virtual Task<void> create() = 0;
  /// Compares indexes with items, as deeply as the engine can. On a reactor.
  virtual Task<store::IndexCheck> check() = 0;
  /// Before a pass over everything: sees what other processes have written. Blocks.
  virtual void catch_up() {}
  /// Other processes may use the same data at the same time.
  virtual bool shared() const = 0;
  /// What backups read; null for engines whose data others back up.
  virtual store::Journal* journal() { return nullptr; }
  /// Calls `committed`, on any thread, when another process may have committed events, where the engine can tell; a hint.
  /// Once, before the store is used.
  virtual void on_events(std::function<void()> committed) { (void)committed; }
  /// What the data are known as, without secrets: "embedded:/var/lib/waymark/store".
  virtual std::string name() const = 0;
  /// Refuses writes from now on and waits for those under way; before the reactors end. Blocks.
  virtual void close() {}
};

/// "embedded", "postgres", "dynamo": as the settings have it; or with a place of its own, "embedded:/folder",
/// "postgres:host=…", "dynamo:table".
struct EngineSpec {
  /// Throws config::ConfigError naming `option` for a name that is none.
  static EngineSpec parse(const std::string& text, const std::string& option);
  std::string engine;
  std::string place;  // empty: the settings'
};

enum class Access : std::uint8_t {
  own,   // read and write
  read,  // the embedded engine's data may be in use by a server meanwhile
};

/// Throws Error(unavailable) that says why the store cannot be used, config::ConfigError for settings that do not go
/// together. Nothing is asked of a server before the first operation.
std::unique_ptr<StoreEngine> open_engine(const EngineSpec& spec, const StoreSettings& settings,
                                         Access access, const EngineParts& parts);

/// The quicker way to fill the store that `spec` names, where its engine has one and no item is in it yet; null otherwise,
/// and when it is the source itself. Throws as open_engine() does.
std::unique_ptr<store::Loading> open_loading(const EngineSpec& spec, const StoreSettings& settings,
                                             const StoreEngine& source, const EngineParts& parts);

}  // namespace waymark::app
