// What depends on whether other processes may use the same store: who works on what, and how events are placed and
// read. One process has it all to itself, at no cost; many share it by leases and by what they promise each other.
#pragma once

#include <memory>
#include <string>

#include "app/foundation.h"
#include "base/task.h"
#include "platform/events/horizon.h"
#include "platform/events/outbox.h"
#include "platform/events/shared_outbox.h"
#include "platform/events/store_outbox.h"
#include "platform/timing/leased_shards.h"
#include "platform/timing/sole_shards.h"
#include "platform/timing/uptime.h"

namespace waymark::app {

/// Made after the foundation, which it borrows. All but what it gives out is called on the first reactor.
class Nodes {
 public:
  explicit Nodes(Foundation& foundation);
  ~Nodes();

  /// From here on the outbox takes commits.
  Task<void> start_writing();
  Task<void> stop_writing();
  /// From here on this node takes its share of the work.
  Task<void> start_working();
  Task<void> stop_working();

  bool many() const { return leased_ != nullptr; }
  events::Outbox& outbox();
  events::Horizon& horizon();
  timing::Shards& shards();
  /// By which work is begun (Shards::clock).
  const Clock& clock() { return shards().clock(); }
  const timing::Uptime& uptime() const { return uptime_; }

 private:
  /// What the engine's own threads call: they may outlive us.
  struct News;

  Foundation& foundation_;
  timing::SystemUptime uptime_;
  // One process: these two …
  std::unique_ptr<timing::SoleShards> sole_;
  std::unique_ptr<events::StoreOutbox> own_outbox_;
  // … many: these.
  std::unique_ptr<timing::LeasedShards> leased_;
  std::unique_ptr<events::SharedOutbox> shared_outbox_;
  std::shared_ptr<News> news_;
};

}  // namespace waymark::app
