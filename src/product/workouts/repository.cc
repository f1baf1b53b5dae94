#include "product/workouts/repository.h"

#include <algorithm>

#include "base/encoding.h"
#include "platform/store/entity.h"
#include "product/workouts/keys.h"
#include "product/workouts/matching.h"
#include "product/workouts/merging.h"
#include "product/workouts/records.h"

namespace waymark::workouts {
namespace {

using store::Changes;
using store::Condition;
using store::Item;
using store::Key;
using store::Transaction;

constexpr std::uint32_t kMostNear = 200;

Key key_of(Owner owner, const Workout& workout) {
  return Key(keys::partition(owner), WorkoutRepository::sort_key(workout));
}

std::string start_key(Instant start) {
  return std::string(keys::kWorkout) + to_rfc3339(start);
}

Item item_of(Owner owner, const StoredWorkout& workout) {
  Item item = store::to_item(workout, key_of(owner, workout));
  const std::string id = workout.id.to_string();
  item.set_index(1, keys::partition(owner),
                 "ENTITY#Workout#" + to_rfc3339(workout.created_at) + "#" + id);
  item.set_index(2, keys::anywhere(workout.id), keys::anywhere(workout.id));
  item.set_index(3, keys::of_type(owner, workout.type), WorkoutRepository::sort_key(workout));
  return item;
}

Item reference_of(Owner owner, const Workout& workout) {
  Item item(keys::reference(owner, workout.id));
  item.set("startedAt", to_rfc3339(workout.started_at));
  return item;
}

Item mark_of(Owner owner, WorkoutId workout, const Source& source) {
  Item mark(keys::file(owner, source.fingerprint));
  mark.set("workoutId", workout.to_string());
  return mark;
}

Item best_item(Owner owner, const Best& best) {
  return store::to_item(best, Key(keys::partition(owner), best_key(best)));
}

/// Takes away what `before` held and `after` does not, puts what is new or began at another time.
void change_bests(Transaction& transaction, Owner owner, const Workout* before,
                  const Workout* after) {
  const std::vector<Best> old = before ? bests_of(*before) : std::vector<Best>();
  const std::vector<Best> now = after ? bests_of(*after) : std::vector<Best>();
  const auto among = [](const std::vector<Best>& bests, const Best& one) {
    return std::find_if(bests.begin(), bests.end(),
                        [&](const Best& best) { return best_key(best) == best_key(one); });
  };
  for (const Best& best : old)
    if (among(now, best) == now.end())
      transaction.erase(Key(keys::partition(owner), best_key(best)));
  for (const Best& best : now) {
    const auto there = among(old, best);
    if (there == old.end() || there->achieved_at != best.achieved_at)
      transaction.put(best_item(owner, best));
  }
}

/// The bounds of a list of the newest first: from `low` to `high`, both inclusive. A key that went on behind a start
/// ('#' and the id) is above the start alone.
struct Bounds {
  std::string low;
  std::string high;
};

Bounds bounds_of(const WorkoutFilter& filter, const store::PageRequest& request) {
  Bounds bounds;
  bounds.low = filter.from ? start_key(*filter.from) : std::string(keys::kWorkout);
  bounds.high = filter.to ? start_key(*filter.to) : std::string(keys::kWorkout) + '~';
  if (!request.after) return bounds;
  auto seen = base64url_decode(*request.after);
  if (!seen || !seen->starts_with(keys::kWorkout) || seen->size() > 1024)
    throw Error::invalid(request.path("after"), "error.cursor");
  bounds.high = std::min(bounds.high, *seen);
  return bounds;
}

}  // namespace

std::string WorkoutRepository::sort_key(const Workout& workout) {
  return start_key(workout.started_at) + "#" + workout.id.to_string();
}

Workout WorkoutRepository::from_item(const Item& item) {
  return store::from_item<Workout>(item);
}

Task<std::optional<StoredWorkout>> WorkoutRepository::find(Owner owner, WorkoutId id) const {
  // The two reads are not one: an edit in between may move the workout, then the reference is read
  // once more.
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto reference = co_await store_.get(keys::reference(owner, id));
    if (!reference) co_return std::nullopt;
    const auto started = reference->text("startedAt");
    if (!started) co_return std::nullopt;
    Key key(keys::partition(owner),
            std::string(keys::kWorkout) + std::string(*started) + "#" + id.to_string());
    const auto item = co_await store_.get(std::move(key));
    if (item) co_return store::from_item<StoredWorkout>(*item);
  }
  co_return std::nullopt;
}

Task<std::optional<FoundWorkout>> WorkoutRepository::find_anywhere(WorkoutId id) const {
  store::Query query(store::Index::gsi2, keys::anywhere(id));
  query.where(store::SortKey::equals(keys::anywhere(id))).at_most(1);
  const store::Page page = co_await store_.query(std::move(query));
  if (page.items.empty()) co_return std::nullopt;
  constexpr std::string_view kUser = "USER#";
  const std::string partition = page.items.front().key().pk;
  const auto owner =
      partition.starts_with(kUser) ? UserId::parse(partition.substr(kUser.size())) : std::nullopt;
  if (!owner) co_return std::nullopt;
  FoundWorkout found;
  found.owner = *owner;
  found.workout = store::from_item<StoredWorkout>(page.items.front());
  co_return found;
}

Task<std::vector<Source>> WorkoutRepository::sources_of(Owner owner,
                                                        const StoredWorkout& workout) const {
  store::Query query(store::Index::table, keys::partition(owner));
  query.where(store::SortKey::begins_with(keys::source_prefix(workout.id)));
  std::vector<Source> sources;
  bool more = true;
  while (more) {
    store::Page page = co_await store_.query(query);
    for (const Item& item : page.items) sources.push_back(store::from_item<Source>(item));
    more = page.next.has_value();
    query.starting_after(std::move(page.next));
  }
  if (sources.empty()) sources.push_back(source_of(workout));
  order(sources);
  co_return sources;
}

Task<WorkoutPage> WorkoutRepository::list(Owner owner, WorkoutFilter filter,
                                          store::PageRequest request) const {
  WorkoutPage page;
  const Bounds bounds = bounds_of(filter, request);
  page.has_previous = request.after.has_value();
  if (bounds.low > bounds.high) co_return page;
  store::Query query(filter.type ? store::Index::gsi3 : store::Index::table,
                     filter.type ? keys::of_type(owner, *filter.type) : keys::partition(owner));
  query.where(store::SortKey::between(bounds.low, bounds.high)).newest_first();
  query.at_most(static_cast<std::uint32_t>(request.size + 2));
  bool more = true;
  while (more) {
    store::Page found = co_await store_.query(query);
    for (const Item& item : found.items) {
      std::string key = item.key().sk;
      if (request.after && key == bounds.high) continue;
      if (page.entries.size() == request.size) {
        page.has_next = true;
        co_return page;
      }
      page.entries.push_back(WorkoutPage::Entry{from_item(item), base64url_encode(key)});
    }
    more = found.next.has_value();
    query.starting_after(std::move(found.next));
  }
  co_return page;
}

Task<WorkoutSpan> WorkoutRepository::between(Owner owner, Instant from, std::optional<Instant> to,
                                             std::optional<std::string> after,
                                             std::uint32_t limit) const {
  // ' ' sorts before every byte that goes on behind a key, '~' behind.
  std::string low = after ? *after + " " : start_key(from);
  std::string high = to ? start_key(*to) + "~" : std::string(keys::kWorkout) + "~";
  WorkoutSpan found;
  if (low > high) co_return found;
  store::Query query(store::Index::table, keys::partition(owner));
  query.where(store::SortKey::between(std::move(low), std::move(high))).at_most(limit);
  const store::Page page = co_await store_.query(std::move(query));
  found.more = page.next.has_value();
  for (const Item& item : page.items) found.workouts.push_back(from_item(item));
  co_return found;
}

Task<std::vector<StoredWorkout>> WorkoutRepository::near(Owner owner, Instant start) const {
  store::Query query(store::Index::table, keys::partition(owner));
  query.where(store::SortKey::between(start_key(start - kFarthestMatch),
                                      start_key(start + kFarthestMatch) + "~"));
  query.at_most(kMostNear);
  std::vector<StoredWorkout> workouts;
  bool more = true;
  while (more && workouts.size() < kMostNear) {
    store::Page page = co_await store_.query(query);
    for (const Item& item : page.items) workouts.push_back(store::from_item<StoredWorkout>(item));
    more = page.next.has_value();
    query.starting_after(std::move(page.next));
  }
  co_return workouts;
}

Task<std::optional<WorkoutId>> WorkoutRepository::find_file(Owner owner,
                                                            std::string fingerprint) const {
  const auto item = co_await store_.get(keys::file(owner, fingerprint));
  const auto text = item ? item->text("workoutId") : std::nullopt;
  co_return text ? WorkoutId::parse(*text) : std::nullopt;
}

Task<Tally> WorkoutRepository::tally(Owner owner) const {
  const auto item = co_await store_.get(keys::tally(owner));
  Tally tally;
  if (item) {
    tally.workouts = item->integer("workouts").value_or(0);
    tally.changes = item->integer("changes").value_or(0);
  }
  co_return tally;
}

Task<std::vector<std::string>> WorkoutRepository::apart(Owner owner,
                                                        std::string fingerprint) const {
  const auto item = co_await store_.get(keys::apart(owner, fingerprint));
  std::vector<std::string> others;
  if (const auto list = item ? item->find("apart") : std::nullopt)
    list->each_element([&](const store::ValueView& value) {
      if (const auto text = value.text()) others.emplace_back(*text);
    });
  co_return others;
}

Task<std::vector<Best>> WorkoutRepository::bests(Owner owner,
                                                 std::optional<WorkoutType> type) const {
  const std::string prefix =
      std::string(keys::kBest) + (type ? std::string(enum_name(*type)) + "#" : std::string());
  const std::string end = prefix + "~";
  std::vector<Best> bests;
  std::string low = prefix;
  while (true) {
    // The first of a kind is the best; the next query begins behind all of that kind.
    store::Query query(store::Index::table, keys::partition(owner));
    query.where(store::SortKey::between(low, end)).at_most(1);
    const store::Page page = co_await store_.query(std::move(query));
    if (page.items.empty()) co_return bests;
    bests.push_back(store::from_item<Best>(page.items.front()));
    low = best_prefix(bests.back().type, bests.back().kind) + "~";
  }
}

void WorkoutRepository::add(Transaction& transaction, Owner owner, const StoredWorkout& workout) {
  transaction.put(reference_of(owner, workout), Condition::item_absent());
  transaction.put(item_of(owner, workout), Condition::item_absent());
  change_bests(transaction, owner, nullptr, &workout);
}

void WorkoutRepository::replace(Transaction& transaction, Owner owner, const StoredWorkout& before,
                                const StoredWorkout& after) {
  const Key old_key = key_of(owner, before);
  const Condition unchanged = Condition::version_is(before.version);
  change_bests(transaction, owner, &before, &after);
  if (old_key == key_of(owner, after)) {
    transaction.put(item_of(owner, after), unchanged);
    return;
  }
  transaction.erase(old_key, unchanged);
  transaction.put(item_of(owner, after), Condition::item_absent());
  transaction.put(reference_of(owner, after), Condition::item_exists());
}

void WorkoutRepository::remove(Transaction& transaction, Owner owner,
                               const StoredWorkout& workout) {
  transaction.erase(key_of(owner, workout), Condition::version_is(workout.version));
  transaction.erase(keys::reference(owner, workout.id));
  change_bests(transaction, owner, &workout, nullptr);
}

void WorkoutRepository::put_source(Transaction& transaction, Owner owner, WorkoutId workout,
                                   const Source& source) {
  transaction.put(store::to_item(source, keys::source(owner, workout, source.id)));
  if (!source.fingerprint.empty()) transaction.put(mark_of(owner, workout, source));
}

void WorkoutRepository::add_source(Transaction& transaction, Owner owner, WorkoutId workout,
                                   const Source& source) {
  transaction.put(store::to_item(source, keys::source(owner, workout, source.id)),
                  Condition::item_absent());
  if (!source.fingerprint.empty())
    transaction.put(mark_of(owner, workout, source), Condition::item_absent());
}

void WorkoutRepository::move_source(Transaction& transaction, Owner owner, WorkoutId from,
                                    WorkoutId to, const Source& source) {
  transaction.erase(keys::source(owner, from, source.id));
  put_source(transaction, owner, to, source);
}

void WorkoutRepository::remove_source(Transaction& transaction, Owner owner, WorkoutId workout,
                                      const Source& source) {
  transaction.erase(keys::source(owner, workout, source.id));
  if (!source.fingerprint.empty()) transaction.erase(keys::file(owner, source.fingerprint));
}

void WorkoutRepository::put_apart(Transaction& transaction, Owner owner,
                                  const std::string& fingerprint,
                                  const std::vector<std::string>& others) {
  if (others.empty()) {
    transaction.erase(keys::apart(owner, fingerprint));
    return;
  }
  store::List list;
  for (const std::string& other : others) list.emplace_back(other);
  Item item(keys::apart(owner, fingerprint));
  item.set("apart", store::Value(std::move(list)));
  transaction.put(std::move(item));
}

void WorkoutRepository::count(Transaction& transaction, Owner owner, std::int64_t more,
                              std::int64_t limit, const Tally* seen) {
  Changes changes;
  changes.add("workouts", more);
  changes.add("changes", std::int64_t{1});
  std::vector<Condition> conditions;
  if (more > 0)
    conditions.push_back(Condition::any_of(
        {Condition::absent("workouts"),
         Condition::compare(Condition::Op::less_equal, "workouts", limit - more)}));
  if (seen)
    conditions.push_back(seen->changes == 0 ? Condition::absent("changes")
                                            : Condition::equal("changes", seen->changes));
  transaction.update(keys::tally(owner), std::move(changes),
                     conditions.empty() ? Condition() : Condition::all_of(std::move(conditions)));
}

}  // namespace waymark::workouts
