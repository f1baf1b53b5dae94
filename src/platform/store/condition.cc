#include "platform/store/condition.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace waymark::store {
namespace {

bool holds_for_value(Condition::Op op, const Value& attribute, const Value& operand) {
  const auto order = compare(attribute, operand);
  switch (op) {
    case Condition::Op::equal:
      return attribute == operand;
    case Condition::Op::not_equal:
      return !(attribute == operand);
    case Condition::Op::less:
      return order && std::is_lt(*order);
    case Condition::Op::less_equal:
      return order && std::is_lteq(*order);
    case Condition::Op::greater:
      return order && std::is_gt(*order);
    case Condition::Op::greater_equal:
      return order && std::is_gteq(*order);
    case Condition::Op::always:
    case Condition::Op::item_exists:
    case Condition::Op::item_absent:
    case Condition::Op::exists:
    case Condition::Op::absent:
    case Condition::Op::begins_with:
    case Condition::Op::contains:
    case Condition::Op::all_of:
    case Condition::Op::any_of:
    case Condition::Op::none_of:
      break;
  }
  return false;
}

bool text_begins_with(const ValueView& attribute, const Value& prefix) {
  const auto text = attribute.text();
  const auto* wanted = std::get_if<std::string>(&prefix);
  return text && wanted && text->starts_with(*wanted);
}

bool contains_element(const ValueView& attribute, const Value& element) {
  if (const auto text = attribute.text()) {
    const auto* wanted = std::get_if<std::string>(&element);
    return wanted && text->find(*wanted) != std::string_view::npos;
  }
  bool found = false;
  attribute.each_element(
      [&](const ValueView& candidate) { found = found || candidate.to_value() == element; });
  return found;
}

Error bad_add(const std::string& name, std::string_view why) {
  return Error(ErrorCode::internal, "error.internal",
               "cannot add to attribute '" + name + "': " + std::string(why));
}

Value sum(const std::string& name, const Value& current, const Value& addend) {
  const auto* whole = std::get_if<std::int64_t>(&current);
  const auto* more = std::get_if<std::int64_t>(&addend);
  if (whole && more) {
    std::int64_t result = 0;
    if (__builtin_add_overflow(*whole, *more, &result))
      throw bad_add(name, "the sum does not fit 64 bits");
    return Value(result);
  }
  const auto real = [&](const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value))
      return static_cast<double>(*integer);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    throw bad_add(name, "it or what is added is not a number");
  };
  return Value(real(current) + real(addend));
}

void apply_change(Item& item, const Changes::Change& change) {
  using Op = Changes::Change::Op;
  switch (change.op) {
    case Op::set:
      item.set(change.name, change.value);
      return;
    case Op::set_if_absent:
      if (!item.find(change.name)) item.set(change.name, change.value);
      return;
    case Op::add: {
      const auto current = item.find(change.name);
      item.set(change.name, sum(change.name, current ? current->to_value() : Value(std::int64_t{0}),
                                change.value));
      return;
    }
    case Op::remove:
      item.erase(change.name);
      return;
  }
}

}  // namespace

Condition Condition::of(Op op, std::string name, Value value) {
  Condition condition;
  condition.op_ = op;
  condition.name_ = std::move(name);
  condition.value_ = std::move(value);
  return condition;
}

Condition Condition::of(Op op, std::vector<Condition> operands) {
  Condition condition;
  condition.op_ = op;
  condition.operands_ = std::move(operands);
  return condition;
}

Condition Condition::item_exists() {
  return of(Op::item_exists, std::string());
}
Condition Condition::item_absent() {
  return of(Op::item_absent, std::string());
}
Condition Condition::exists(std::string name) {
  return of(Op::exists, std::move(name));
}
Condition Condition::absent(std::string name) {
  return of(Op::absent, std::move(name));
}

Condition Condition::equal(std::string name, Value value) {
  return of(Op::equal, std::move(name), std::move(value));
}

Condition Condition::compare(Op op, std::string name, Value value) {
  switch (op) {
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return of(op, std::move(name), std::move(value));
    case Op::always:
    case Op::item_exists:
    case Op::item_absent:
    case Op::exists:
    case Op::absent:
    case Op::begins_with:
    case Op::contains:
    case Op::all_of:
    case Op::any_of:
    case Op::none_of:
      break;
  }
  throw Error(ErrorCode::internal, "error.internal",
              "Condition::compare was given an operation that is no comparison");
}

Condition Condition::begins_with(std::string name, std::string prefix) {
  return of(Op::begins_with, std::move(name), Value(std::move(prefix)));
}

Condition Condition::contains(std::string name, Value element) {
  return of(Op::contains, std::move(name), std::move(element));
}

Condition Condition::all_of(std::vector<Condition> conditions) {
  return of(Op::all_of, std::move(conditions));
}
Condition Condition::any_of(std::vector<Condition> conditions) {
  return of(Op::any_of, std::move(conditions));
}
Condition Condition::none_of(std::vector<Condition> conditions) {
  return of(Op::none_of, std::move(conditions));
}

Condition Condition::version_is(std::int64_t version) {
  return equal(std::string(attribute::kVersion), Value(version));
}

bool Condition::holds(const Item* item) const {
  const auto operand_holds = [item](const Condition& operand) { return operand.holds(item); };
  const auto find = [&] { return item ? item->find(name_) : std::nullopt; };
  switch (op_) {
    case Op::always:
      return true;
    case Op::item_exists:
      return item != nullptr;
    case Op::item_absent:
      return item == nullptr;
    case Op::exists:
      return find().has_value();
    case Op::absent:
      return !find().has_value();
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal: {
      const auto attribute = find();
      return attribute && holds_for_value(op_, attribute->to_value(), value_);
    }
    case Op::begins_with: {
      const auto attribute = find();
      return attribute && text_begins_with(*attribute, value_);
    }
    case Op::contains: {
      const auto attribute = find();
      return attribute && contains_element(*attribute, value_);
    }
    case Op::all_of:
      return std::ranges::all_of(operands_, operand_holds);
    case Op::any_of:
      return std::ranges::any_of(operands_, operand_holds);
    case Op::none_of:
      return std::ranges::none_of(operands_, operand_holds);
  }
  return false;
}

Changes& Changes::add_change(Change::Op op, std::string name, Value value) {
  if (name == attribute::kPk || name == attribute::kSk)
    throw Error(ErrorCode::internal, "error.internal", "the key of an item cannot be changed");
  changes_.push_back(Change{op, std::move(name), std::move(value)});
  return *this;
}

Changes& Changes::set(std::string name, Value value) {
  return add_change(Change::Op::set, std::move(name), std::move(value));
}

Changes& Changes::set_if_absent(std::string name, Value value) {
  return add_change(Change::Op::set_if_absent, std::move(name), std::move(value));
}

Changes& Changes::add(std::string name, Value number) {
  return add_change(Change::Op::add, std::move(name), std::move(number));
}

Changes& Changes::remove(std::string name) {
  return add_change(Change::Op::remove, std::move(name), Value());
}

Item Changes::apply(const Key& key, const Item* current) const {
  Item item = current ? *current : Item(key);
  for (const Change& change : changes_) apply_change(item, change);
  return item;
}

}  // namespace waymark::store
