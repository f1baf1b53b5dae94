#include "product/feed/place.h"

namespace waymark::feed {
namespace {

constexpr std::size_t kTimeLength = 24;
constexpr std::size_t kIdLength = 36;

}  // namespace

std::optional<Place> Place::parse(std::string_view text) {
  const bool has_id = text.size() == kTimeLength + 1 + kIdLength && text[kTimeLength] == '#';
  if (!has_id && text.size() != kTimeLength) return std::nullopt;
  const auto time = parse_rfc3339(text.substr(0, kTimeLength));
  const auto id = has_id ? Uuid::parse(text.substr(kTimeLength + 1)) : Uuid();
  if (!time || !id) return std::nullopt;
  return of(*time, *id);
}

std::string Place::to_string() const {
  if (empty()) return {};
  std::string text = to_rfc3339(time());
  if (id == Uuid()) return text;
  text += '#';
  id.append_to(text);
  return text;
}

}  // namespace waymark::feed
