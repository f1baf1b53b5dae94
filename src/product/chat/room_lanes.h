// One writer at a time in each room, and the next ones together: what keeps a room's log in order
// without anybody's commit failing for it.
//
// Every write to a room's log takes its next place, on condition that the place before is still the
// last: two at once would make one of them fail and try again, and a hundred would try thousands of
// times. So the writers of one process take turns (a lane a room). The first leads: it commits its
// own write, and with it all that came meanwhile (up to kBatch, in one transaction); then the next
// one that waits leads. Between processes the condition decides, and the loser tries again.
#pragma once

#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "base/request_context.h"
#include "base/task.h"
#include "platform/runtime/signal.h"
#include "product/chat/model.h"

namespace waymark::chat {

/// Any reactor. Outlives what runs in it.
class RoomLanes {
 public:
  /// Written together at most: each message takes four of a transaction's hundred operations.
  static constexpr std::size_t kBatch = 20;
  /// That may wait in one room; past it Error(unavailable).
  static constexpr std::size_t kMostWaiting = 1000;

  /// A write that takes its turn. What it needs is its own: its sender may be gone before it ends.
  class Job {
   public:
    explicit Job(bool runs_alone) : alone_(runs_alone) {}
    virtual ~Job() = default;
    /// Set by who performs it; run() throws it.
    std::exception_ptr failure;

   private:
    friend class RoomLanes;
    enum class Place : std::uint8_t { waiting, leading, taken };
    const bool alone_;
    Place place_ = Place::waiting;  // under the lanes' mutex
    std::shared_ptr<runtime::Signal> turn_;
  };
  using JobPtr = std::shared_ptr<Job>;

  /// Performs one job that runs alone, or several that do not, in their order. What it throws is
  /// every job's failure that has none of its own. Not cancelled: a commit that has begun is told
  /// to all it concerns.
  using Perform = std::function<Task<void>(RoomId room, std::vector<JobPtr> jobs)>;
  explicit RoomLanes(Perform perform) : perform_(std::move(perform)) {}

  /// Returns when the job was performed. A caller that is cancelled while it waits leaves the line.
  Task<void> run(RoomId room, JobPtr job);

 private:
  using Lane =
      std::deque<JobPtr>;  // who leads or will lead, first; those it has taken are not in it

  /// Whether the job leads at once.
  bool enter(RoomId room, const JobPtr& job);
  Task<void> wait(RoomId room, JobPtr job);
  Task<void> lead(RoomId room);
  std::vector<JobPtr> take(RoomId room);
  void leave(RoomId room, const JobPtr& job);
  void pass_on(RoomId room);
  void pass_on_locked(RoomId room);

  Perform perform_;
  std::mutex mutex_;
  std::unordered_map<RoomId, Lane> lanes_;  // of the rooms that somebody leads
};

}  // namespace waymark::chat
