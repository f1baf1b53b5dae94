#include "product/workouts/repository.h"

#include "platform/store/entity.h"

namespace waymark::workouts {
namespace {

using store::Changes;
using store::Condition;
using store::Item;
using store::Key;
using store::Transaction;

constexpr std::string_view kFileHash = "fileHash";

std::string partition(Owner owner) {
  return "USER#" + owner.user().to_string();
}

Key reference_key(Owner owner, WorkoutId id) {
  return Key(partition(owner), "WORKOUTREF#" + id.to_string());
}
Key file_key(Owner owner, const std::string& hash) {
  return Key(partition(owner), "WORKOUTFILE#" + hash);
}
Key tally_key(Owner owner) {
  return Key(partition(owner), "TALLY#WORKOUTS");
}
Key key_of(Owner owner, const Workout& workout) {
  return Key(partition(owner), WorkoutRepository::sort_key(workout));
}

Item item_of(Owner owner, const StoredWorkout& stored) {
  Item item = store::to_item(stored.workout, key_of(owner, stored.workout));
  item.set_index(1, partition(owner),
                 "ENTITY#Workout#" + to_rfc3339(stored.workout.created_at) + "#" +
                     stored.workout.id.to_string());
  if (stored.file_hash) item.set(kFileHash, *stored.file_hash);
  return item;
}

Item reference_of(Owner owner, const Workout& workout) {
  Item item(reference_key(owner, workout.id));
  item.set("startedAt", to_rfc3339(workout.started_at));
  return item;
}

}  // namespace

std::string WorkoutRepository::sort_key(const Workout& workout) {
  return "WORKOUT#" + to_rfc3339(workout.started_at) + "#" + workout.id.to_string();
}

Workout WorkoutRepository::from_item(const Item& item) {
  return store::from_item<Workout>(item);
}

Task<std::optional<StoredWorkout>> WorkoutRepository::find(Owner owner, WorkoutId id) const {
  // The two reads are not one: an edit in between may move the workout, then the reference is read
  // once more.
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto reference = co_await store_.get(reference_key(owner, id));
    if (!reference) co_return std::nullopt;
    const auto started = reference->text("startedAt");
    if (!started) co_return std::nullopt;
    Key key(partition(owner), "WORKOUT#" + std::string(*started) + "#" + id.to_string());
    const auto item = co_await store_.get(std::move(key));
    if (!item) continue;
    StoredWorkout stored;
    stored.workout = from_item(*item);
    if (const auto hash = item->text(kFileHash)) stored.file_hash = std::string(*hash);
    co_return stored;
  }
  co_return std::nullopt;
}

Task<store::ListedPage> WorkoutRepository::list(Owner owner, store::PageRequest request) const {
  store::Listing listing(store::Index::table, partition(owner), "WORKOUT#",
                         store::Order::descending);
  return store::list(store_, std::move(listing), std::move(request));
}

Task<WorkoutSpan> WorkoutRepository::between(Owner owner, Instant from, std::optional<Instant> to,
                                             std::optional<std::string> after,
                                             std::uint32_t limit) const {
  // ' ' sorts before every byte that goes on behind a key, '~' behind.
  std::string low = after ? *after + " " : "WORKOUT#" + to_rfc3339(from);
  std::string high = to ? "WORKOUT#" + to_rfc3339(*to) + "~" : "WORKOUT#~";
  WorkoutSpan found;
  if (low > high) co_return found;
  store::Query query(store::Index::table, partition(owner));
  query.where(store::SortKey::between(std::move(low), std::move(high))).at_most(limit);
  const store::Page page = co_await store_.query(std::move(query));
  found.more = page.next.has_value();
  for (const Item& item : page.items) found.workouts.push_back(from_item(item));
  co_return found;
}

Task<std::optional<WorkoutId>> WorkoutRepository::find_file(Owner owner,
                                                            std::string file_hash) const {
  const auto item = co_await store_.get(file_key(owner, file_hash));
  const auto text = item ? item->text("workoutId") : std::nullopt;
  co_return text ? WorkoutId::parse(*text) : std::nullopt;
}

void WorkoutRepository::add(Transaction& transaction, Owner owner, const StoredWorkout& stored,
                            std::int64_t limit) {
  transaction.put(reference_of(owner, stored.workout), Condition::item_absent());
  Changes count;
  count.add("workouts", std::int64_t{1});
  transaction.update(
      tally_key(owner), std::move(count),
      Condition::any_of({Condition::absent("workouts"),
                         Condition::compare(Condition::Op::less, "workouts", limit)}));
  if (stored.file_hash) {
    Item mark(file_key(owner, *stored.file_hash));
    mark.set("workoutId", stored.workout.id.to_string());
    transaction.put(std::move(mark), Condition::item_absent());
  }
  transaction.put(item_of(owner, stored), Condition::item_absent());
}

void WorkoutRepository::replace(Transaction& transaction, Owner owner, const StoredWorkout& before,
                                const Workout& after) {
  const Key old_key = key_of(owner, before.workout);
  const Condition unchanged = Condition::version_is(before.workout.version);
  StoredWorkout stored;
  stored.workout = after;
  stored.file_hash = before.file_hash;
  if (old_key == key_of(owner, after)) {
    transaction.put(item_of(owner, stored), unchanged);
    return;
  }
  transaction.erase(old_key, unchanged);
  transaction.put(item_of(owner, stored), Condition::item_absent());
  transaction.put(reference_of(owner, after), Condition::item_exists());
}

void WorkoutRepository::remove(Transaction& transaction, Owner owner, const StoredWorkout& stored) {
  transaction.erase(key_of(owner, stored.workout), Condition::version_is(stored.workout.version));
  transaction.erase(reference_key(owner, stored.workout.id));
  Changes count;
  count.add("workouts", std::int64_t{-1});
  transaction.update(tally_key(owner), std::move(count));
  if (stored.file_hash) transaction.erase(file_key(owner, *stored.file_hash));
}

}  // namespace waymark::workouts
