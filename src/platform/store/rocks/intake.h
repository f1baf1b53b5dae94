// Where transactions wait for the committer.
//
// A batch is closed when nothing more waits, with one exception: from when a reactor is told to resume the coroutines
// of the batch before until it has, their next transactions are on the way, and closing the batch on the first of them
// would waste a sync on it. So the committer prepares what it has and takes in more until that turn ends, but never for
// longer than the last write took. There is no fixed delay.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

namespace waymark::store::rocks {

/// A bounded queue with one taker. Shared by the committer and the turns it has caused, which may outlive it.
template <typename Pending>
class Intake {
 public:
  using Duration = std::chrono::steady_clock::duration;

  explicit Intake(std::size_t limit) : limit_(limit) {}

  /// False when it is full or closed.
  bool push(Pending* pending) {
    bool wake = false;
    {
      const std::lock_guard lock(mutex_);
      if (closed_ || queue_.size() >= limit_) return false;
      queue_.push_back(pending);
      wake = gathering_ ? queue_.size() == kEnoughToWake : queue_.size() == 1;
    }
    if (wake) wake_.notify_one();
    return true;
  }

  /// Takes some of what waits; waits for the first. Empty only when closed and drained.
  std::vector<Pending*> take() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return closed_ || !queue_.empty(); });
    return pop();
  }

  /// Takes what more belongs to the batch; empty when there is nothing more to wait for.
  std::vector<Pending*> take_more(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    if (queue_.empty() && turns_ > 0) {
      gathering_ = true;
      wake_.wait_until(lock, deadline,
                       [this] { return closed_ || turns_ == 0 || queue_.size() >= kEnoughToWake; });
      gathering_ = false;
    }
    return pop();
  }

  /// Between these a reactor is asked to resume, and resumes, coroutines of the last batch.
  void begin_turn() {
    const std::lock_guard lock(mutex_);
    ++turns_;
  }
  void end_turn() {
    {
      const std::lock_guard lock(mutex_);
      --turns_;
    }
    wake_.notify_one();
  }

  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    wake_.notify_one();
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
  }

 private:
  static constexpr std::size_t kEnoughToWake = 16;
  static constexpr std::size_t kMostAtOnce = 64;
  static constexpr std::size_t kMostBytesAtOnce = 64 * 1024;

  std::vector<Pending*> pop() {
    std::vector<Pending*> taken;
    for (std::size_t bytes = 0;
         !queue_.empty() && taken.size() < kMostAtOnce && bytes < kMostBytesAtOnce;) {
      bytes += queue_.front()->bytes;
      taken.push_back(queue_.front());
      queue_.pop_front();
    }
    return taken;
  }

  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Pending*> queue_;
  std::size_t turns_ = 0;
  bool gathering_ = false;
  bool closed_ = false;
};

}  // namespace waymark::store::rocks
