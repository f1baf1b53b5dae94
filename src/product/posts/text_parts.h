// The names and tags in what people write: "@ana ran #Trail2026".
//
// A name is @ and 3 to 30 letters, digits, `_`, `.` or `-`, beginning and ending with a letter or digit. A tag is # (or
// its full-width twin) and up to 100 letters, digits, marks or `_`, not digits alone. Neither begins within a word: there
// is no name in "ana@example.org", no tag in "C#sharp".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::posts {

inline constexpr std::size_t kMostMentions = 20;
inline constexpr std::size_t kMostTags = 30;

struct TextParts {
  std::vector<std::string>
      names;  // as written, without @; the first kMostMentions, each spelling once
  std::vector<std::string> tags;  // folded, without #; the first kMostTags, each once
};

/// `text` is valid UTF-8.
TextParts parts_of(std::string_view text);

/// A tag as asked for, with or without #, in the form it is kept in; empty when it is none.
std::string tag_key(std::string_view given);

}  // namespace waymark::posts
