#include "product/posts/text_parts.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "base/text.h"

namespace waymark::posts {
namespace {

constexpr std::size_t kShortestName = 3;
constexpr std::size_t kLongestName = 30;
constexpr std::size_t kLongestTag = 100;
constexpr UChar32 kFullWidthHash = 0xFF03;

bool is_mark(UChar32 c) {
  return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}
bool is_letter_or_digit(UChar32 c) {
  return u_isalnum(c) || is_mark(c);
}
bool is_in_name(UChar32 c) {
  return is_letter_or_digit(c) || c == '_' || c == '.' || c == '-';
}
bool is_in_tag(UChar32 c) {
  return is_letter_or_digit(c) || c == '_';
}

/// Walks over code points.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}
  bool done() const { return at_ >= static_cast<int32_t>(text_.size()); }
  UChar32 take() {
    UChar32 c;
    U8_NEXT(text_.data(), at_, static_cast<int32_t>(text_.size()), c);
    return c;
  }
  /// Takes as long as `belongs` holds.
  template <typename F>
  std::string_view run(F belongs) {
    const int32_t begin = at_;
    while (!done()) {
      const int32_t before = at_;
      if (!belongs(take())) {
        at_ = before;
        break;
      }
    }
    return text_.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at_ - begin));
  }

 private:
  std::string_view text_;
  int32_t at_ = 0;
};

/// Points at the end belong to the sentence, not to the name.
std::string_view trimmed(std::string_view name) {
  const auto last = name.find_last_not_of("._-");
  return last == name.npos ? std::string_view() : name.substr(0, last + 1);
}

bool is_name(std::string_view name) {
  if (name.empty() || name.front() == '.' || name.front() == '-' || name.front() == '_')
    return false;
  const std::size_t length = code_points(name);
  return length >= kShortestName && length <= kLongestName;
}

bool is_tag(std::string_view tag) {
  const std::size_t length = code_points(tag);
  if (length == 0 || length > kLongestTag) return false;
  Walk walk(tag);
  while (!walk.done()) {
    const UChar32 c = walk.take();
    if (c != '_' && !u_isdigit(c)) return true;
  }
  return false;
}

void add_once(std::vector<std::string>& list, std::string text, std::size_t most) {
  if (list.size() < most && std::ranges::find(list, text) == list.end())
    list.push_back(std::move(text));
}

}  // namespace

TextParts parts_of(std::string_view text) {
  TextParts parts;
  Walk walk(text);
  bool in_word = false;
  while (!walk.done()) {
    const UChar32 c = walk.take();
    if (c == '@' && !in_word) {
      const std::string_view name = trimmed(walk.run(is_in_name));
      if (is_name(name)) add_once(parts.names, std::string(name), kMostMentions);
      in_word = true;
    } else if ((c == '#' || c == kFullWidthHash) && !in_word) {
      const std::string_view tag = walk.run(is_in_tag);
      if (is_tag(tag)) add_once(parts.tags, fold(normalise(tag)), kMostTags);
      in_word = true;
    } else {
      in_word = is_in_tag(c) || c == '@' || c == '#' || c == '/' || c == '&';
    }
  }
  return parts;
}

std::string tag_key(std::string_view given) {
  if (given.starts_with('#')) given.remove_prefix(1);
  if (given.starts_with("\xEF\xBC\x83")) given.remove_prefix(3);
  Walk walk(given);
  walk.run(is_in_tag);
  return walk.done() && is_tag(given) ? fold(normalise(given)) : std::string();
}

}  // namespace waymark::posts
