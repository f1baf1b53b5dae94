// One partition of a queue, as one process reads it.
//
// A scan goes on from where the last one stopped, so it never walks twice over what was taken and
// deleted: in a log-structured store the deleted head of a queue costs as much to step over as if
// it were there. What may have come up behind the scan is found in two ways: a job that this
// process sent is told of at once (Dispenser::hint()), and at every poll the scan begins again from
// the low-water mark, `floor`: before it nothing is known to lie. The mark stays kSlack behind the
// clock, for commits of other nodes that took their time. Clocks of nodes that differ by more are
// what the full scan is for, once in kFullScan.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "platform/queue/on_store/job_item.h"
#include "platform/store/store.h"

namespace waymark::queue::on_store {

/// A job that could be received.
struct Candidate {
  LaneId lane;
  std::string sk;
  StoredJob job;
};

/// Used by one coroutine.
class Lane {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::seconds kSlack{3};
  static constexpr std::chrono::seconds kFullScan{60};

  Lane(std::string_view queue, LaneId id);

  /// There may be a job at this sort key.
  void look_at(const std::string& sk);
  /// The lane is read again from the low-water mark.
  void begin_again(SteadyTime now);
  /// Whether a scan may find something; false after one that came to the end.
  bool worth_a_scan() const { return !at_end_; }
  /// Adds up to `most` jobs that are due and visible to `found`, reading one page.
  Task<void> scan(store::Store& store, Instant now, std::size_t most,
                  std::vector<Candidate>& found);

 private:
  LaneId id_;
  std::string partition_;
  std::string position_;  // the next scan begins here
  std::string floor_;
  bool from_floor_ = true;  // the next scan begins at the floor, and so learns where it is
  bool at_end_ = false;
  SteadyTime full_scan_at_{};
};

}  // namespace waymark::queue::on_store
