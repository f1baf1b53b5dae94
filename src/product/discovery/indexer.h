// Keeps this node's index: what the events say has changed is read from the store and put there.
//
// It reads the event log for itself, for every node has an index of its own and must see every event; its place in the log
// (bookmark.h) is kept in the index, in the commit of what it led to. So the two never part: an index that is gone, of
// another format, or so old that events were missed, is made anew from the whole store, as it is when an operator asks
// (events.h). Meanwhile it answers with what it has, and follows what happens.
//
// The index is asked for its bookmark before each step, so that one which was thrown away under our feet is noticed.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/backoff.h"
#include "base/random.h"
#include "platform/events/horizon.h"
#include "platform/events/log.h"
#include "platform/runtime/reactor.h"
#include "platform/search/search.h"
#include "platform/store/store.h"
#include "platform/telemetry/metrics.h"
#include "product/discovery/bookmark.h"
#include "product/discovery/kind.h"

namespace waymark::discovery {

/// What an indexer borrows; it outlives it.
struct IndexerPorts {
  IndexerPorts(store::Store& the_store, events::Horizon& the_horizon, search::Index& the_index,
               const Clock& the_clock, Random& the_random, telemetry::Metrics& the_metrics,
               std::string the_source = {})
      : store(the_store),
        horizon(the_horizon),
        index(the_index),
        clock(the_clock),
        random(the_random),
        metrics(the_metrics),
        source(std::move(the_source)) {}
  store::Store& store;
  events::Horizon& horizon;
  search::Index& index;
  const Clock& clock;
  Random& random;
  telemetry::Metrics& metrics;
  std::string source;  // what the store is known as: an index of another one is made anew
};

class Indexer {
 public:
  enum class State : std::uint8_t { starting, rebuilding, following, unavailable };

  Indexer(const IndexerPorts& ports, Kinds kinds);
  /// Must have been stopped, or never started.
  ~Indexer();

  /// Works on the executor from now on.
  void start(Executor executor);
  /// On that executor.
  Task<void> stop();
  /// Does all there is to do, here and now. Not while started.
  Task<void> catch_up();
  /// Any thread.
  State state() const { return state_; }

 private:
  using Touched = std::set<std::pair<std::size_t, std::string>>;  // kind's place, id

  Task<void> work();
  Task<bool> step();
  void open(std::string_view text);
  Task<bool> follow();
  Task<bool> read_shard(std::uint32_t shard, Touched& touched);
  Task<void> read_event(const events::Event& event, Touched& touched);
  Task<void> rebuild();
  Task<void> begin_round();
  Task<void> read_everything();
  Task<void> put(Touched touched, bool with_bookmark);
  Task<void> add_documents(search::Batch& batch, std::size_t kind, std::vector<std::string> ids);
  Task<void> apply(search::Batch batch);
  void note_failure(const std::exception_ptr& failure);

  IndexerPorts ports_;
  events::LogReader log_;
  Kinds kinds_;
  telemetry::Counter& written_documents_;
  std::atomic<State> state_{State::starting};
  Bookmark bookmark_;
  std::string written_;  // the bookmark as the index has it
  bool sound_ = false;   // bookmark_ is where we are: all that was read up to it is in the index
  Instant saved_at_;
  std::size_t passed_ = 0;  // events since then
  bool rebuild_due_ = false;
  std::unique_ptr<runtime::TaskGroup> group_;
};

}  // namespace waymark::discovery
