// What people type to find something.
//
//   query   = *part
//   part    = ["-"] ( word | "#" tag | "@" name | phrase )
//   phrase  = <"> *any <">      words in this order; without the closing one, to the end
//
// Whatever is typed is a query: what is none of the above parts words. "-" leaves out, only before a part and after
// white space or at the beginning. The part typed last is also found by what begins with it, unless white space follows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/search/words.h"

namespace waymark::search {

inline constexpr std::size_t kMostParts = 16;        // what comes after is passed over
inline constexpr std::size_t kLongestQuery = 4'096;  // bytes; what comes after is passed over

struct QueryPart {
  enum class Kind : unsigned char {
    word,
    phrase,  // `words` in this order
    term     // `term` of a document, exactly
  };
  Kind kind = Kind::word;
  std::vector<Word> words;  // of a word one, of a phrase one to kMostParts
  std::string term;         // "tag:running", "name:ana"
  bool left_out = false;
  bool unfinished = false;  // the end of it may be still to come
  bool operator==(const QueryPart&) const = default;
};

/// In the order in which they were typed. Any bytes are taken.
std::vector<QueryPart> parse_query(std::string_view text);

/// The terms by which `#tag` and `@name` find: of any spelling.
std::string tag_term(std::string_view tag);
std::string name_term(std::string_view name);

}  // namespace waymark::search
