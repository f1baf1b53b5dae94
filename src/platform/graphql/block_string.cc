#include "platform/graphql/block_string.h"

#include <algorithm>
#include <vector>

namespace waymark::graphql {
namespace {

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = text.find_first_of("\n\r");
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    const bool pair = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
    text.remove_prefix(end + (pair ? 2 : 1));
  }
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

}  // namespace

std::string dedent_block_string(std::string_view raw) {
  const std::vector<std::string_view> lines = split_lines(raw);
  std::size_t shared = std::string_view::npos;
  std::size_t first = lines.size();
  std::size_t last = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t indent = indent_of(lines[i]);
    if (indent == lines[i].size()) continue;
    first = std::min(first, i);
    last = i;
    if (i > 0) shared = std::min(shared, indent);
  }
  std::string value;
  for (std::size_t i = first; i < lines.size() && i <= last; ++i) {
    if (i > first) value += '\n';
    value += i == 0 ? lines[i] : lines[i].substr(std::min(shared, lines[i].size()));
  }
  return value;
}

}  // namespace waymark::graphql
