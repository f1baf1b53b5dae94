// A document of DynamoDB's, parsed into memory of its own.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/error.h"
#include "platform/store/item.h"

namespace waymark::store::dynamo {

/// A value nests 32 deep in two levels each, in an item, in a list, in the answer.
inline constexpr std::size_t kMaxDepth = 80;

/// DynamoDB, or what answers in its place, said what makes no sense.
Error not_understood(std::string_view what);

/// Lives on a stack: small documents need no memory from elsewhere.
class Document {
 public:
  /// Throws Error(unavailable) when it is no JSON object.
  explicit Document(std::string_view text);
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;
  const boost::json::object& object() const { return value_.get_object(); }
  /// The item under the name, if there is one.
  std::optional<Item> item(std::string_view name) const;

 private:
  std::array<unsigned char, 8192> first_;
  boost::json::monotonic_resource memory_;
  boost::json::value value_;
};

}  // namespace waymark::store::dynamo
