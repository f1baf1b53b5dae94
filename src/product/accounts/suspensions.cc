#include "product/accounts/suspensions.h"

#include <mutex>

#include "platform/store/entity.h"

namespace waymark::accounts {
namespace {

constexpr std::string_view kPartition = "SUSPENDED";
/// Other nodes' clocks, and commits that were under way when load() last read.
constexpr std::chrono::minutes kOverlap{1};
/// One that has ended is kept until every node has learned of it.
constexpr std::chrono::days kKeptAfter{2};

store::Key key_of(UserId user) {
  return store::Key("USER#" + user.to_string(), "SUSPENSION#now");
}

}  // namespace

void Suspensions::put(store::Transaction& transaction, const Suspension& suspension) {
  store::Item item = store::to_item(suspension, key_of(suspension.user_id));
  item.set_index(1, kPartition,
                 to_rfc3339(suspension.changed_at) + "#" + suspension.user_id.to_string());
  if (suspension.lifted)
    item.set_ttl(suspension.changed_at + kKeptAfter);
  else if (suspension.until)
    item.set_ttl(*suspension.until + kKeptAfter);
  transaction.put(std::move(item));
}

void Suspensions::note(const Suspension& suspension) {
  bool begins = false;
  {
    const std::unique_lock lock(mutex_);
    if (suspension.holds(clock_.now())) {
      const Instant until = suspension.until.value_or(Instant::max());
      begins = until_.insert_or_assign(suspension.user_id, until).second;
    } else {
      until_.erase(suspension.user_id);
    }
    any_ = !until_.empty();
  }
  if (begins && on_suspended_) on_suspended_(suspension.user_id);
}

bool Suspensions::contains(UserId user) const {
  if (!any_.load(std::memory_order_acquire)) return false;
  const std::shared_lock lock(mutex_);
  const auto found = until_.find(user);
  return found != until_.end() && clock_.now() < found->second;
}

Task<std::optional<Suspension>> Suspensions::of(Owner owner) const {
  const auto item = co_await store_.get(key_of(owner.user()));
  if (!item) co_return std::nullopt;
  co_return store::from_item<Suspension>(*item);
}

Task<void> Suspensions::load() {
  const Instant started = clock_.now();
  const std::int64_t before = loaded_.load();
  store::Query query(store::Index::gsi1, std::string(kPartition));
  if (before != 0)
    query.where(
        store::SortKey::greater(to_rfc3339(Instant(std::chrono::milliseconds(before)) - kOverlap)));
  query.at_most(1000);
  while (true) {
    const store::Page page = co_await store_.query(query);
    for (const store::Item& item : page.items) note(store::from_item<Suspension>(item));
    if (!page.next) break;
    query.starting_after(page.next);
  }
  loaded_ = started.time_since_epoch().count();
}

}  // namespace waymark::accounts
