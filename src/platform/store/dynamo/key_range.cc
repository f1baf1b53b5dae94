#include "platform/store/dynamo/key_range.h"

#include <algorithm>

#include "platform/store/dynamo/attribute_value.h"
#include "platform/store/limits.h"

namespace waymark::store::dynamo {
namespace {

/// As much of the key as DynamoDB can store. Every key there is that begins like it is the cut one,
/// or (`reach`: for the upper end) it and one more byte under 0x80.
std::string fitting(std::string_view key, bool reach) {
  if (key_length(key) <= kMaxSortKeyBytes) return std::string(key);
  std::size_t length = 0;
  std::size_t kept = 0;
  while (length + key_length(key.substr(kept, 1)) <= kMaxSortKeyBytes)
    length += key_length(key.substr(kept++, 1));
  std::string cut(key.substr(0, kept));
  if (reach && length < kMaxSortKeyBytes) cut += '\x7F';
  return cut;
}

}  // namespace

KeyNames key_names(Index index) {
  if (index == Index::table)
    return KeyNames{std::string(attribute::kPk), std::string(attribute::kSk)};
  const std::string name = "GSI" + std::to_string(static_cast<int>(index));
  return KeyNames{name + "PK", name + "SK"};
}

void KeyRange::restrict_low(std::string_view key) {
  if (!key.empty() && (!low_ || *low_ < key)) low_ = key;
}

void KeyRange::restrict_high(std::string_view key) {
  if (high_ && !high_is_prefix_ && *high_ <= key) return;
  if (high_is_prefix_ && !key.starts_with(*high_) && *high_ < key) return;
  high_ = key;
  high_is_prefix_ = false;
}

KeyRange::KeyRange(const SortKey& condition, Order order,
                   const std::optional<std::string>& resumed_at) {
  switch (condition.op) {
    case SortKey::Op::any:
      break;
    case SortKey::Op::equals:
      restrict_low(condition.low);
      restrict_high(condition.low);
      break;
    case SortKey::Op::begins_with:
      restrict_low(condition.low);
      if (!condition.low.empty()) {
        high_ = condition.low;
        high_is_prefix_ = true;
      }
      break;
    case SortKey::Op::between:
      restrict_low(condition.low);
      restrict_high(condition.high);
      break;
    case SortKey::Op::less:
    case SortKey::Op::less_equal:
      restrict_high(condition.low);
      break;
    case SortKey::Op::greater:
    case SortKey::Op::greater_equal:
      restrict_low(condition.low);
      break;
  }
  if (resumed_at && order == Order::ascending) restrict_low(*resumed_at);
  if (resumed_at && order == Order::descending) restrict_high(*resumed_at);
  // No sort key is empty.
  if (high_ && high_->empty()) empty_ = true;
  if (low_ && high_ && *low_ > *high_ && !(high_is_prefix_ && low_->starts_with(*high_)))
    empty_ = true;
  if (low_) low_ = fitting(*low_, false);
  if (high_ && key_length(*high_) + Placeholders::kPrefixEndBytes > kMaxSortKeyBytes) {
    high_ = fitting(high_is_prefix_ ? *high_ + "\xFF" : *high_, true);
    high_is_prefix_ = false;
  }
}

std::string KeyRange::expression(const Query& query, Placeholders& placeholders) const {
  const KeyNames names = key_names(query.index);
  std::string text = placeholders.name(names.partition) + " = " +
                     placeholders.value(names.partition, Value(query.partition));
  if (!low_ && !high_) return text;
  const std::string sort = placeholders.name(names.sort);
  const auto value = [&](const std::string& key) {
    return placeholders.value(names.sort, Value(key));
  };
  text += " AND ";
  if (high_is_prefix_ && low_ == high_)
    return text + "begins_with(" + sort + ", " + value(*low_) + ")";
  if (low_ && high_is_prefix_) {
    const std::string low = value(*low_);
    return text + sort + " BETWEEN " + low + " AND " + placeholders.prefix_end(*high_);
  }
  if (low_ && high_) {
    const std::string low = value(*low_);
    return *low_ == *high_ ? text + sort + " = " + low
                           : text + sort + " BETWEEN " + low + " AND " + value(*high_);
  }
  if (low_) return text + sort + " >= " + value(*low_);
  return text + sort + " <= " + value(*high_);
}

}  // namespace waymark::store::dynamo
