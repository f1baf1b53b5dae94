// Who works on what, when several nodes share one store: sixteen shards, each held by one node at a
// time. Timers, scheduled jobs and event consumers all ask here before they act.
//
//   sole_shards.h    one process alone has the store: it holds all, always
//   leased_shards.h  many: a lease a shard, spread evenly over the nodes that are alive
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/time.h"

namespace waymark::timing {

inline constexpr std::uint32_t kShards = 16;
/// murmur3_32(key) mod 16.
std::uint32_t shard_of(std::string_view key);
/// "07"
std::string shard_name(std::uint32_t shard);

/// The right to work on a shard now. As long as one lives, the shard is not handed over in good
/// order; so it is kept for a piece of work (a page of events, a run of a job), not for ever.
/// Movable; any thread.
class Hold {
 public:
  /// What holds are of; their owner keeps it as long as any of them lives.
  class Source {
   public:
    virtual ~Source() = default;
    virtual bool valid(std::int64_t token) const = 0;
    std::atomic<std::int64_t> users{0};
  };

  Hold(std::shared_ptr<Source> source, std::int64_t token)
      : source_(std::move(source)), token_(token) {
    ++source_->users;
  }
  ~Hold() {
    if (source_) --source_->users;
  }
  Hold(Hold&& other) noexcept = default;
  Hold& operator=(Hold&& other) noexcept {
    std::swap(source_, other.source_);
    std::swap(token_, other.token_);
    return *this;
  }

  /// False from the moment that work must stop: the lease has run out, or another node waits for
  /// the shard. Ask before each step that others must not see done twice at once.
  bool valid() const { return source_->valid(token_); }
  /// Rises with every change of the shard's owner: in a condition of a commit, it fences off
  /// whoever held the shard before and does not know yet.
  std::int64_t token() const { return token_; }

 private:
  std::shared_ptr<Source> source_;
  std::int64_t token_;
};

/// Any thread. Outlives all that ask it.
class Shards {
 public:
  virtual ~Shards() = default;
  /// nullopt while another node has the shard, or nobody: ask again after a while.
  virtual std::optional<Hold> hold(std::uint32_t shard) = 0;
  /// The time by which work that is due is begun: this node's clock, unless other nodes' clocks
  /// show that it has jumped (leased_shards.h).
  virtual const Clock& clock() const = 0;
};

}  // namespace waymark::timing
