#include "platform/search/xapian/queries.h"

#include <algorithm>

#include "base/text.h"

namespace waymark::search {
namespace {

using Clause = Xapian::Query;

// How much a word counts that is not there as it was typed.
constexpr double kStem = 0.8;
constexpr double kBeginning = 0.5;
constexpr double kMisspelt = 0.4;

constexpr std::size_t kShortestBeginning = 2;  // code points
constexpr Xapian::termcount kMostEndings = 100;
constexpr std::size_t kLongestBeginning = 120;  // bytes; exact_term() keeps them as they are

Clause scaled(const Clause& query, double factor) {
  return Clause(Clause::OP_SCALE_WEIGHT, query, factor);
}

/// Whatever begins so.
Clause beginning(const std::string& term) {
  return Clause(Clause::OP_WILDCARD, term, kMostEndings, Clause::WILDCARD_LIMIT_MOST_FREQUENT,
                Clause::OP_SYNONYM);
}

Clause one_of(const std::vector<Clause>& queries) {
  return Clause(Clause::OP_OR, queries.begin(), queries.end());
}

unsigned edits_allowed(std::string_view word) {
  return code_points(word) < 8 ? 1 : 2;
}

Clause filtered(Clause query, const Query& asked) {
  const auto filter = [&query](const Clause& by) { query = Clause(Clause::OP_FILTER, query, by); };
  std::vector<Clause> kinds;
  for (const std::string& kind : asked.kinds) kinds.emplace_back(kind_term(kind));
  if (!kinds.empty()) filter(one_of(kinds));
  for (const std::string& term : asked.all) filter(Clause(exact_term(term)));
  if (asked.least)
    filter(
        Clause(Clause::OP_VALUE_GE, Xapian::valueno{0}, Xapian::sortable_serialise(*asked.least)));
  std::vector<Clause> none;
  for (const std::string& term : asked.none) none.emplace_back(exact_term(term));
  if (!none.empty()) query = Clause(Clause::OP_AND_NOT, query, one_of(none));
  return query;
}

}  // namespace

std::optional<Clause> QueryMaker::make(const Query& asked) const {
  // Everything. Not Clause::MatchAll: Xapian counts the references to what it keeps without locks, and that one would be
  // everybody's.
  Clause base{std::string()};
  if (!asked.text.empty()) {
    const auto text = of_text(asked.text);
    if (!text) return std::nullopt;
    base = *text;
  }
  if (!asked.any.empty()) {
    std::vector<Clause> wishes;
    for (const Wish& wish : asked.any)
      wishes.push_back(scaled(Clause(exact_term(wish.term)), wish.weight));
    base = asked.text.empty() ? one_of(wishes) : Clause(Clause::OP_AND, base, one_of(wishes));
  }
  return filtered(base, asked);
}

std::optional<Clause> QueryMaker::of_text(const std::string& text) const {
  std::vector<Clause> wanted;
  std::vector<Clause> left_out;
  for (const QueryPart& part : parse_query(text))
    (part.left_out ? left_out : wanted).push_back(of_part(part));
  if (wanted.empty()) return std::nullopt;
  Clause query(Clause::OP_AND, wanted.begin(), wanted.end());
  if (!left_out.empty()) query = Clause(Clause::OP_AND_NOT, query, one_of(left_out));
  return query;
}

Clause QueryMaker::of_part(const QueryPart& part) const {
  switch (part.kind) {
    case QueryPart::Kind::word:
      return of_word(part);
    case QueryPart::Kind::term:
      return of_term(part);
    case QueryPart::Kind::phrase:
      break;
  }
  std::vector<std::string> words;
  for (const Word& word : part.words) words.push_back(word.plain);
  return Clause(Clause::OP_PHRASE, words.begin(), words.end());
}

Clause QueryMaker::of_term(const QueryPart& part) const {
  const std::string term = exact_term(part.term);
  if (!part.unfinished || term.size() > kLongestBeginning) return Clause(term);
  return Clause(Clause::OP_OR, Clause(term), scaled(beginning(term), kBeginning));
}

Clause QueryMaker::of_word(const QueryPart& part) const {
  const Word& word = part.words.front();
  std::vector<Clause> ways{Clause(word.plain)};
  bool known = database_.term_exists(word.plain);
  for (const std::string& stem : stemmers_.in_all(word)) {
    if (!database_.term_exists(stem)) continue;
    known = true;
    ways.push_back(scaled(Clause(stem), kStem));
  }
  if (part.left_out) return one_of(ways);
  if (part.unfinished && code_points(word.plain) >= kShortestBeginning) {
    ways.push_back(scaled(beginning(word.plain), kBeginning));
    known = known || begins_a_word(word.plain);
  }
  if (!known && is_spelt(word.plain)) {
    const std::string meant =
        database_.get_spelling_suggestion(word.plain, edits_allowed(word.plain));
    if (!meant.empty()) ways.push_back(scaled(Clause(meant), kMisspelt));
  }
  return Clause(Clause::OP_MAX, ways.begin(), ways.end());
}

bool QueryMaker::begins_a_word(const std::string& word) const {
  return database_.allterms_begin(word) != database_.allterms_end(word);
}

}  // namespace waymark::search
