// Counting a queue: a walk over its partitions, up to a bound.
#include <algorithm>

#include "platform/queue/on_store/on_store_queue.h"

namespace waymark::queue {
namespace {

constexpr std::size_t kCounted = 10'000;

/// Counts the items of partitions until the bound.
class Census {
 public:
  Census(store::Store& store, Instant now) : store_(store), now_(now) {}

  Task<void> count_lane(std::string partition, Priority priority) {
    store::Query query(store::Index::table, std::move(partition));
    const std::string last_due = on_store::last_due(now_);
    while (counted_ < kCounted) {
      query.at_most(static_cast<std::uint32_t>(std::min<std::size_t>(kCounted - counted_, 500)));
      store::Page page = co_await store_.query(query);
      counted_ += page.items.size();
      for (const store::Item& item : page.items) {
        const std::string sk = item.key().sk;
        const auto hidden_until = on_store::visible_at(item);
        if (hidden_until && *hidden_until > now_)
          ++stats_.in_flight;
        else if (sk > last_due)
          ++stats_.delayed;
        else
          add_ready(sk, hidden_until, priority);
      }
      if (!page.next) co_return;
      query.starting_after(std::move(page.next));
    }
    stats_.more = true;
  }

  Task<void> count_dead(std::string partition) {
    store::Query query(store::Index::table, std::move(partition));
    while (stats_.dead < kCounted) {
      query.at_most(500);
      store::Page page = co_await store_.query(query);
      stats_.dead += page.items.size();
      if (!page.next) co_return;
      query.starting_after(std::move(page.next));
    }
    stats_.more = true;
  }

  const Stats& stats() const { return stats_; }

 private:
  void add_ready(const std::string& sk, const std::optional<Instant>& since, Priority priority) {
    ++stats_.ready[static_cast<std::size_t>(priority)];
    const auto due = since ? since : parse_rfc3339(std::string_view(sk).substr(0, sk.find('#')));
    if (!due) return;
    const auto age = std::max(now_ - *due, std::chrono::milliseconds(0));
    stats_.oldest_age = std::max(stats_.oldest_age.value_or(age), age);
  }

  store::Store& store_;
  const Instant now_;
  std::size_t counted_ = 0;
  Stats stats_;
};

}  // namespace

Task<Stats> OnStoreQueue::stats(std::string queue) {
  catalog_.at(queue);
  Census census(store_, clock_.now());
  for (std::size_t place = 0; place < on_store::kLanes; ++place) {
    const on_store::LaneId lane = on_store::LaneId::at(place);
    co_await census.count_lane(on_store::lane_partition(queue, lane), lane.priority);
  }
  co_await census.count_dead(on_store::dead_partition(queue));
  co_return census.stats();
}

}  // namespace waymark::queue
