#include "platform/store/postgres/writing.h"

#include <algorithm>
#include <map>

#include "base/encoding.h"
#include "platform/store/limits.h"
#include "platform/store/postgres/document.h"
#include "platform/store/postgres/reading.h"

namespace waymark::store::postgres {
namespace {

// What Statements::write knows, by number.
enum class Kind : std::int16_t { put, erase, check };
enum class Test : std::int16_t { none, exists, absent, equals };

/// A condition that the server evaluates. With `equals` the attribute's name and value as in documents.
struct ServerTest {
  Test test = Test::none;
  std::string name;
  std::string operand;
};

/// Whether equality in jsonb means the same as between values (document.h): not so for reals and large integers, which
/// jsonb compares as decimals, and for zero, which has a negative twin.
bool compares_alike(const Value& value) {
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  if (const auto* integer = std::get_if<std::int64_t>(&value))
    return *integer != 0 && *integer > -kExact && *integer < kExact;
  return std::holds_alternative<bool>(value) || std::holds_alternative<std::string>(value);
}

std::optional<ServerTest> test_of(const Condition& condition) {
  ServerTest made;
  switch (condition.op()) {
    case Condition::Op::always:
      return made;
    case Condition::Op::item_exists:
      made.test = Test::exists;
      return made;
    case Condition::Op::item_absent:
      made.test = Test::absent;
      return made;
    case Condition::Op::equal:
      if (!compares_alike(condition.value())) return std::nullopt;
      made.test = Test::equals;
      made.name = document_name(condition.name());
      append_document(made.operand, condition.value());
      return made;
    case Condition::Op::exists:
    case Condition::Op::absent:
    case Condition::Op::not_equal:
    case Condition::Op::less:
    case Condition::Op::less_equal:
    case Condition::Op::greater:
    case Condition::Op::greater_equal:
    case Condition::Op::begins_with:
    case Condition::Op::contains:
    case Condition::Op::all_of:
    case Condition::Op::any_of:
    case Condition::Op::none_of:
      return std::nullopt;
  }
  return std::nullopt;
}

/// The arrays that Statements::write takes, a row an operation.
class OperationRows {
 public:
  void put(const Item& item, const ServerTest& test) {
    start(Kind::put, item.key(), test);
    std::string document;
    append_document(document, item);
    items_.add_document(document);
    sizes_.add_int4(static_cast<std::int32_t>(item.size()));
    if (const auto ttl = item.integer(attribute::kTtl))
      ttls_.add_int8(*ttl);
    else
      ttls_.add_null();
    for (std::size_t i = 0; i < kIndexes; ++i) {
      const auto entry = index_key(item, static_cast<int>(i) + 1);
      entry ? indexes_[2 * i].add(entry->pk) : indexes_[2 * i].add_null();
      entry ? indexes_[2 * i + 1].add(entry->sk) : indexes_[2 * i + 1].add_null();
    }
  }
  void erase(const Key& key, const ServerTest& test) { without_item(Kind::erase, key, test); }
  void check(const Key& key, const ServerTest& test) { without_item(Kind::check, key, test); }
  bool empty() const { return count_ == 0; }

  Parameters take(Instant now) {
    Parameters parameters;
    parameters.int8(epoch_seconds(now));
    for (Array* array :
         {&kinds_, &pks_, &sks_, &tests_, &names_, &operands_, &items_, &sizes_, &ttls_})
      parameters.array(std::move(*array));
    for (Array& array : indexes_) parameters.array(std::move(array));
    return parameters;
  }

 private:
  void start(Kind kind, const Key& key, const ServerTest& test) {
    ++count_;
    kinds_.add_int2(static_cast<std::int16_t>(kind));
    pks_.add(key.pk);
    sks_.add(key.sk);
    tests_.add_int2(static_cast<std::int16_t>(test.test));
    if (test.test == Test::equals) {
      names_.add(test.name);
      operands_.add_document(test.operand);
    } else {
      names_.add_null();
      operands_.add_null();
    }
  }
  void without_item(Kind kind, const Key& key, const ServerTest& test) {
    start(kind, key, test);
    items_.add_null();
    sizes_.add_null();
    ttls_.add_null();
    for (Array& array : indexes_) array.add_null();
  }

  std::size_t count_ = 0;
  Array kinds_{Type::int2};
  Array pks_{Type::bytea};
  Array sks_{Type::bytea};
  Array tests_{Type::int2};
  Array names_{Type::text};
  Array operands_{Type::jsonb};
  Array items_{Type::jsonb};
  Array sizes_{Type::int4};
  Array ttls_{Type::int8};
  std::vector<Array> indexes_ = std::vector<Array>(2 * kIndexes, Array(Type::bytea));
};

struct AddOperation {
  OperationRows& rows;
  const ServerTest& test;
  bool operator()(const Put& put) const {
    rows.put(put.item, test);
    return true;
  }
  bool operator()(const Update&) const { return false; }
  bool operator()(const Delete& erase) const {
    rows.erase(erase.key, test);
    return true;
  }
  bool operator()(const Check& check) const {
    rows.check(check.key, test);
    return true;
  }
};

void append_key(std::string& out, std::string_view part) {
  out += std::to_string(part.size());
  out += ':';
  out += part;
}

std::int64_t lock_of(const std::string& table, const Key& key) {
  std::string named;
  append_key(named, table);
  append_key(named, key.pk);
  append_key(named, key.sk);
  const std::uint64_t high = murmur3_32(named);
  const std::uint64_t low = murmur3_32(named, 0x9747b28c);
  return static_cast<std::int64_t>(high << 32 | low);
}

}  // namespace

Parameters locks_of(const std::string& table, const Transaction& transaction) {
  std::map<std::int64_t, bool> shared;
  for (const Operation& operation : transaction.operations()) {
    const bool reads = std::holds_alternative<Check>(operation);
    const auto [lock, added] = shared.emplace(lock_of(table, key_of(operation)), reads);
    if (!added) lock->second = lock->second && reads;
  }
  Array locks(Type::int8);
  Array modes(Type::boolean);
  for (const auto& [lock, reads] : shared) {
    locks.add_int8(lock);
    modes.add_boolean(reads);
  }
  Parameters parameters;
  parameters.array(std::move(locks)).array(std::move(modes));
  return parameters;
}

Parameters keys_of(const std::vector<Key>& keys) {
  Array pks(Type::bytea);
  Array sks(Type::bytea);
  for (const Key& key : keys) {
    pks.add(key.pk);
    sks.add(key.sk);
  }
  Parameters parameters;
  parameters.array(std::move(pks)).array(std::move(sks));
  return parameters;
}

std::optional<Parameters> rows_of(const Transaction& transaction, Instant now) {
  OperationRows rows;
  for (const Operation& operation : transaction.operations()) {
    const auto test = test_of(condition_of(operation));
    if (!test || !std::visit(AddOperation{rows, *test}, operation)) return std::nullopt;
  }
  return rows.take(now);
}

std::optional<Parameters> rows_of(const Transaction& transaction,
                                  const std::vector<Effect>& effects, Instant now) {
  OperationRows rows;
  const ServerTest none;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    if (const auto* item = std::get_if<Item>(&effects[i])) rows.put(*item, none);
    if (std::holds_alternative<Erased>(effects[i]))
      rows.erase(key_of(transaction.operations()[i]), none);
  }
  if (rows.empty()) return std::nullopt;
  return rows.take(now);
}

}  // namespace waymark::store::postgres
