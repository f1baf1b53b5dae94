// "Did you mean …?"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::graphql {

/// Those of `options` that are near `input` (few edits for its length), nearest first, at most five.
std::vector<std::string_view> similar_names(std::string_view input,
                                            const std::vector<std::string_view>& options);

/// ` Did you mean "a", "b", or "c"?`, or nothing for an empty list. `lead` goes before the names.
std::string did_you_mean(const std::vector<std::string_view>& names, std::string_view lead = {});

/// The `name` of each element.
template <typename Range>
std::vector<std::string_view> names_of(const Range& range) {
  std::vector<std::string_view> names;
  for (const auto& element : range) names.push_back(element.name);
  return names;
}

}  // namespace waymark::graphql
