#include "platform/store/limits.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/error.h"

namespace waymark::store {
namespace {

struct IndexNames {
  std::string_view pk;
  std::string_view sk;
};
constexpr std::array<IndexNames, kIndexes> kIndexNames{{{"GSI1PK", "GSI1SK"},
                                                        {"GSI2PK", "GSI2SK"},
                                                        {"GSI3PK", "GSI3SK"},
                                                        {"GSI4PK", "GSI4SK"},
                                                        {"GSI5PK", "GSI5SK"},
                                                        {"GSI6PK", "GSI6SK"}}};

Error refused(std::string cause) {
  return Error(ErrorCode::internal, "error.internal", std::move(cause));
}

void check_length(std::string_view what, std::size_t length, std::size_t most) {
  if (length >= 1 && length <= most) return;
  throw refused(std::string(what) + " has " + std::to_string(length) + " bytes, not 1 to " +
                std::to_string(most));
}

void check_key_attribute(const Item& item, std::string_view name, std::size_t most) {
  const auto value = item.find(name);
  if (!value) return;
  if (!value->text()) throw refused("attribute '" + std::string(name) + "' must be a text");
  check_length("attribute '" + std::string(name) + "'", value->text()->size(), most);
}

struct CheckOperation {
  void operator()(const Put& put) const { check_item(put.item); }
  void operator()(const Update& update) const { check_key(update.key); }
  void operator()(const Delete& erase) const { check_key(erase.key); }
  void operator()(const Check& check) const { check_key(check.key); }
};

void check_page_limit(std::uint32_t limit) {
  if (limit < 1 || limit > kMaxPageItems)
    throw refused("a page of " + std::to_string(limit) + " items, not 1 to 1000");
}

}  // namespace

void check_key(const Key& key) {
  check_length("partition key", key.pk.size(), kMaxPartitionKeyBytes);
  check_length("sort key", key.sk.size(), kMaxSortKeyBytes);
}

void check_item(const Item& item) {
  check_length("partition key", item.text(attribute::kPk).value_or("").size(),
               kMaxPartitionKeyBytes);
  check_length("sort key", item.text(attribute::kSk).value_or("").size(), kMaxSortKeyBytes);
  if (item.size() > kMaxItemBytes)
    throw refused("an item of " + std::to_string(item.size()) + " bytes is larger than 400 KiB");
  item.each([&](std::string_view name, const ValueView& value) {
    if (name == attribute::kTtl && !value.integer())
      throw refused("attribute 'ttl' must be an integer");
    if (name.size() != 6 || !name.starts_with("GSI")) return;
    if (name.ends_with("PK")) check_key_attribute(item, name, kMaxPartitionKeyBytes);
    if (name.ends_with("SK")) check_key_attribute(item, name, kMaxSortKeyBytes);
  });
}

void check_transaction(const Transaction& transaction) {
  const auto& operations = transaction.operations();
  if (operations.empty() || operations.size() > kMaxOperations)
    throw refused("a transaction of " + std::to_string(operations.size()) +
                  " operations, not 1 to 100");
  for (const Operation& operation : operations) std::visit(CheckOperation{}, operation);
  if (operations.size() == 1) return;
  std::vector<Key> keys;
  keys.reserve(operations.size());
  for (const Operation& operation : operations) keys.push_back(key_of(operation));
  std::ranges::sort(keys);
  const auto twice = std::ranges::adjacent_find(keys);
  if (twice != keys.end())
    throw refused("a transaction has two operations on " + twice->pk + " / " + twice->sk);
}

void check_batch(const std::vector<Key>& keys) {
  if (keys.size() > kMaxBatchGet)
    throw refused("a batch of " + std::to_string(keys.size()) + " keys, more than 100");
  for (const Key& key : keys) check_key(key);
}

void check_query(const Query& query) {
  check_length("partition key", query.partition.size(), kMaxPartitionKeyBytes);
  check_page_limit(query.limit);
}

void check_scan(const Scan& scan) {
  check_page_limit(scan.limit);
}

const Key& key_of(const Update& operation) {
  return operation.key;
}
const Key& key_of(const Delete& operation) {
  return operation.key;
}
const Key& key_of(const Check& operation) {
  return operation.key;
}
Key key_of(const Put& operation) {
  return operation.item.key();
}
Key key_of(const Operation& operation) {
  return std::visit([](const auto& one) -> Key { return key_of(one); }, operation);
}

const Condition& condition_of(const Operation& operation) {
  return std::visit([](const auto& one) -> const Condition& { return one.condition; }, operation);
}

std::optional<IndexKey> index_key(const Item& item, int index) {
  const IndexNames& names = kIndexNames[static_cast<std::size_t>(index - 1)];
  const auto pk = item.text(names.pk);
  const auto sk = item.text(names.sk);
  if (!pk || !sk) return std::nullopt;
  return IndexKey{*pk, *sk};
}

}  // namespace waymark::store
