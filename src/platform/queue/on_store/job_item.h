// How jobs lie in the store.
//
//   PK `QUEUE#<queue>#<priority>#<shard>`   SK `<due>#<id>`     a job
//   PK `QUEUE#<queue>#DEAD`                 SK `<died>#<id>`    a dead job, `ttl` 14 days
//
// <priority> is high, medium or low; <shard> is Murmur3_32 of the id modulo kShards; <due> and
// <died> are RFC 3339 instants in UTC, so a range of sort keys is a span of time. Attributes:
//
//   body       text, or bytes when it is no text     receives   deliveries so far
//   sentAt     milliseconds since 1970               visibleAt  the same, once it was received
//   lastError, traceId                               priority   of a dead job
//
// `receives` guards every change: a delivery counts it up and all that its receiver may do asks for
// that count, so what a lapsed receipt asks for meets a failed condition. A retry moves the job to
// its new due time; a delivery leaves it where it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/queue/queue.h"
#include "platform/store/store.h"

namespace waymark::queue::on_store {

/// Never changed: jobs in a shard past a smaller number would not be looked for. Four partitions a
/// priority write 1,300 jobs a second on DynamoDB, whose partitions take 1,000 writes each.
inline constexpr std::uint32_t kShards = 4;
inline constexpr std::size_t kLanes = kPriorities * kShards;

/// One of a queue's partitions.
struct LaneId {
  Priority priority = Priority::medium;
  std::uint32_t shard = 0;
  std::size_t place() const { return static_cast<std::size_t>(priority) * kShards + shard; }
  static LaneId at(std::size_t place) {
    return {static_cast<Priority>(place / kShards), static_cast<std::uint32_t>(place % kShards)};
  }
};

LaneId lane_of(const JobId& id, Priority priority);
std::string lane_partition(std::string_view queue, LaneId lane);
std::string dead_partition(std::string_view queue);
std::string sort_key(Instant at, const JobId& id);
/// The greatest sort key of a job that is due at `now`.
std::string last_due(Instant now);
/// Less than every sort key of that instant.
std::string first_at(Instant at);
/// Behind `sort_key`, before every other.
std::string just_after(std::string_view sort_key);

/// Everything about a job but where it lies.
struct StoredJob {
  JobId id;
  std::string body;
  Priority priority = Priority::medium;
  unsigned receives = 0;
  Instant sent_at;
  std::string last_error;
  std::string trace_id;
};

store::Item ready_item(std::string_view queue, const StoredJob& job, Instant due);
store::Item dead_item(std::string_view queue, const StoredJob& job, Instant died);
/// A job of a lane, or a dead one. Throws Error(internal) when the item is none.
StoredJob job_of(const store::Item& item, Priority priority);
StoredJob dead_job_of(const store::Item& item);
/// When a job that was received may be received again.
std::optional<Instant> visible_at(const store::Item& item);

/// A delivery: where the job lies and which of its deliveries it is.
///   receipt := place "." receives "." sort key
struct Delivery {
  LaneId lane;
  unsigned receives = 0;
  std::string sk;

  Receipt receipt() const;
  /// Throws Error(internal) for text that is no receipt.
  static Delivery of(const Receipt& receipt);
  store::Key key(std::string_view queue) const {
    return store::Key(lane_partition(queue, lane), sk);
  }
  /// The job is there and this delivery is its latest.
  store::Condition holds() const {
    return store::Condition::equal("receives", std::int64_t{receives});
  }
};

}  // namespace waymark::queue::on_store
