// Work queues: jobs that wait for a worker, are given to one at a time, and are tried again until
// they are done or dead (architecture.md §5).
//
//   queue.h      the port                      jobs.h     jobs in the commit of what they are about
//   workers.h    handlers with retries         catalog.h  which queues there are
//   conformance_test.h  what every engine must pass
//   on_store/  any store    sqs/  Amazon SQS    nats/  NATS JetStream
//
// The life of a job: sent → ready (at once, or after its delay) → received, and hidden from others
// for its visibility time-out → acknowledged and gone; or to be tried again after a delay; or its
// time-out lapses and it is ready again. A job that was received as often as its queue allows and
// was still not acknowledged is dead: kept aside with its last error until it is redriven, or for
// kDeadLettersKept.
//
// What is promised by every engine: a job that was sent is kept durably, and delivered at least
// once. It may be delivered more often (a time-out lapsed, an answer was lost), so handlers are
// idempotent. Jobs of one priority come about in the order in which they became ready, which is not
// exact. A higher priority goes first, but for a share that keeps the lower ones moving
// (priority_turns.h).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/request_context.h"
#include "base/task.h"
#include "base/time.h"

namespace waymark::queue {

inline constexpr std::size_t kMaxBodyBytes = 256 * 1024;
inline constexpr std::size_t kMaxBatch = 10;  // jobs in one send, receive or ack
inline constexpr std::chrono::milliseconds kMaxDelay = std::chrono::hours(7 * 24);
inline constexpr std::chrono::milliseconds kMaxVisibility = std::chrono::hours(12);
inline constexpr std::chrono::milliseconds kMaxWait = std::chrono::seconds(20);
inline constexpr std::size_t kMaxErrorBytes = 1000;  // of a job's last error; the rest is cut off
inline constexpr std::chrono::milliseconds kDeadLettersKept = std::chrono::hours(14 * 24);

using JobId = Id<struct JobSubject>;

enum class Priority : std::uint8_t { high, medium, low };
inline constexpr std::size_t kPriorities = 3;

/// A job before it is sent. (A class with constructors: see style.md rule 14.)
struct NewJob {
  explicit NewJob(std::string content, Priority how_urgent = Priority::medium)
      : body(std::move(content)), priority(how_urgent) {}
  std::string body;  // any bytes, at most kMaxBodyBytes
  Priority priority;
  std::chrono::milliseconds delay{0};  // 0 to kMaxDelay; engines may round it up to whole seconds
  std::string trace_id;                // 32 hexadecimal digits, or "": the request it comes from

  NewJob& after(std::chrono::milliseconds how_long) {
    delay = how_long;
    return *this;
  }
  /// The job belongs to the trace of this request.
  NewJob& traced(const RequestContext& context);
};

/// Stands for one delivery of a job, and for no later one. Text that only its engine reads.
struct Receipt {
  Receipt() = default;
  explicit Receipt(std::string text) : token(std::move(text)) {}
  std::string token;
};

/// A job as it is delivered.
struct Job {
  JobId id;
  std::string body;
  Priority priority = Priority::medium;
  unsigned receives = 1;   // deliveries so far, this one too
  Instant sent_at;         // when it was first sent
  std::string last_error;  // why it was not done the last time, "" when nobody said
  std::string trace_id;
  Receipt receipt;
};

struct ReceiveOptions {
  ReceiveOptions() = default;
  explicit ReceiveOptions(std::size_t how_many) : max_jobs(how_many) {}
  std::size_t max_jobs = kMaxBatch;              // 1 to kMaxBatch
  std::chrono::milliseconds visibility{30'000};  // 1 s to kMaxVisibility
  std::chrono::milliseconds wait{0};             // for the first job, 0 to kMaxWait
};

/// A job that is tried no more.
struct DeadJob {
  JobId id;
  std::string body;
  Priority priority = Priority::medium;
  unsigned receives = 0;
  Instant sent_at;
  std::string last_error;
  std::string trace_id;
};

/// How a queue stands, near enough for people and alarms: engines may count a moment ago.
struct Stats {
  std::size_t ready[kPriorities] = {0, 0, 0};  // by priority: could be received now
  std::size_t in_flight = 0;                   // received, neither acknowledged nor lapsed
  std::size_t delayed = 0;                     // not yet due
  std::size_t dead = 0;
  /// How long the oldest job that is ready has been so; nullopt when none is, or when the engine
  /// cannot tell.
  std::optional<std::chrono::milliseconds> oldest_age;
  /// Counting stopped at a bound: there are at least so many.
  bool more = false;

  std::size_t depth() const { return ready[0] + ready[1] + ready[2]; }
};

/// All queues of one engine. Lives as long as the server; any reactor. `queue` is a name of the
/// catalog: any other gives Error(internal). Arguments beyond their limits are a bug of the caller:
/// Error(internal). Faults of the engine are Error(unavailable | deadline_exceeded | internal).
class Queue {
 public:
  virtual ~Queue() = default;

  /// Keeps 1 to kMaxBatch jobs, durably when it returns. After an error some may have been sent:
  /// sending them again makes them twice.
  virtual Task<void> send(std::string queue, std::vector<NewJob> jobs) = 0;
  /// Up to max_jobs, each hidden from others for the visibility time-out; none when there is none
  /// within the waiting time. A job sent through the same process ends the wait at once, or within
  /// five seconds where the engine asks a service that cannot tell.
  virtual Task<std::vector<Job>> receive(std::string queue, ReceiveOptions options) = 0;
  /// Done: the jobs (1 to kMaxBatch) are gone for good. A receipt that has lapsed is passed over:
  /// its job is delivered again if somebody else has not acknowledged it.
  virtual Task<void> ack(std::string queue, std::vector<Receipt> receipts) = 0;
  /// Not done, because of `error`: to be tried again after `delay` (0 to kMaxDelay), or dead when
  /// it was received as often as the queue allows; without a delay dead at once. A receipt that has
  /// lapsed is passed over.
  virtual Task<void> retry_after(std::string queue, Receipt receipt,
                                 std::optional<std::chrono::milliseconds> delay,
                                 std::string error) = 0;
  /// Hides the job until `visibility` from now; whether it was still ours to hide.
  virtual Task<bool> extend(std::string queue, Receipt receipt,
                            std::chrono::milliseconds visibility) = 0;

  /// Up to `limit` (1 to 100) dead jobs, the first that died first where the engine knows.
  virtual Task<std::vector<DeadJob>> dead_letters(std::string queue, std::size_t limit) = 0;
  /// Makes up to `limit` dead jobs ready again, with no receives counted; how many it was.
  virtual Task<std::size_t> redrive(std::string queue, std::size_t limit) = 0;
  virtual Task<Stats> stats(std::string queue) = 0;
};

/// "high", "medium", "low".
std::string_view to_string(Priority priority);

// What engines refuse before they touch anything, so that all refuse the same: Error(internal).
void check_send(const std::vector<NewJob>& jobs);
void check_receive(const ReceiveOptions& options);
void check_receipts(const std::vector<Receipt>& receipts);
void check_delay(std::chrono::milliseconds delay);
void check_visibility(std::chrono::milliseconds visibility);
void check_dead_limit(std::size_t limit);
/// At most kMaxErrorBytes of it, cut between characters.
std::string short_error(std::string error);

}  // namespace waymark::queue
