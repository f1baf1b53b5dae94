#include "platform/timing/lease.h"

#include <algorithm>

namespace waymark::timing {
namespace {

using std::chrono::milliseconds;
using store::Condition;

constexpr std::string_view kOwner = "owner";
constexpr std::string_view kToken = "token";
constexpr std::string_view kBeat = "beat";
constexpr std::string_view kDuration = "duration";
constexpr std::string_view kClock = "clock";

/// No sane holder counts on more; bounds what a spoilt item can hold up.
constexpr milliseconds kLongest = std::chrono::minutes(10);

std::int64_t integer(const store::Item& item, std::string_view name) {
  return item.integer(name).value_or(0);
}

}  // namespace

std::string lease_partition(std::string_view group) {
  return "LEASE#" + std::string(group);
}

milliseconds Lease::remaining() const {
  return std::max(milliseconds(0), Ticks(held_until_.load()) - holder_.uptime.now());
}

void Lease::observe(const std::optional<store::Item>& item) {
  const std::string owner(item ? item->text(kOwner).value_or("") : "");
  const std::int64_t token = item ? integer(*item, kToken) : 0;
  const std::int64_t beat = item ? integer(*item, kBeat) : 0;
  const bool same =
      exists_ == item.has_value() && owner_ == owner && seen_token_ == token && seen_beat_ == beat;
  if (!same) unchanged_since_ = holder_.uptime.now();
  exists_ = item.has_value();
  owner_ = owner;
  seen_token_ = token;
  seen_beat_ = beat;
  seen_duration_ = item ? milliseconds(integer(*item, kDuration)) : milliseconds(0);
  seen_duration_ = std::clamp(seen_duration_, milliseconds(0), kLongest);
  if (mine_ && (owner_ != holder_.node || seen_token_ != token_)) lose();
}

bool Lease::alive() const {
  return !owner_.empty() && holder_.uptime.now() - unchanged_since_ < seen_duration_;
}

bool Lease::free() const {
  return !held() && (owner_ == holder_.node || !alive());
}

void Lease::add(store::Transaction& transaction, std::string_view owner, std::int64_t token,
                Condition condition) {
  beat_ = std::max(beat_, seen_beat_) + 1;
  store::Item item(key_);
  item.set(kOwner, owner);
  item.set(kToken, token);
  item.set(kBeat, beat_);
  item.set(kDuration, holder_.duration.count());
  item.set(kClock, to_rfc3339(holder_.clock.now()));
  transaction.put(std::move(item), std::move(condition));
}

Condition Lease::still_ours() const {
  std::vector<Condition> all;
  all.push_back(Condition::equal(std::string(kOwner), holder_.node));
  all.push_back(Condition::equal(std::string(kToken), token_.load()));
  const std::int64_t next = std::max(beat_, seen_beat_) + 1;
  all.push_back(Condition::compare(Condition::Op::less, std::string(kBeat), next));
  return Condition::all_of(std::move(all));
}

void Lease::add_taking(store::Transaction& transaction) {
  Condition as_seen = Condition::item_absent();
  if (exists_) {
    std::vector<Condition> all;
    all.push_back(Condition::equal(std::string(kOwner), owner_));
    all.push_back(Condition::equal(std::string(kToken), seen_token_));
    all.push_back(Condition::equal(std::string(kBeat), seen_beat_));
    as_seen = Condition::all_of(std::move(all));
  }
  taking_token_ = seen_token_ + 1;
  mine_ = false;
  add(transaction, holder_.node, taking_token_, std::move(as_seen));
}

void Lease::add_renewal(store::Transaction& transaction) {
  Condition condition = still_ours();
  add(transaction, holder_.node, token_, std::move(condition));
}

void Lease::add_giving_back(store::Transaction& transaction) {
  Condition condition = still_ours();
  add(transaction, "", token_, std::move(condition));
}

void Lease::renewed(Ticks sent) {
  if (!mine_) token_ = taking_token_;
  mine_ = true;
  held_until_ = (sent + holder_.duration * 9 / 10).count();
}

void Lease::lose() {
  mine_ = false;
  held_until_ = 0;
}

Task<bool> Lease::acquire(store::Store& store) {
  observe(co_await store.get(key_));
  if (held()) co_return true;
  if (!free()) co_return false;
  store::Transaction transaction;
  add_taking(transaction);
  const Ticks sent = holder_.uptime.now();
  const store::Outcome outcome = co_await store.transact(std::move(transaction));
  outcome.committed() ? renewed(sent) : lose();
  co_return held();
}

Task<bool> Lease::renew(store::Store& store) {
  if (!mine_) co_return false;
  store::Transaction transaction;
  add_renewal(transaction);
  const Ticks sent = holder_.uptime.now();
  const store::Outcome outcome = co_await store.transact(std::move(transaction));
  outcome.committed() ? renewed(sent) : lose();
  co_return held();
}

Task<void> Lease::give_back(store::Store& store) {
  if (!mine_) co_return;
  store::Transaction transaction;
  add_giving_back(transaction);
  held_until_ = 0;  // others may start as soon as this is committed
  co_await store.transact(std::move(transaction));
  given_back();
}

}  // namespace waymark::timing
