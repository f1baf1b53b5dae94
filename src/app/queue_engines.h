// The engines that hold jobs: the store always, and the service that delivers them when the settings name one.
//
//   queue.engine   commits put jobs      the handlers' jobs come from
//   store          on the store          there
//   sqs, nats      on the store          the service, to which a forwarder hands them on
#pragma once

#include <memory>

#include "app/foundation.h"
#include "app/settings.h"
#include "platform/queue/catalog.h"
#include "platform/queue/on_store/on_store_queue.h"

namespace waymark::app {

/// A service that delivers jobs. Lives on the first reactor.
class QueueService {
 public:
  virtual ~QueueService() = default;
  virtual queue::Queue& queue() = 0;
  /// Connects, and makes what is missing. Throws Error while the service is out of reach; may then be called again.
  virtual Task<void> start() = 0;
  /// Only after start() has succeeded.
  virtual Task<void> stop() = 0;
};

/// Made after the foundation, which it borrows.
class QueueEngines {
 public:
  /// Throws config::ConfigError for settings that do not go together. Nothing is asked of a service yet.
  QueueEngines(Foundation& foundation, const Settings& settings);

  const queue::Catalog& catalog() const { return catalog_; }
  const queue::Catalog& store_catalog() const { return store_catalog_; }
  queue::OnStoreQueue& on_store() { return on_store_; }
  /// Where the handlers' jobs come from.
  queue::Queue& delivering() { return service_ ? service_->queue() : on_store_; }

  /// Another than the store delivers.
  bool has_service() const { return service_ != nullptr; }
  /// The service answered once: from then on it may be used. Always so for the store.
  bool reached() const { return !service_ || reached_; }
  /// On the first reactor. reach() throws Error while the service is out of reach; may then be called again.
  Task<void> reach();
  Task<void> leave();

 private:
  queue::Catalog catalog_;
  queue::Catalog store_catalog_;
  queue::OnStoreQueue on_store_;
  std::unique_ptr<QueueService> service_;  // null: the store delivers
  bool reached_ = false;
};

}  // namespace waymark::app
