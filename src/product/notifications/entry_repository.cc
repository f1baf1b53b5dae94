#include "product/notifications/entry_repository.h"

#include "platform/store/entity.h"
#include "product/notifications/keys.h"

namespace waymark::notifications {
namespace {

using store::Changes;
using store::Condition;
using store::Index;
using store::Item;
using store::Order;
using store::Query;
using store::SortKey;
using store::Value;

/// Far more than a bell ever holds too much.
constexpr std::uint32_t kLookedAtBehind = 200;

std::string actor_name(std::int64_t place) {
  return "actor" + std::to_string(place);
}

void set_members(Changes& changes, const About& about) {
  const Item item = store::to_item(about, store::Key("-", "-"));
  item.each([&](std::string_view name, const store::ValueView& value) {
    if (name != store::attribute::kPk && name != store::attribute::kSk)
      changes.set(std::string(name), value.to_value());
  });
}

void count(Changes& changes, std::int64_t change) {
  changes.add("count", Value(change)).add("version", Value(std::int64_t{1}));
}

void name_actor(Changes& changes, const Told& told) {
  if (!told.actor.empty()) changes.set(actor_name(told.place), Value(told.actor));
}

/// That nobody has taken the place meanwhile, if it was free.
Condition place_of(const Told& told, const std::optional<Entry>& entry) {
  const bool taken = entry && entry->actors.at(static_cast<std::size_t>(told.place));
  return told.actor.empty() || taken ? Condition() : Condition::absent(actor_name(told.place));
}

std::int64_t expiry_of(Instant at) {
  return std::chrono::ceil<std::chrono::seconds>((at + keys::kKept).time_since_epoch()).count();
}

}  // namespace

Entry EntryRepository::entry_of(const Item& item) {
  Entry entry = store::from_item<Entry>(item);
  for (std::size_t place = 0; place < kActorsNamed; ++place)
    if (const auto text = item.text(actor_name(static_cast<std::int64_t>(place))))
      entry.actors[place] = parse_actor(*text);
  return entry;
}

Task<Record> EntryRepository::record(std::string source) const {
  const auto item = co_await store_.get(keys::record(source));
  co_return item ? store::from_item<Record>(*item) : Record();
}

Task<std::optional<Entry>> EntryRepository::find(UserId user, std::string id) const {
  const auto item = co_await store_.get(keys::entry(user, id));
  if (!item) co_return std::nullopt;
  co_return entry_of(*item);
}

Task<store::ListedPage> EntryRepository::list(UserId user, bool unread_only,
                                              store::PageRequest request) const {
  store::Listing listing(unread_only ? Index::gsi2 : Index::gsi1, keys::partition(user),
                         std::string(), Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<std::vector<Entry>> EntryRepository::after(UserId user, Position position,
                                                std::uint32_t at_most) const {
  Query query(Index::gsi1, keys::partition(user));
  query.where(SortKey::greater(std::move(position))).at_most(at_most);
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<Entry> entries;
  for (const Item& item : page.items) entries.push_back(entry_of(item));
  co_return entries;
}

Task<std::vector<Entry>> EntryRepository::unread(UserId user, Position up_to,
                                                 std::uint32_t at_most) const {
  Query query(Index::gsi2, keys::partition(user));
  if (!up_to.empty()) query.where(SortKey::less_equal(std::move(up_to)));
  query.newest_first().at_most(at_most);
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<Entry> entries;
  for (const Item& item : page.items) entries.push_back(entry_of(item));
  co_return entries;
}

Task<std::vector<Entry>> EntryRepository::oldest(UserId user, std::uint32_t kept,
                                                 std::uint32_t at_most) const {
  const std::uint32_t looked_at = kept + kLookedAtBehind;
  std::vector<Entry> behind;
  std::uint32_t seen = 0;
  std::optional<store::Cursor> next;
  do {
    Query query(Index::gsi1, keys::partition(user));
    query.newest_first().at_most(looked_at - seen).starting_after(std::move(next));
    store::Page page = co_await store_.query(std::move(query));
    for (const Item& item : page.items)
      if (++seen > kept) behind.push_back(entry_of(item));
    next = std::move(page.next);
  } while (next && seen < looked_at);
  if (behind.size() > at_most) behind.erase(behind.begin(), behind.end() - at_most);
  co_return behind;
}

void EntryRepository::put(store::Transaction& transaction, const std::string& source, Record record,
                          Instant at) {
  Condition unchanged =
      record.version == 0 ? Condition::item_absent() : Condition::version_is(record.version);
  ++record.version;
  Item item = store::to_item(record, keys::record(source));
  item.set_ttl(at + keys::kKept);
  transaction.put(std::move(item), std::move(unchanged));
}

void EntryRepository::ring(store::Transaction& transaction, const Ring& ring, const Told& told,
                           const std::optional<Entry>& entry) {
  const std::string partition = keys::partition(ring.to);
  Changes changes;
  count(changes, 1);
  changes.set("id", Value(told.entry)).set("kind", Value(std::string(enum_name(ring.kind))));
  set_members(changes, ring.about);
  changes.set("at", Value(to_rfc3339(ring.at))).set("position", Value(ring.position));
  changes.set("read", Value(false));
  name_actor(changes, told);
  changes.set("GSI1PK", Value(partition)).set("GSI1SK", Value(ring.position));
  changes.set("GSI2PK", Value(partition)).set("GSI2SK", Value(ring.position));
  changes.set(std::string(store::attribute::kTtl), Value(expiry_of(ring.at)));
  transaction.update(keys::entry(ring.to, told.entry), std::move(changes), place_of(told, entry));
}

void EntryRepository::restore(store::Transaction& transaction, const Told& told,
                              const Entry& entry) {
  Changes changes;
  count(changes, 1);
  name_actor(changes, told);
  std::vector<Condition> all{Condition::item_exists()};
  Condition place = place_of(told, entry);
  if (place.op() != Condition::Op::always) all.push_back(std::move(place));
  transaction.update(keys::entry(told.to, told.entry), std::move(changes),
                     Condition::all_of(std::move(all)));
}

void EntryRepository::take_back(store::Transaction& transaction, const Told& told,
                                const Entry& entry) {
  Changes changes;
  count(changes, -1);
  Condition condition = Condition::item_exists();
  const auto& there = entry.actors.at(static_cast<std::size_t>(told.place));
  if (there && to_text(*there) == told.actor) {
    condition = Condition::equal(actor_name(told.place), Value(told.actor));
    changes.remove(actor_name(told.place));
  }
  transaction.update(keys::entry(told.to, told.entry), std::move(changes), std::move(condition));
}

void EntryRepository::mark_read(store::Transaction& transaction, UserId user, const Entry& entry) {
  Changes changes;
  changes.set("read", Value(true)).remove("GSI2PK").remove("GSI2SK");
  transaction.update(keys::entry(user, entry.id), std::move(changes),
                     Condition::version_is(entry.version));
}

void EntryRepository::erase(store::Transaction& transaction, UserId user, const Entry& entry) {
  transaction.erase(keys::entry(user, entry.id));
}

}  // namespace waymark::notifications
