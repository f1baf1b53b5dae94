#include "product/feed/fan_out.h"

#include <algorithm>

#include "base/encoding.h"
#include "platform/runtime/when_all.h"
#include "product/feed/keys.h"
#include "product/feed/merge.h"

namespace waymark::feed {
namespace {

constexpr std::uint32_t kPlacesAtOnce = 20;
constexpr std::uint32_t kFollowersAtOnce = 1'000;
constexpr std::size_t kOperations = 100;  // of a transaction
constexpr std::size_t kCommitsAtOnce = 8;
store::Item item_of(UserId actor, UserId follower, const Place& place) {
  store::Item item(keys::feed_item(follower, place));
  item.set("actorId", actor.to_string());
  item.set_ttl(place.time() + kKeptFor);
  return item;
}

}  // namespace

queue::WorkerOptions fan_out_worker() {
  queue::WorkerOptions options;
  options.concurrency = 4;
  return options;
}

Task<void> FanOut::handle(const queue::Job& job, const RequestContext&) {
  const auto actor = UserId::parse(job.body);
  if (!actor) throw queue::GiveUp("a job of the queue \"feed\" names no person");
  co_await spread(*actor);
}

Task<std::size_t> FanOut::spread(UserId actor) const {
  std::size_t count = 0;
  while (true) {
    const Head head = co_await repository_.head(actor);
    if (!head.is_promoted() || head.spread_through() >= head.last) co_return count;
    Range rest;
    rest.above = head.spread_through();
    rest.at_most = head.last;
    std::vector<Place> places = co_await repository_.oldest_places(actor, rest, kPlacesAtOnce);
    // What has been taken back since leaves no place: then the head is as far as we can come.
    const Place through = places.size() < kPlacesAtOnce ? head.last : places.back();
    count += places.size();
    if (!places.empty()) co_await put_all(actor, std::move(places));
    store::Transaction transaction;
    ActivityRepository::spread(transaction, actor, head, through);
    co_await store_.transact(std::move(transaction));  // who was faster has done it as well
  }
}

Task<void> FanOut::put_all(UserId actor, std::vector<Place> places) const {
  const std::uint32_t parts = co_await graph_.parts(actor);
  for (std::uint32_t part = 0; part < parts; ++part) {
    std::optional<store::Cursor> after;
    do {
      social::FollowerPage page =
          co_await graph_.followers(actor, part, std::move(after), kFollowersAtOnce);
      after = std::move(page.next);
      co_await put_for(actor, std::move(page.ids), places);
    } while (after);
  }
}

Task<void> FanOut::put_for(UserId actor, std::vector<UserId> followers,
                           std::vector<Place> places) const {
  std::vector<Task<void>> commits;
  std::vector<UserId> to_cut;
  store::Transaction transaction;
  for (const UserId follower : followers) {
    for (const Place& place : places) {
      transaction.put(item_of(actor, follower, place));
      if (is_to_look(follower, place)) to_cut.push_back(follower);
      if (transaction.size() < kOperations) continue;
      commits.push_back(put_some(std::exchange(transaction, store::Transaction())));
      if (commits.size() < kCommitsAtOnce) continue;
      std::vector<Task<void>> full = std::exchange(commits, std::vector<Task<void>>());
      co_await runtime::when_all(std::move(full));
    }
  }
  if (transaction.size() > 0) commits.push_back(put_some(std::move(transaction)));
  co_await runtime::when_all(std::move(commits));
  for (const UserId follower : to_cut) co_await cut(follower);
}

bool FanOut::is_to_look(UserId follower, const Place& place) const {
  return murmur3_32(follower.to_string() + place.to_string()) % keeping_.look_every == 0;
}

Task<void> FanOut::put_some(store::Transaction transaction) const {
  co_await store_.transact(std::move(transaction));
}

/// Leaves a feed its newest items: what lies further back is not read any more from now on, and goes with the next
/// cut, when whoever reads has seen the new floor.
Task<void> FanOut::cut(UserId follower) const {
  store::Query kept(store::Index::table, keys::feed(follower));
  kept.where(store::SortKey::begins_with(std::string(keys::kPlacePrefix)));
  kept.newest_first().at_most(keeping_.items);
  const store::Page page = co_await store_.query(std::move(kept));
  if (!page.next || page.items.empty()) co_return;
  const auto known = co_await store_.get(keys::floor(follower));
  const Place before =
      known ? Place::parse(known->text("place").value_or("")).value_or(Place()) : Place();
  const Place after = place_of(page.items.back());
  if (after <= before) co_return;

  store::Transaction transaction;
  store::Changes changes;
  changes.set("place", store::Value(after.to_string()));
  transaction.update(keys::floor(follower), std::move(changes),
                     known ? store::Condition::equal("place", store::Value(before.to_string()))
                           : store::Condition::item_absent());
  if (!before.empty()) {
    store::Query beyond(store::Index::table, keys::feed(follower));
    beyond.where(store::SortKey::between(keys::at(Place()), keys::at(before)));
    beyond.newest_first().at_most(static_cast<std::uint32_t>(kOperations - 1));
    const store::Page rest = co_await store_.query(std::move(beyond));
    for (const store::Item& item : rest.items) transaction.erase(item.key());
  }
  co_await store_.transact(std::move(transaction));
}

}  // namespace waymark::feed
