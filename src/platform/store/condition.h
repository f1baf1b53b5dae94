// Conditions on the current item, and changes to it: the part of DynamoDB's expressions that the
// product needs, so that every engine can map them one to one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/store/item.h"

namespace waymark::store {

/// A test of the item that is in the store when the transaction commits. Default-constructed:
/// always true. An expired item counts as absent.
class Condition {
 public:
  enum class Op : std::uint8_t {
    always,
    item_exists,
    item_absent,
    exists,
    absent,  // of an attribute
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,  // of an attribute with a value; absent → false
    begins_with,
    contains,  // of a text; contains also of a list
    all_of,
    any_of,
    none_of,
  };

  Condition() = default;
  static Condition item_exists();
  static Condition item_absent();
  static Condition exists(std::string name);
  static Condition absent(std::string name);
  static Condition equal(std::string name, Value value);
  static Condition compare(Op op, std::string name, Value value);
  static Condition begins_with(std::string name, std::string prefix);
  static Condition contains(std::string name, Value element);
  static Condition all_of(std::vector<Condition> conditions);
  static Condition any_of(std::vector<Condition> conditions);
  static Condition none_of(std::vector<Condition> conditions);
  /// The item is there and its `version` is this: what editing needs, so that nothing is
  /// overwritten unseen.
  static Condition version_is(std::int64_t version);

  Op op() const { return op_; }
  const std::string& name() const { return name_; }
  const Value& value() const { return value_; }
  const std::vector<Condition>& operands() const { return operands_; }

  /// `item` is null when there is none (or it has expired).
  bool holds(const Item* item) const;

 private:
  static Condition of(Op op, std::string name, Value value = {});
  static Condition of(Op op, std::vector<Condition> operands);

  Op op_ = Op::always;
  std::string name_;
  Value value_;
  std::vector<Condition> operands_;
};

/// Changes to top-level attributes, applied in the order given. PK and SK cannot change:
/// Error(internal).
class Changes {
 public:
  struct Change {
    enum class Op : std::uint8_t { set, set_if_absent, add, remove };
    Op op;
    std::string name;
    Value value;
  };
  Changes& set(std::string name, Value value);
  Changes& set_if_absent(std::string name, Value value);
  /// Adds to a number; a missing attribute counts as 0. On a non-number: Error(internal).
  Changes& add(std::string name, Value number);
  Changes& remove(std::string name);
  const std::vector<Change>& list() const { return changes_; }

  /// The item after the changes; `current` may be null.
  Item apply(const Key& key, const Item* current) const;

 private:
  Changes& add_change(Change::Op op, std::string name, Value value);
  std::vector<Change> changes_;
};

}  // namespace waymark::store
