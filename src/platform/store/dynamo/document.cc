#include "platform/store/dynamo/document.h"

#include "platform/store/dynamo/attribute_value.h"

namespace waymark::store::dynamo {
namespace {

/// A value that stays in the memory it was read into.
boost::json::value parse(std::string_view text, boost::json::memory_resource& memory) {
  boost::json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::system::error_code failed;
  boost::json::value value =
      boost::json::parse(text, failed, boost::json::storage_ptr(&memory), options);
  if (failed || !value.is_object()) throw not_understood("it is no JSON object");
  return value;
}

}  // namespace

Error not_understood(std::string_view what) {
  return Error(ErrorCode::unavailable, "error.unavailable",
               "DynamoDB's answer is not understood: " + std::string(what));
}

Document::Document(std::string_view text)
    : memory_(first_.data(), first_.size()), value_(parse(text, memory_)) {}

std::optional<Item> Document::item(std::string_view name) const {
  const auto* found = object().if_contains(boost::json::string_view(name.data(), name.size()));
  if (!found) return std::nullopt;
  if (!found->is_object()) throw not_understood("an item that is no object");
  return read_item(found->get_object());
}

}  // namespace waymark::store::dynamo
