// What the terms of our Xapian databases are.
//
//   Q<id>      the document itself           K<kind>
//   X<term>    an exact term                 Z<stem>    a word's stem, by the document's language
//   <word>     a word as words.h has it, with its position; it never begins with a capital letter
//
// Of a document are kept: data `<id> LF <kind> LF <stored>`, and in value slot n the n-th number as Xapian's
// sortable_serialise has it. Of the database, the metadata `format` (kFormat) and `bookmark`. A database of another
// format is thrown away and made anew: raise kFormat when anything of this changes, the rules of words among it.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/locale.h"
#include "platform/search/words.h"

namespace waymark::search {

inline constexpr std::string_view kFormat = "1";
inline constexpr const char* kFormatKey = "format";
inline constexpr const char* kBookmarkKey = "bookmark";

inline std::string id_term(std::string_view id) {
  return "Q" + std::string(id);
}
inline std::string kind_term(std::string_view kind) {
  return "K" + std::string(kind);
}
/// Xapian keeps terms of up to 245 bytes: a longer one ends in its digest instead.
std::string exact_term(std::string_view term);

/// The stemmers of our languages. Used by one thread at a time.
class Stemmers {
 public:
  Stemmers();
  /// `Z…` in one language: of the word as it was written, and of what is left of it without accents.
  std::vector<std::string> in(Locale language, const Word& word) const;
  /// The same in all languages, each once.
  std::vector<std::string> in_all(const Word& word) const;

 private:
  std::vector<Xapian::Stem> stems_;  // by Locale
};

/// Whether it is a word that others are taken for when they are misspelt: not a short one, nor one with digits.
bool is_spelt(std::string_view word);

}  // namespace waymark::search
