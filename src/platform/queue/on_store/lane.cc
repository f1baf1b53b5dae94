#include "platform/queue/on_store/lane.h"

#include <algorithm>

#include "base/error.h"
#include "platform/telemetry/log.h"

namespace waymark::queue::on_store {
namespace {

// Less than every sort key: they begin with a year.
constexpr const char* kBeginning = "!";
// What is said of a job whose receiver was not heard of again.
constexpr const char* kLapsed = "its receiver did not answer within the visibility time-out";
constexpr std::size_t kSmallestPage = 16;
constexpr std::size_t kLargestPage = 100;

}  // namespace

Lane::Lane(std::string_view queue, LaneId id)
    : id_(id), partition_(lane_partition(queue, id)), position_(kBeginning), floor_(kBeginning) {}

void Lane::look_at(const std::string& sk) {
  // The mark goes back too: should its receiver die, the job must be found again.
  floor_ = std::min(floor_, sk);
  if (sk < position_) {
    position_ = sk;
    from_floor_ = false;
  }
  at_end_ = false;
}

void Lane::begin_again(SteadyTime now) {
  if (now >= full_scan_at_) {
    floor_ = kBeginning;
    full_scan_at_ = now + kFullScan;
  }
  position_ = floor_;
  from_floor_ = true;
  at_end_ = false;
}

Task<void> Lane::scan(store::Store& store, Instant now, std::size_t most,
                      std::vector<Candidate>& found) {
  const std::string end = last_due(now);
  if (position_ > end) {  // the clock was set back
    at_end_ = true;
    co_return;
  }
  store::Query query(store::Index::table, partition_);
  query.where(store::SortKey::between(position_, end))
      .at_most(static_cast<std::uint32_t>(std::clamp(most, kSmallestPage, kLargestPage)));
  const store::Page page = co_await store.query(std::move(query));
  if (from_floor_) {
    floor_ = first_at(now - kSlack);
    if (!page.items.empty()) floor_ = std::min(floor_, page.items.front().key().sk);
    from_floor_ = false;
  }
  std::size_t taken = 0;
  for (const store::Item& item : page.items) {
    if (taken == most) co_return;
    std::string sk = item.key().sk;
    position_ = just_after(sk);
    const auto hidden_until = visible_at(item);
    if (hidden_until && *hidden_until > now) continue;
    try {
      StoredJob job = job_of(item, id_.priority);
      if (hidden_until) job.last_error = kLapsed;
      found.push_back(Candidate{id_, std::move(sk), std::move(job)});
      ++taken;
    } catch (const Error& error) {
      telemetry::log(telemetry::Level::error, "job_unreadable",
                     {{"cause", std::string_view(error.what())}});
    }
  }
  at_end_ = !page.next || page.items.empty();
}

}  // namespace waymark::queue::on_store
