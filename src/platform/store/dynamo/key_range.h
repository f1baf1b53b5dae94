// The part of a partition that a query still has to read, as a KeyConditionExpression.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/store/dynamo/expressions.h"
#include "platform/store/store.h"

namespace waymark::store::dynamo {

/// A closed range of sort keys. It holds every key the query asks for from `resumed_at` (the sort
/// key of the last page's last item) on, and perhaps a few that matches() then sorts out: DynamoDB
/// takes one condition on the sort key, of operands it could store.
class KeyRange {
 public:
  KeyRange(const SortKey& condition, Order order, const std::optional<std::string>& resumed_at);

  /// There is nothing to read; expression() must not be asked for.
  bool empty() const { return empty_; }
  /// "#0 = :0 AND #1 BETWEEN :1 AND :2".
  std::string expression(const Query& query, Placeholders& placeholders) const;

 private:
  void restrict_low(std::string_view key);
  void restrict_high(std::string_view key);

  std::optional<std::string> low_;
  std::optional<std::string> high_;
  /// `high_` is a prefix: the range ends behind the last key that begins with it.
  bool high_is_prefix_ = false;
  bool empty_ = false;
};

/// The names of the key attributes of the table or an index: {"GSI1PK", "GSI1SK"}.
struct KeyNames {
  std::string partition;
  std::string sort;
};
KeyNames key_names(Index index);

}  // namespace waymark::store::dynamo
