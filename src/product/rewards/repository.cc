#include "product/rewards/repository.h"

#include "platform/store/entity.h"

namespace waymark::rewards {
namespace {

constexpr std::string_view kDays = "days";
constexpr std::string_view kCount = "count";
constexpr std::string_view kWritten = "written";

std::string partition(Owner owner) {
  return "USER#" + owner.user().to_string();
}

store::Key tally_key(Owner owner) {
  return store::Key(partition(owner), "GAME#AGG#all");
}

store::Key day_key(Owner owner, Date day) {
  return store::Key(partition(owner), "GAME#DAY#" + to_iso_date(day));
}

/// The first 48 bits of a UUIDv7 (RFC 9562 §5.7).
Instant made_at(const Uuid& id) {
  std::int64_t milliseconds = 0;
  for (std::size_t i = 0; i < 6; ++i) milliseconds = milliseconds << 8 | id.bytes[i];
  return Instant(std::chrono::milliseconds(milliseconds));
}

store::Key record_key(Owner owner, Source source, const Uuid& id) {
  std::string sort = "GAME#EVT#";
  append_rfc3339(sort, made_at(id));
  sort += '#';
  sort += enum_name(source);
  sort += '#';
  id.append_to(sort);
  return store::Key(partition(owner), std::move(sort));
}

Tally tally_from(const std::optional<store::Item>& item) {
  if (!item) return Tally();
  Tally tally = store::from_item<Tally>(*item);
  const auto days = item->find(kDays);
  const auto bytes = days ? days->bytes() : std::nullopt;
  if (bytes) tally.days = DaySet::decode(store::Bytes(bytes->begin(), bytes->end()));
  return tally;
}

}  // namespace

Task<Tally> RewardRepository::tally(Owner owner) const {
  co_return tally_from(co_await store_.get(tally_key(owner)));
}

Task<RewardRepository::Books> RewardRepository::books(Owner owner, Source source,
                                                      Uuid source_id) const {
  std::vector<store::Key> keys;
  keys.push_back(tally_key(owner));
  keys.push_back(record_key(owner, source, source_id));
  const auto items = co_await store_.batch_get(std::move(keys));
  Books books;
  books.tally = tally_from(items[0]);
  if (items[1]) books.record = store::from_item<Record>(*items[1]);
  co_return books;
}

Task<DayCounts> RewardRepository::day_counts(Owner owner, std::vector<Date> days) const {
  DayCounts counts;
  if (days.empty()) co_return counts;
  std::vector<store::Key> keys;
  for (const Date day : days) keys.push_back(day_key(owner, day));
  const auto items = co_await store_.batch_get(std::move(keys));
  for (std::size_t i = 0; i < days.size(); ++i)
    counts[days[i]] = items[i] ? items[i]->integer(kCount).value_or(0) : 0;
  co_return counts;
}

void RewardRepository::put(store::Transaction& transaction, Owner owner, const Record* before,
                           const Record& after) {
  const Uuid id = Uuid::parse(after.source_id).value();
  store::Condition unchanged = before
                                   ? store::Condition::equal(std::string(kWritten), before->written)
                                   : store::Condition::item_absent();
  transaction.put(store::to_item(after, record_key(owner, after.source, id)), std::move(unchanged));
}

void RewardRepository::put(store::Transaction& transaction, Owner owner, const DayCounts& counts) {
  for (const auto& [day, count] : counts) {
    if (count == 0) {
      transaction.erase(day_key(owner, day));
      continue;
    }
    store::Item item(day_key(owner, day));
    item.set(kCount, count);
    transaction.put(std::move(item));
  }
}

void RewardRepository::put(store::Transaction& transaction, Owner owner, Tally tally) {
  store::Condition unchanged = tally.version == 0 ? store::Condition::item_absent()
                                                  : store::Condition::version_is(tally.version);
  ++tally.version;
  store::Item item = store::to_item(tally, tally_key(owner));
  item.set(kDays, store::Value(tally.days.encode()));
  transaction.put(std::move(item), std::move(unchanged));
}

}  // namespace waymark::rewards
