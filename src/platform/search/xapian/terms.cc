#include "platform/search/xapian/terms.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"

namespace waymark::search {
namespace {

constexpr std::size_t kLongestTerm = 200;
constexpr std::size_t kKeptOfLongTerm = 120;

const char* stemmer_of(Locale locale) {
  switch (locale) {
    case Locale::en:
      return "english";
    case Locale::es:
      return "spanish";
    case Locale::fr:
      return "french";
    case Locale::pt_br:
      return "portuguese";
  }
  return "none";
}

void add_once(std::vector<std::string>& list, std::string term) {
  if (std::ranges::find(list, term) == list.end()) list.push_back(std::move(term));
}

}  // namespace

std::string exact_term(std::string_view term) {
  if (term.size() <= kLongestTerm) return "X" + std::string(term);
  return "X" + std::string(cut_to(term, kKeptOfLongTerm)) + hex_encode(sha256(term));
}

Stemmers::Stemmers() {
  for (const Locale locale : kLocales) stems_.emplace_back(stemmer_of(locale));
}

std::vector<std::string> Stemmers::in(Locale language, const Word& word) const {
  const Xapian::Stem& stem = stems_[static_cast<std::size_t>(language)];
  std::vector<std::string> terms;
  add_once(terms, "Z" + stem(word.plain));
  if (word.accented != word.plain) add_once(terms, "Z" + without_accents(stem(word.accented)));
  return terms;
}

std::vector<std::string> Stemmers::in_all(const Word& word) const {
  std::vector<std::string> terms;
  for (const Locale locale : kLocales)
    for (std::string& term : in(locale, word)) add_once(terms, std::move(term));
  return terms;
}

bool is_spelt(std::string_view word) {
  constexpr std::size_t kShortest = 4;
  constexpr std::size_t kLongest = 30;
  const std::size_t length = code_points(word);
  return length >= kShortest && length <= kLongest &&
         std::ranges::none_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace waymark::search
