#include "platform/store/dynamo/refusal.h"

#include <array>

#include "platform/store/dynamo/attribute_value.h"
#include "platform/store/dynamo/document.h"

namespace waymark::store::dynamo {
namespace {

bool is_our_fault(std::string_view error) {
  constexpr std::array<std::string_view, 4> kOurs{"ValidationException", "SerializationException",
                                                  "IdempotentParameterMismatchException",
                                                  "ItemCollectionSizeLimitExceededException"};
  for (const std::string_view ours : kOurs)
    if (error == ours) return true;
  return false;
}

std::string text_of(const boost::json::object& object, const char* name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

Reason::Kind kind_of(const std::string& code) {
  if (code.empty() || code == "None") return Reason::Kind::none;
  if (code == "ConditionalCheckFailed") return Reason::Kind::condition;
  if (code == "TransactionConflict" || code == "ProvisionedThroughputExceeded" ||
      code == "ThrottlingError")
    return Reason::Kind::conflict;
  return Reason::Kind::invalid;
}

}  // namespace

Error refusal(std::string_view operation, const aws::JsonAnswer& answer) {
  const std::string cause = std::string(operation) + ": " + answer.error + ": " + answer.message;
  if (is_our_fault(answer.error)) return Error(ErrorCode::internal, "error.internal", cause);
  return Error(ErrorCode::unavailable, "error.unavailable", cause);
}

std::optional<Item> old_item(const aws::JsonAnswer& answer) {
  return Document(answer.body).item("Item");
}

std::vector<Reason> reasons_of(const aws::JsonAnswer& answer, std::size_t actions) {
  const Document document(answer.body);
  const auto* list = document.object().if_contains("CancellationReasons");
  if (!list || !list->is_array() || list->get_array().size() != actions)
    throw not_understood("a cancelled transaction without a reason for each action");
  std::vector<Reason> reasons;
  for (const boost::json::value& one : list->get_array()) {
    if (!one.is_object()) throw not_understood("a reason that is no object");
    Reason& reason = reasons.emplace_back();
    reason.kind = kind_of(text_of(one.get_object(), "Code"));
    reason.message = text_of(one.get_object(), "Message");
    if (const auto* item = one.get_object().if_contains("Item"); item && item->is_object())
      reason.old = read_item(item->get_object());
  }
  return reasons;
}

}  // namespace waymark::store::dynamo
