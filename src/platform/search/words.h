// Texts as words: the same for what is kept and what is asked.
//
// A word is a run of letters, digits and marks; each Chinese or Japanese character is a word of its own, since nothing
// parts them. Words are compared without case (Unicode NFKC_Casefold) and without accents: "Ação" and "acao" are one.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::search {

inline constexpr std::size_t kLongestWord = 60;  // bytes; longer ones are cut

struct Word {
  std::string plain;     // folded, without accents
  std::string accented;  // folded; what the stemmers of some languages need
  bool operator==(const Word&) const = default;
};

/// The first `most` words. Broken UTF-8 parts words.
std::vector<Word> words_of(std::string_view text, std::size_t most);

/// A folded text without its accents.
std::string without_accents(std::string_view folded);

/// The first bytes of it, at most `most`, that are whole code points.
std::string_view cut_to(std::string_view text, std::size_t most);

}  // namespace waymark::search
