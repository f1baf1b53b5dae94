#include "platform/timing/leased_shards.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "base/error.h"
#include "platform/telemetry/log.h"

namespace waymark::timing {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view kNode = "NODE#";
constexpr std::string_view kShard = "SHARD#";
/// A node that has not been seen for so many leases is forgotten.
constexpr int kForgetAfter = 30;
/// Between rounds while shards are being let go.
constexpr milliseconds kSoon{200};

void log_failure(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    telemetry::log(telemetry::Level::warn, "shard_leases_failed", {{"reason", error.what()}});
  }
}

}  // namespace

/// One shard's lease, and who works under it.
class LeasedShards::Place final : public Hold::Source {
 public:
  Place(const LeaseHolder& holder, store::Key key) : lease(holder, std::move(key)) {}
  bool valid(std::int64_t token) const override {
    return !letting_go && lease.held() && lease.token() == token;
  }
  /// Nobody works under it, and nobody will begin to.
  bool idle() const { return letting_go && users == 0; }

  Lease lease;
  std::atomic<bool> letting_go{false};
};

/// Another node, as its lease shows it.
struct LeasedShards::Neighbour {
  Neighbour(const LeaseHolder& holder, store::Key key) : lease(holder, std::move(key)) {}
  Lease lease;
  std::int64_t beat = -1;
  Instant clock;     // when it last renewed
  Ticks seen_at{0};  // on our Uptime
};

LeasedShards::LeasedShards(ShardPorts ports, std::string node, ShardOptions options)
    : ports_(ports),
      options_(std::move(options)),
      holder_(std::move(node), ports.uptime, ports.clock, options_.lease),
      agreed_(ports.clock, ports.uptime),
      alive_(holder_,
             store::Key(lease_partition(options_.group), std::string(kNode) + holder_.node)) {
  for (std::uint32_t shard = 0; shard < kShards; ++shard)
    places_.push_back(std::make_shared<Place>(
        holder_,
        store::Key(lease_partition(options_.group), std::string(kShard) + shard_name(shard))));
  ports_.metrics.gauge("waymark_shards_held", "Shards of the sixteen that this node works on.",
                       [this] { return static_cast<double>(held()); });
  ports_.metrics.gauge("waymark_clock_ahead_seconds",
                       "How far this node's clock is ahead of what the nodes agree on.",
                       [this] { return static_cast<double>(agreed_.ahead().count()) / 1000; });
}

LeasedShards::~LeasedShards() {
  assert(!group_);
}

std::optional<Hold> LeasedShards::hold(std::uint32_t shard) {
  const std::shared_ptr<Place>& place = places_.at(shard);
  // Counted before it is looked at: idle() and this can not both say yes.
  Hold hold(place, place->lease.token());
  if (!hold.valid()) return std::nullopt;
  return hold;
}

std::size_t LeasedShards::held() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(places_, [](const auto& place) { return place->lease.held(); }));
}

Task<void> LeasedShards::start(Executor executor) {
  assert(!group_);
  leaving_ = false;
  std::exception_ptr failure;
  try {
    co_await round();
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) log_failure(failure);  // the next round may find the store again
  group_ = std::make_unique<runtime::TaskGroup>(executor, log_failure);
  group_->spawn(go_on());
}

Task<void> LeasedShards::go_on() {
  while (true) {
    std::exception_ptr failure;
    bool soon = false;
    try {
      soon = co_await round();
    } catch (...) {
      failure = std::current_exception();
    }
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    if (state.cancelled() != boost::asio::cancellation_type::none) co_return;
    if (failure) log_failure(failure);
    const std::chrono::milliseconds pause =
        soon ? std::min(kSoon, options_.lease / 4) : options_.lease / 4;
    co_await runtime::sleep_for(pause);
  }
}

Task<void> LeasedShards::stop() {
  if (!group_) co_return;
  co_await group_->stop();
  group_.reset();
  leave();
  std::exception_ptr failure;
  try {
    // What somebody still works on is left to run out by itself.
    const Ticks until = ports_.uptime.now() + options_.lease;
    while (co_await round() && ports_.uptime.now() < until) co_await runtime::sleep_for(kSoon / 10);
    store::Transaction farewell;
    farewell.erase(alive_.key());
    alive_.lose();
    co_await ports_.store.transact(std::move(farewell));
  } catch (...) {
    failure = std::current_exception();
  }
  if (failure) log_failure(failure);  // others will see the leases run out
  for (const auto& place : places_) place->lease.lose();
}

Task<bool> LeasedShards::round() {
  co_await renew();
  co_await look_around();
  let_go_of_surplus();
  co_await give_back();
  co_await take_share();
  co_return std::ranges::any_of(
      places_, [](const auto& place) { return place->letting_go && place->lease.mine(); });
}

/// All in one commit; those that were lost are left out of the next try.
Task<void> LeasedShards::renew() {
  while (true) {
    std::vector<Lease*> leases;
    if (alive_.mine()) leases.push_back(&alive_);
    for (const auto& place : places_)
      if (place->lease.mine()) leases.push_back(&place->lease);
    if (leases.empty()) co_return;
    store::Transaction transaction;
    for (Lease* lease : leases) lease->add_renewal(transaction);
    const Ticks sent = ports_.uptime.now();
    const store::Outcome outcome = co_await ports_.store.transact(std::move(transaction));
    if (outcome.committed()) {
      for (Lease* lease : leases) lease->renewed(sent);
      co_return;
    }
    for (const std::size_t failed : outcome.failed) leases.at(failed)->lose();
  }
}

Task<void> LeasedShards::look_around() {
  store::Query query(store::Index::table, lease_partition(options_.group));
  std::vector<store::Item> items;
  while (true) {
    store::Page page = co_await ports_.store.query(query);
    std::ranges::move(page.items, std::back_inserter(items));
    if (!page.next) break;
    query.starting_after(std::move(page.next));
  }
  std::map<std::string, const store::Item*> found;
  for (const store::Item& item : items) {
    const std::string sk = item.key().sk;
    found[sk] = &item;
    if (sk.starts_with(kNode) && sk != alive_.key().sk) observe_neighbour(item);
  }
  for (const auto& place : places_) {
    std::optional<store::Item> item;
    if (const auto at = found.find(place->lease.key().sk); at != found.end()) item = *at->second;
    place->lease.observe(item);
  }
  std::erase_if(neighbours_, [&](const auto& entry) { return !found.contains(entry.first); });

  std::vector<Instant> clocks;
  for (const auto& [key, neighbour] : neighbours_) {
    if (neighbour->lease.alive())
      clocks.push_back(neighbour->clock + (ports_.uptime.now() - neighbour->seen_at));
    else if (ports_.uptime.now() - neighbour->seen_at > options_.lease * kForgetAfter)
      co_await bury(key, neighbour->beat);
  }
  agreed_.agree(std::move(clocks));
  if (!alive_.mine() && !leaving_) co_await alive_.acquire(ports_.store);
}

void LeasedShards::observe_neighbour(const store::Item& item) {
  auto& neighbour = neighbours_[item.key().sk];
  if (!neighbour) neighbour = std::make_unique<Neighbour>(holder_, item.key());
  neighbour->lease.observe(item);
  const std::int64_t beat = item.integer("beat").value_or(0);
  if (beat == neighbour->beat) return;
  neighbour->beat = beat;
  neighbour->clock = parse_rfc3339(item.text("clock").value_or("")).value_or(ports_.clock.now());
  neighbour->seen_at = ports_.uptime.now();
}

/// Takes the item of a node that is long gone away, so that they do not pile up.
Task<void> LeasedShards::bury(std::string key, std::int64_t beat) {
  store::Transaction transaction;
  transaction.erase(store::Key(lease_partition(options_.group), std::move(key)),
                    store::Condition::equal("beat", beat));
  co_await ports_.store.transact(std::move(transaction));
}

std::size_t LeasedShards::share() const {
  if (leaving_) return 0;
  std::size_t nodes = 1;
  for (const auto& [key, neighbour] : neighbours_) nodes += neighbour->lease.alive() ? 1 : 0;
  return (kShards + nodes - 1) / nodes;
}

void LeasedShards::let_go_of_surplus() {
  std::size_t kept = 0;
  for (const auto& place : places_) {
    if (!place->lease.mine()) {
      place->letting_go = false;
    } else if (!place->letting_go && ++kept > share()) {
      place->letting_go = true;
    }
  }
}

Task<void> LeasedShards::give_back() {
  for (const auto& place : places_)
    if (place->lease.mine() && place->idle()) co_await place->lease.give_back(ports_.store);
}

Task<void> LeasedShards::take_share() {
  const Ticks began = ports_.uptime.now();
  const auto ours = [](const auto& place) { return place->lease.mine() && !place->letting_go; };
  auto count = static_cast<std::size_t>(std::ranges::count_if(places_, ours));
  for (const std::size_t i : shuffled()) {
    Lease& lease = places_[i]->lease;
    // A slow store must not keep us from renewing what we have.
    if (count >= share() || ports_.uptime.now() - began > options_.lease / 4) co_return;
    if (lease.mine() || !lease.free()) continue;
    places_[i]->letting_go = false;
    store::Transaction transaction;
    lease.add_taking(transaction);
    const Ticks sent = ports_.uptime.now();
    const store::Outcome outcome = co_await ports_.store.transact(std::move(transaction));
    if (!outcome.committed()) continue;  // another node was faster
    lease.renewed(sent);
    ++count;
  }
}

/// Nodes that look at the same moment do not all try the same shard first.
std::vector<std::size_t> LeasedShards::shuffled() {
  std::vector<std::size_t> order(kShards);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::uint8_t> drawn(kShards);
  ports_.random.fill(drawn);
  for (std::size_t i = kShards - 1; i > 0; --i) std::swap(order[i], order[drawn[i] % (i + 1)]);
  return order;
}

}  // namespace waymark::timing
