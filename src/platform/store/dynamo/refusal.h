// What DynamoDB refuses, in our own words.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "platform/aws/json_client.h"
#include "platform/store/item.h"

namespace waymark::store::dynamo {

/// The error of an answer that is no ordinary outcome: Error(internal) when what we asked was wrong,
/// Error(unavailable) when the table is not there or we may not use it.
Error refusal(std::string_view operation, const aws::JsonAnswer& answer);

/// The item of an answer that says a condition failed, if it came along.
std::optional<Item> old_item(const aws::JsonAnswer& answer);

/// Why a TransactWriteItems was cancelled, action by action (CancellationReasons).
struct Reason {
  enum class Kind : unsigned char { none, condition, conflict, invalid };
  Kind kind = Kind::none;
  std::string message;
  std::optional<Item> old;  // of condition, when it was asked for
};
std::vector<Reason> reasons_of(const aws::JsonAnswer& answer, std::size_t actions);

}  // namespace waymark::store::dynamo
