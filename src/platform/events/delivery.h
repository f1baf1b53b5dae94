// One consumer on one shard: the cursor, and one event after the other.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "platform/events/consumers.h"

namespace waymark::events {

/// A consumer's counters; the registry owns them.
struct ConsumerMetrics {
  ConsumerMetrics(telemetry::Metrics& metrics, std::string_view consumer);
  telemetry::Counter& applied;
  telemetry::Counter& failures;
  telemetry::Counter& parked;
  telemetry::Histogram& delay;  // from the event to its effects
};

/// Belongs to one executor, and to one coroutine at a time; rewind() and waiting_since() from any thread.
class Delivery {
 public:
  Delivery(const ConsumerPorts& ports, const ConsumerOptions& options, LogReader& log,
           Consumer& consumer, ConsumerMetrics& metrics, std::uint32_t shard);

  /// Delivers up to a page of events; whether there were any. Throws what the store throws; then,
  /// or when another runner was faster, the next call goes on from the durable cursor. `hold`: ends
  /// early once it is not valid; null where nobody else delivers.
  Task<bool> deliver_page(const timing::Hold* hold = nullptr);
  /// The durable cursor was changed: read it again.
  void rewind() { rewound_ = true; }
  /// A page is under way.
  bool busy() const { return busy_; }
  /// The cursor is to be read (again).
  bool rewound() const { return rewound_; }
  /// Unless it is rewound: the last event done.
  const Position& position() const { return position_; }
  /// The cursor has the token of somebody who holds the shard after us.
  bool fenced_off() const { return token_ != 0 && fence_ > token_; }
  /// When the oldest event that waits here happened (milliseconds since 1970), 0 when none waits.
  std::int64_t waiting_since() const { return waiting_since_.load(std::memory_order_relaxed); }

  // For who reads and claims the cursors of many at once, instead of deliver_page() (shard_watch.h): expect_cursor(), then
  // the cursor is read, adopt(), add_claim(), and when that is committed claimed().

  /// Whether deliver_page() under this token would read the cursor.
  bool wants_cursor(std::int64_t token) const { return !busy_ && (rewound_ || token_ != token); }
  void expect_cursor() { rewound_ = false; }
  /// `cursor` is what the store has, read since expect_cursor(). False, and nothing happens, when the delivery has begun to
  /// work or was rewound since.
  bool adopt(const std::optional<store::Item>& cursor, std::int64_t token);
  /// False when the cursor has this token.
  bool add_claim(store::Transaction& transaction) const;
  void claimed();
  /// Whether the cursor is as this delivery last saw it.
  bool stands_at(const std::optional<store::Item>& cursor) const;

 private:
  enum class Attempt : std::uint8_t { applied, contended, superseded };

  Task<bool> deliver_events();
  Task<void> load_cursor();
  void take_cursor(const std::optional<store::Item>& cursor);
  Task<bool> claim_cursor();
  bool may_go_on() const { return hold_ == nullptr || hold_->valid(); }
  void add_cursor_move(store::Transaction& transaction, const Position& to) const;
  Task<bool> deliver(const Event& event, const Position& position);
  Task<Attempt> attempt(const Event& event, const Position& position);
  Task<bool> park(const Event& event, const Position& position, std::string reason);
  Task<bool> save_cursor();
  void moved_to(const Position& position);

  const ConsumerPorts& ports_;
  const ConsumerOptions& options_;
  LogReader& log_;
  Consumer& consumer_;
  ConsumerMetrics& metrics_;
  std::uint32_t shard_;

  bool busy_ = false;
  const timing::Hold* hold_ = nullptr;  // of the page under way
  std::int64_t token_ = 0;              // under which the cursor was read; 0: not leased
  std::int64_t fence_ = 0;              // the token that the durable cursor has

  std::atomic<bool> rewound_{true};  // position_ is not known
  std::optional<Position> saved_;    // what the durable cursor says; nullopt: there is none
  Position position_;                // the last event done, at or after *saved_
  std::uint32_t passed_ = 0;         // events between the two
  std::atomic<std::int64_t> waiting_since_{0};
};

/// Runs the callbacks of a commit that was made; their failures are logged, for nothing can be
/// taken back any more.
void run_after_commit(const Effects& effects, std::string_view consumer);

/// A line that `event` failed, and why.
void log_failure(std::string_view event, const std::exception_ptr& failure);

/// A context to commit in, with the trace of the event.
RequestContext context_of(const Event& event);

}  // namespace waymark::events
