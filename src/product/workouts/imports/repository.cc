#include "product/workouts/imports/repository.h"

#include "platform/store/entity.h"

namespace waymark::workouts {
namespace {

using store::Condition;
using store::Item;
using store::Key;

constexpr std::string_view kPlace = "place";
constexpr auto kKeptFor = std::chrono::hours(24 * 90);
constexpr std::uint32_t kNewest = 100;
constexpr std::size_t kDaysAtOnce = 100;  // operations of a transaction
constexpr int kAttempts = 5;

std::string partition(Owner owner) {
  return "USER#" + owner.user().to_string();
}
Key job_key(Owner owner, ImportId id) {
  return Key(partition(owner), "JOB#" + id.to_string());
}
Key steps_key(Owner owner, Date day) {
  return Key(partition(owner), "STEPS#" + to_iso_date(day));
}

Item item_of(Owner owner, const StoredImport& stored) {
  const ImportJob& job = stored.job;
  Item item = store::to_item(job, job_key(owner, job.id));
  item.set_index(1, partition(owner),
                 "ENTITY#Import#" + to_rfc3339(job.created_at) + "#" + job.id.to_string());
  item.set(kPlace, stored.place);
  if (job.finished_at) item.set_ttl(*job.finished_at + kKeptFor);
  return item;
}

store::Listing listing(Owner owner) {
  return store::Listing(store::Index::gsi1, partition(owner), "ENTITY#Import#",
                        store::Order::descending);
}

}  // namespace

ImportJob ImportRepository::from_item(const Item& item) {
  return store::from_item<ImportJob>(item);
}

Task<std::optional<StoredImport>> ImportRepository::find(Owner owner, ImportId id) const {
  const auto item = co_await store_.get(job_key(owner, id));
  if (!item) co_return std::nullopt;
  StoredImport stored;
  stored.job = from_item(*item);
  stored.place = item->integer(kPlace).value_or(0);
  co_return stored;
}

Task<store::ListedPage> ImportRepository::list(Owner owner, PageRequest request) const {
  return store::list(store_, listing(owner), std::move(request));
}

Task<std::size_t> ImportRepository::unfinished(Owner owner) const {
  store::Query query(store::Index::gsi1, partition(owner));
  query.where(store::SortKey::begins_with("ENTITY#Import#")).newest_first().at_most(kNewest);
  const store::Page page = co_await store_.query(std::move(query));
  std::size_t count = 0;
  for (const Item& item : page.items)
    if (!is_final(from_item(item).state)) ++count;
  co_return count;
}

void ImportRepository::add(store::Transaction& transaction, Owner owner,
                           const StoredImport& stored) {
  transaction.put(item_of(owner, stored), Condition::item_absent());
}

Task<bool> ImportRepository::save(Owner owner, StoredImport& stored) const {
  const std::int64_t before = stored.job.version++;
  store::Transaction transaction;
  transaction.put(item_of(owner, stored), Condition::version_is(before));
  const store::Outcome outcome = co_await store_.transact(std::move(transaction));
  if (!outcome.committed()) --stored.job.version;
  co_return outcome.committed();
}

Task<std::size_t> ImportRepository::keep_steps(Owner owner, std::map<Date, std::int64_t> days,
                                               Instant now) const {
  std::size_t changed = 0;
  std::vector<StepDay> some;
  for (const auto& [date, steps] : days) {
    some.push_back(StepDay{date, steps, now});
    if (some.size() < kDaysAtOnce) continue;
    changed += co_await keep_some(owner, std::move(some));
    some.clear();
  }
  if (!some.empty()) changed += co_await keep_some(owner, std::move(some));
  co_return changed;
}

Task<std::size_t> ImportRepository::keep_some(Owner owner, std::vector<StepDay> days) const {
  std::vector<Key> keys;
  for (const StepDay& day : days) keys.push_back(steps_key(owner, day.date));
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const auto known = co_await store_.batch_get(keys);
    store::Transaction transaction;
    for (std::size_t i = 0; i < days.size(); ++i) {
      const auto before = known[i] ? known[i]->integer("steps") : std::nullopt;
      if (before && *before >= days[i].steps) continue;
      transaction.put(store::to_item(days[i], keys[i]),
                      before ? Condition::equal("steps", *before) : Condition::item_absent());
    }
    const std::size_t changed = transaction.size();
    if (changed == 0) co_return 0;
    const store::Outcome outcome = co_await store_.transact(std::move(transaction));
    if (outcome.committed()) co_return changed;
  }
  throw Error(ErrorCode::unavailable, "error.unavailable",
              "the steps of a person are written by too many at once");
}

Task<std::vector<StepDay>> ImportRepository::steps(Owner owner, Date from, Date to) const {
  std::vector<StepDay> days;
  std::optional<store::Cursor> after;
  do {
    store::Query query(store::Index::table, partition(owner));
    query.where(store::SortKey::between("STEPS#" + to_iso_date(from), "STEPS#" + to_iso_date(to)))
        .at_most(1000)
        .starting_after(std::move(after));
    store::Page page = co_await store_.query(std::move(query));
    for (const Item& item : page.items) days.push_back(store::from_item<StepDay>(item));
    after = std::move(page.next);
  } while (after);
  co_return days;
}

}  // namespace waymark::workouts
