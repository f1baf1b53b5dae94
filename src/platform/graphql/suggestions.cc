#include "platform/graphql/suggestions.h"

#include <algorithm>
#include <array>

namespace waymark::graphql {
namespace {

constexpr std::size_t kMaximum = 5;
// Longer names are not compared: a typo in one is rare, and the work grows with the square of the length.
constexpr std::size_t kLongest = 64;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

/// Damerau–Levenshtein: insertions, deletions, substitutions, swaps of neighbours. A change of case alone counts 1.
std::size_t distance(std::string_view from, std::string_view to) {
  if (from == to) return 0;
  const std::string a = lower(from);
  const std::string b = lower(to);
  if (a == b) return 1;
  std::array<std::array<std::size_t, kLongest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const auto& above = rows[(i - 1) % 3];
    auto& row = rows[i % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

std::vector<std::string_view> similar_names(std::string_view input,
                                            const std::vector<std::string_view>& options) {
  if (input.size() > kLongest) return {};
  const std::size_t threshold = input.size() * 4 / 10 + 1;
  std::vector<std::pair<std::size_t, std::string_view>> found;
  for (const std::string_view option : options) {
    if (option.size() > kLongest || option.size() > input.size() + threshold ||
        input.size() > option.size() + threshold)
      continue;
    const std::size_t edits = distance(input, option);
    if (edits <= threshold) found.emplace_back(edits, option);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string_view> names;
  for (const auto& [edits, name] : found)
    if (names.size() < kMaximum) names.push_back(name);
  return names;
}

std::string did_you_mean(const std::vector<std::string_view>& names, std::string_view lead) {
  if (names.empty()) return {};
  std::string text = " Did you mean ";
  if (!lead.empty()) text += std::string(lead) + " ";
  const std::size_t count = std::min(names.size(), kMaximum);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += i + 1 < count ? ", " : count == 2 ? " or " : ", or ";
    text += '"' + std::string(names[i]) + '"';
  }
  return text + "?";
}

}  // namespace waymark::graphql
