#include "platform/blobs/blobs.h"

#include "base/error.h"

namespace waymark::blobs {
namespace {

constexpr std::size_t kLongestSegment = 200;

bool is_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_.=+@~").find(c) != std::string_view::npos;
}

bool is_segment(std::string_view segment) {
  if (segment.empty() || segment.size() > kLongestSegment || segment.front() == '.') return false;
  for (const char c : segment)
    if (!is_key_character(c)) return false;
  return true;
}

}  // namespace

bool is_key(std::string_view key) {
  if (key.size() > kLongestKey) return false;
  while (true) {
    const std::size_t slash = key.find('/');
    if (!is_segment(key.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    key.remove_prefix(slash + 1);
  }
}

void check_key(std::string_view key) {
  if (is_key(key)) return;
  throw Error(ErrorCode::internal, "error.internal",
              "not the key of a blob: \"" + std::string(key.substr(0, kLongestKey)) + "\"");
}

}  // namespace waymark::blobs
