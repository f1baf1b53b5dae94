#include "platform/store/rocks/verifier.h"

#include "base/encoding.h"
#include "base/error.h"
#include "platform/store/rocks/database.h"
#include "platform/store/rocks/keys.h"

namespace waymark::store::rocks {
namespace {

constexpr std::size_t kMaxFaults = 100;

}  // namespace

Verifier::Verifier(rocksdb::DB& database) : database_(database), snapshot_(database.GetSnapshot()) {
  options_.snapshot = snapshot_;
  options_.fill_cache = false;
}

Verifier::~Verifier() {
  database_.ReleaseSnapshot(snapshot_);
}

Verification Verifier::run() {
  check_items();
  check_index_entries();
  check_expiry_entries();
  return std::move(result_);
}

template <typename F>
void Verifier::each(char first_space, char end_space, F&& f) {
  const std::string end(1, end_space);
  const rocksdb::Slice upper(end);
  rocksdb::ReadOptions options = options_;
  options.iterate_upper_bound = &upper;
  const std::unique_ptr<rocksdb::Iterator> iterator(database_.NewIterator(options));
  for (iterator->Seek(std::string(1, first_space)); iterator->Valid(); iterator->Next())
    f(iterator->key().ToStringView(), iterator->value().ToStringView());
  if (!iterator->status().ok()) fault("a walk ended early: " + iterator->status().ToString(), end);
}

void Verifier::check_items() {
  each(space::kItems, space::kItems + 1, [&](std::string_view key, std::string_view value) {
    ++result_.items;
    if (!codec::is_valid(value)) return fault("what is stored is no item", key);
    check_item(key, Item::decode(std::string(value)));
  });
}

void Verifier::check_item(std::string_view key, const Item& item) {
  const Key own = item.key();
  if (item_key(own.pk, own.sk) != key)
    return fault("an item is stored under another item's key", key);
  const Secondary secondary = secondary_of(item);
  for (int index = 1; index <= kIndexes; ++index)
    if (const auto& entry = secondary.indexes[static_cast<std::size_t>(index - 1)])
      expect(index_entry_key(index, *entry, own.pk, own.sk), item.encoded(), "an index entry");
  if (secondary.ttl) expect(expiry_key(*secondary.ttl, own.pk, own.sk), "", "an expiry entry");
}

void Verifier::expect(const std::string& key, std::string_view value, std::string_view what) {
  rocksdb::PinnableSlice stored;
  const rocksdb::Status status =
      database_.Get(options_, database_.DefaultColumnFamily(), key, &stored);
  if (status.IsNotFound()) return fault(std::string(what) + " is missing", key);
  if (!status.ok()) return fault(std::string(what) + " cannot be read: " + status.ToString(), key);
  if (stored.ToStringView() != value) fault(std::string(what) + " differs from its item", key);
}

void Verifier::check_index_entries() {
  each(space::kIndexes, space::kIndexes + kIndexes + 1,
       [&](std::string_view key, std::string_view value) {
         ++result_.index_entries;
         if (!codec::is_valid(value)) return fault("an index entry holds no item", key);
         const Item item = Item::decode(std::string(value));
         const Key own = item.key();
         const auto stored = item_under(own);
         if (!stored || stored->encoded() != value)
           return fault("an index entry without its item", key);
         const int index = key.front() - space::kIndexes;
         const auto entry = index_key(item, index);
         if (!entry || index_entry_key(index, *entry, own.pk, own.sk) != key)
           fault("an index entry in a wrong place", key);
       });
}

void Verifier::check_expiry_entries() {
  each(space::kExpiry, space::kEnd, [&](std::string_view key, std::string_view) {
    ++result_.expiry_entries;
    const auto own = parse_expiry_key(key);
    const auto stored = own ? item_under(*own) : nullptr;
    const auto ttl = stored ? secondary_of(*stored).ttl : std::nullopt;
    if (!ttl || expiry_key(*ttl, own->pk, own->sk) != key)
      fault("an expiry entry without its item", key);
  });
}

std::unique_ptr<Item> Verifier::item_under(const Key& key) {
  std::string value;
  if (!database_.Get(options_, item_key(key.pk, key.sk), &value).ok() || !codec::is_valid(value))
    return nullptr;
  return std::make_unique<Item>(Item::decode(std::move(value)));
}

void Verifier::fault(std::string_view what, std::string_view key) {
  if (result_.faults.size() < kMaxFaults)
    result_.faults.push_back(std::string(what) + " (key " + hex_encode(key) + ")");
}

}  // namespace waymark::store::rocks
