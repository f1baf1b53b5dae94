// The event log, for its readers: up to the horizon, in order.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/events/horizon.h"
#include "platform/store/store.h"

namespace waymark::events {

struct LoggedEvent {
  Position position;
  Event event;  // without a type: an abandoned place, to be passed over
};

/// In order. Shared, for several readers stand at the same place.
using LoggedEvents = std::vector<std::shared_ptr<const LoggedEvent>>;

/// Reads for many readers that mostly stand at the end: what the first of them reads is kept for the others, `kRemembered`
/// events of each shard. Any reactor.
class LogReader {
 public:
  static constexpr std::size_t kRemembered = 256;

  /// Both are borrowed.
  LogReader(store::Store& store, Horizon& horizon) : store_(store), horizon_(horizon) {}

  /// Up to `at_most` events after `position` that may be read now; none at the end. One that expired since it was read may
  /// be among them.
  Task<LoggedEvents> read(std::uint32_t shard, Position position, std::uint32_t at_most);

 private:
  /// All events after `from`, up to and with `through`: none will be added between.
  struct Tail {
    bool covers(const Position& position) const;
    LoggedEvents after(const Position& position, std::uint32_t at_most) const;
    void add(const Position& read_after, const Position& read_through, const LoggedEvents& read);

    std::mutex mutex;
    bool known = false;
    Position from;
    Position through;
    std::deque<std::shared_ptr<const LoggedEvent>> events;
  };

  store::Store& store_;
  Horizon& horizon_;
  std::array<Tail, kShards> tails_;
};

}  // namespace waymark::events
