// Which part of a list a client asks for: `page: {first, after}` in GraphQL, `?first=&after=` in REST.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/input.h"

namespace waymark {

/// What a client asked for, checked.
class PageRequest {
 public:
  static constexpr std::uint32_t kDefaultSize = 20;
  static constexpr std::uint32_t kLargestSize = 100;

  PageRequest() = default;
  /// Throws Error(invalid_input) naming `at("first")`. `after` is checked by whoever made it (store/listing.h).
  PageRequest(std::optional<std::int64_t> first, std::optional<std::string> after, InputPath at);

  std::uint32_t size = kDefaultSize;
  std::optional<std::string> after;
  InputPath path;
};

}  // namespace waymark
