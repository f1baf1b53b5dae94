#include "product/discovery/bookmark.h"

#include "base/error.h"
#include "base/json.h"

namespace waymark::discovery {

std::string to_text(const Bookmark& bookmark) {
  return json::to_string(bookmark);
}

std::optional<Bookmark> parse_bookmark(std::string_view text) {
  if (text.empty()) return std::nullopt;
  try {
    Bookmark bookmark = json::decode<Bookmark>(text);
    const bool ours =
        bookmark.version == Bookmark::kVersion && bookmark.positions.size() == events::kShards;
    return ours ? std::optional(std::move(bookmark)) : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;  // of a version to come, or before
  }
}

bool is_too_old(const Bookmark& bookmark, Instant now) {
  constexpr std::chrono::days kSafely = events::kKept - std::chrono::days(1);
  return now - bookmark.read_at > kSafely;
}

std::string round_term(std::int64_t round) {
  return "round:" + std::to_string(round);
}

}  // namespace waymark::discovery
